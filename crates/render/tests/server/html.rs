//! HTML of a remote that would change the page around its slot.

use crate::component::returning;
use crate::site::Site;

#[tokio::test]
async fn hostile_html_is_refused_and_counted() {
    for html in [
        "<script>alert(1)</script>",
        "<p>open",
        "</section></main><h1>Mine</h1>",
        "<img src=\"x\" onerror=\"alert(1)\">",
        "<!--",
        "<a href=\"javascript:alert(1)\">x</a>",
    ] {
        let site = Site::with(&returning(html));
        assert_eq!(site.cart().await, None, "{html}");
        assert_eq!(site.failures("FED-025"), 1, "{html}");
    }
}

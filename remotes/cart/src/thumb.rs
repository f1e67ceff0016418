//! Product pictures.

use tarn_html_template::{Template, template};

/// The picture at this address, or a placeholder if it is empty.
pub(crate) fn thumb(address: &str) -> Template {
    if address.is_empty() {
        return template(r#"<span class="thumb"></span>"#);
    }
    template(r#"<img class="thumb" alt="" width="72" height="72" loading="lazy" data-part="image">"#)
        .set("image", "src", address)
}

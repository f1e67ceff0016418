//! The heart on a product: keeps it on the wishlist.

use shared_store::{use_dispatch, use_selector, use_store};
use shop_api::model::Product;
use shop_wishlist::{WishlistState, select_is_kept, toggle};
use tarn_html_template::Template;

/// Brings the wishlist into the page's store, unless it is there; tells whether it is. Without it the shop works as well, only
/// without hearts; why it is refused, the owner says in the console.
pub(crate) fn has_wishlist() -> bool {
    use_store().register_slice::<WishlistState>(|| {}).is_ok()
}

/// The button.
pub(crate) const HEART: &str =
    r#"<button class="heart" type="button" data-testid="wishlist-toggle" data-part="heart"></button>"#;

/// Binds the part `heart` to the product.
pub(crate) fn heart(view: Template, product: &Product) -> Template {
    let id = product.id.clone();
    let is_kept = use_selector(move |wishlist: &WishlistState| select_is_kept(wishlist, &id));
    let (dispatch, id) = (use_dispatch(), product.id.clone());
    view.set(
        "heart",
        "aria-label",
        &(String::from("Keep ") + &product.name + " for later"),
    )
    .attr("heart", "aria-pressed", move || Some(is_kept.get().to_string()))
    .on("heart", "click", move |_| {
        // A refusal is in the owner's list of them, and the heart stays as it is.
        let _ = dispatch(toggle(is_kept.get_untracked(), &id));
    })
}

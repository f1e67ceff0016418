//! The heart on a product: toggles its wishlist entry.

use shared_store::{use_dispatch, use_selector, use_store};
use shop_api::model::Product;
use shop_wishlist::{WishlistState, select_is_in_wishlist, toggle};
use tarn_html_template::Template;

/// Registers the wishlist slice and returns whether it is available. Without it the shop works, but shows no hearts. The
/// owner logs the reason of a refusal in the console.
pub(crate) fn has_wishlist() -> bool {
    use_store().register_slice::<WishlistState>(|| {}).is_ok()
}

/// The heart button.
pub(crate) const HEART: &str =
    r#"<button class="heart" type="button" data-testid="wishlist-toggle" data-part="heart"></button>"#;

/// Binds the part `heart` to the product.
pub(crate) fn heart(view: Template, product: &Product) -> Template {
    let id = product.id.clone();
    let is_kept = use_selector(move |wishlist: &WishlistState| select_is_in_wishlist(wishlist, &id));
    let (dispatch, id) = (use_dispatch(), product.id.clone());
    view.set(
        "heart",
        "aria-label",
        &(String::from("Keep ") + &product.name + " for later"),
    )
    .attr("heart", "aria-pressed", move || Some(is_kept.get().to_string()))
    .on("heart", "click", move |_| {
        // The owner records refusals; the heart then stays unchanged.
        let _ = dispatch(toggle(is_kept.get_untracked(), &id));
    })
}

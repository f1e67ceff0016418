//! The document follows navigation: title, description, focus, scroll.

use std::cell::RefCell;

use leptos::prelude::*;
use shared_store::browser::storage::Area;
use shop_page::use_address;
use wasm_bindgen::prelude::*;

use crate::route::Route;

/// The tab's storage key for the last scroll position.
const PLACE: &str = "host.scroll";

#[wasm_bindgen(module = "/src/document.js")]
extern "C" {
    #[wasm_bindgen(js_name = showAt)]
    fn show_at(title: Option<&str>, description: Option<&str>, is_first: bool);

    #[wasm_bindgen(js_name = keepPlace)]
    fn keep_place(read: JsValue, write: JsValue);

    #[wasm_bindgen(js_name = moveWithinPage)]
    fn move_within_page();

    /// Sets the description for search engines and shared links.
    #[wasm_bindgen(js_name = setDescription)]
    pub(crate) fn set_description(text: &str);
}

/// Sets title and description at each address. After each navigation it moves scroll and focus to the top of the content,
/// or to the element of the fragment. At the first address, the browser's own scroll and focus are kept, and title and description of a
/// server.
pub(crate) fn follow_navigation() -> impl Fn() {
    let address = use_address();
    let read = Closure::<dyn Fn() -> Option<String>>::new(|| Area::Session.read(PLACE).ok().flatten());
    let write = Closure::<dyn Fn(String)>::new(|place: String| {
        // Without storage the page starts at its top.
        let _ = Area::Session.write(PLACE, &place);
    });
    keep_place(read.into_js_value(), write.into_js_value());
    let shown = RefCell::new(None);
    let is_rendered = tarn_view::is_claiming();
    move || {
        address.hash.track();
        address.query.track();
        let path = address.path.get();
        if shown.borrow().as_ref() == Some(&path) {
            move_within_page();
            return;
        }
        let route = Route::at(&path);
        // A remote's own route sets its title itself.
        let title = (route != Route::Other).then(|| route.title_at(&path));
        let is_first = shown.replace(Some(path)).is_none();
        let is_described = is_first && is_rendered;
        show_at(
            title.as_deref().filter(|_| !is_described),
            (!is_described).then(|| route.description()),
            is_first,
        );
    }
}

/// Sets the title of a page that supplies its own.
pub(crate) fn set_title(title: &str) {
    document().set_title(&(title.to_owned() + " · Tarn"));
}

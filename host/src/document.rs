//! The document follows navigation: title, focus, scroll.

use std::cell::Cell;

use leptos::prelude::*;
use page::Location;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::route::Route;

#[wasm_bindgen(module = "/src/document.js")]
extern "C" {
    #[wasm_bindgen(js_name = showAt)]
    fn show_at(title: Option<&str>, has_moved: bool);
}

/// Sets the title at each address, and moves to the top and the content of each but the first, where the browser's own scroll and
/// focus are kept.
pub(crate) fn follow_navigation(location: Location) -> impl Fn() {
    let path = location.path;
    let is_first = Cell::new(true);
    move || {
        let route = path.with(|path| Route::at(path));
        // What a remote brings along has its own title.
        let title = (route != Route::Other).then(|| route.title());
        show_at(title, !is_first.replace(false));
    }
}

//! The document follows navigation: title, focus, scroll.

use std::cell::RefCell;

use leptos::prelude::*;
use page::Location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::route::Route;

/// Sets the title at each address, and moves the focus to the content when the page changes, so that a screen reader reads on
/// there. The first page keeps the browser's own focus.
pub(crate) fn follow_navigation(location: Location) -> impl Fn() {
    let path = location.path;
    let previous = RefCell::new(None::<String>);
    move || {
        let path = path.get();
        let route = Route::at(&path);
        if route != Route::Other {
            document().set_title(route.title());
        }
        let previous = previous.replace(Some(path.clone()));
        if previous.is_some_and(|previous| previous != path) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            let main = document().get_element_by_id("main");
            if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
                let _ = main.focus();
            }
        }
    }
}

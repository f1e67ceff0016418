//! Views of a page's owner and of remotes, in elements that others own.

use std::cell::Cell;

use leptos::prelude::Owner;
use leptos::web_sys::{Element, Node};

use crate::browser::{Region, claim, fill};
use crate::view::View;

thread_local! {
    static IS_CLAIMING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a view is taking over the HTML of a server at this moment.
#[must_use]
pub fn is_claiming() -> bool {
    IS_CLAIMING.get()
}

/// A mounted view. It is removed when this is dropped.
#[must_use = "the view is removed when this is dropped"]
pub struct Mounted {
    region: Region,
    owner: Owner,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.region.clear();
        self.owner.cleanup();
    }
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mounted")
    }
}

/// Shows a view in an element, beside what the element has.
pub fn mount(element: &Element, make: impl FnOnce() -> View) -> Mounted {
    show(Region::inside(element.clone().into()).part(), false, Box::new(make))
}

/// Shows a view in place of the HTML that a server has sent as the content of an element: see [`claim`](crate::claim).
pub fn mount_claiming(element: &Element, make: impl FnOnce() -> View) -> Mounted {
    show(Region::inside(element.clone().into()), true, Box::new(make))
}

/// Shows a view at the end of a page, for its whole life. If the page begins with the HTML of this view from a server, between two comments
/// `<!--[-->` and `<!--]-->`, the view takes over its nodes, and the attribute `data-rendered` of the root element is removed. Returns whether it did.
pub fn mount_to_page(make: impl FnOnce() -> View) -> bool {
    let body: Node = leptos::prelude::document()
        .body()
        .map(Into::into)
        .unwrap_or_else(|| unreachable!("a script runs in a body"));
    let rendered = body.first_child().and_then(|first| Region::at(&first));
    let is_rendered = rendered.is_some();
    let region = rendered.unwrap_or_else(|| Region::inside(body).part());
    std::mem::forget(show(region, is_rendered, Box::new(make)));
    // Scripts of the page can tell that it is taken over.
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.remove_attribute("data-rendered");
    }
    is_rendered
}

/// The part that all views share.
fn show(region: Region, is_rendered: bool, make: Box<dyn FnOnce() -> View + '_>) -> Mounted {
    // Tasks of Leptos need an executor. An error means that it runs already.
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(|| {
        IS_CLAIMING.set(is_rendered);
        let view = make();
        match is_rendered {
            true => claim(&region, view),
            false => fill(&region, view),
        }
        IS_CLAIMING.set(false);
    });
    Mounted { region, owner }
}

//! Parts with changing content.

use std::cell::RefCell;

use leptos::prelude::{Owner, untrack};
use leptos::web_sys::Element;
use wasm_bindgen::prelude::*;

use super::Template;
use tarn_view::follow;

type Make = Box<dyn Fn(&str) -> Template>;

#[wasm_bindgen(module = "/src/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = remove)]
    fn remove_from_page(element: &Element);
}

/// A template on the page, with its bindings.
struct Child {
    key: String,
    root: Element,
    owner: Owner,
}

impl Child {
    fn new(key: String, parent: &Owner, make: &Make) -> Self {
        let owner = parent.child();
        // Signals that `make` reads must not rebuild the child: its own bindings update it.
        let template = owner.with(|| untrack(|| make(&key)));
        Self {
            key,
            root: template.root.take(),
            owner,
        }
    }

    fn remove(self) {
        remove_from_page(&self.root);
        self.owner.cleanup();
    }
}

impl Template {
    /// Fills a part with one template for each key, in the order of the keys. A child lives as long as its key is present, also when it
    /// moves. Keys must be unique.
    ///
    /// ```no_run
    /// # use leptos::prelude::*;
    /// # use tarn_html_template::template;
    /// # let products = RwSignal::new(Vec::<String>::new());
    /// template(r#"<ul data-part="list"></ul>"#).each(
    ///     "list",
    ///     move || products.get(),
    ///     |id| template(r#"<li data-part="id"></li>"#).write("id", id),
    /// );
    /// ```
    pub fn each(
        self,
        part: &str,
        keys: impl Fn() -> Vec<String> + 'static,
        make: impl Fn(&str) -> Template + 'static,
    ) -> Self {
        hold(self.part(part), Box::new(keys), Box::new(make));
        self
    }

    /// Appends constant children to a part.
    pub fn fill(self, part: &str, children: Vec<Template>) -> Self {
        let part = self.part(part);
        for child in children {
            // An element accepts every element but its ancestors, and a new element is no ancestor.
            let _ = part.append_child(&child.root);
        }
        self
    }

    /// Replaces a part with `child`.
    pub fn put(self, part: &str, child: Template) -> Self {
        // The part has a parent: it is inside this template.
        let _ = self.part(part).replace_with_with_node_1(&child.root.take());
        self
    }

    /// Fills a part with the template of the current key, which is rebuilt when the key changes; `None` empties the part.
    ///
    /// ```no_run
    /// # use leptos::prelude::*;
    /// # use tarn_html_template::template;
    /// # let error = RwSignal::new(None::<String>);
    /// template(r#"<div data-part="error"></div>"#).show(
    ///     "error",
    ///     move || error.get(),
    ///     |message| template(r#"<p role="alert" data-part="message"></p>"#).write("message", message),
    /// );
    /// ```
    pub fn show(
        self,
        part: &str,
        key: impl Fn() -> Option<String> + 'static,
        make: impl Fn(&str) -> Template + 'static,
    ) -> Self {
        hold(
            self.part(part),
            Box::new(move || key().into_iter().collect()),
            Box::new(make),
        );
        self
    }
}

fn hold(part: Element, keys: Box<dyn Fn() -> Vec<String>>, make: Make) {
    // A child of the current owner: the current owner would never end if one of its own cleanups held it.
    let parent = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    let children = RefCell::new(Vec::<Child>::new());
    follow(move || {
        let keys = keys();
        let before = children.take();
        let (mut present, gone): (Vec<_>, Vec<_>) = before.into_iter().partition(|child| keys.contains(&child.key));
        gone.into_iter().for_each(Child::remove);
        if present.is_empty() {
            // An owner keeps a record of all its children until it is cleaned up.
            parent.cleanup();
        }
        // A child that is already in its place is not moved, which keeps its focus and scroll position.
        let mut place = part.first_element_child();
        let mut after = Vec::with_capacity(keys.len());
        for key in keys {
            let child = match present.iter().position(|child| child.key == key) {
                Some(index) => present.remove(index),
                None => Child::new(key, &parent, &make),
            };
            // Elements that other scripts have inserted between the children stay, and no child moves because of them.
            while let Some(other) = &place
                && *other != child.root
                && present.iter().all(|child| child.root != *other)
            {
                place = other.next_element_sibling();
            }
            if place.as_ref() == Some(&child.root) {
                place = child.root.next_element_sibling();
            } else {
                let _ = part.insert_before(&child.root, place.as_deref());
            }
            after.push(child);
        }
        children.replace(after);
    });
}

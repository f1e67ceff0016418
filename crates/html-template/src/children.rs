//! Parts whose content comes and goes.

use std::cell::RefCell;

use leptos::prelude::{Owner, untrack};
use leptos::web_sys::Element;
use wasm_bindgen::prelude::*;

use super::Template;
use super::follower;

type Make = Box<dyn Fn(&str) -> Template>;

#[wasm_bindgen(module = "/src/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = remove)]
    fn remove_from_page(element: &Element);
}

/// A template that is shown, with all that it bound.
struct Child {
    key: String,
    root: Element,
    owner: Owner,
}

impl Child {
    fn new(key: String, parent: &Owner, make: &Make) -> Self {
        let owner = parent.child();
        // What making it reads must not make it anew: a child changes by its own bindings.
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
    /// The part holds one template for each key, in the keys' order. A child lives as long as its key is there, wherever it
    /// moves to; a key must not come twice.
    pub fn each(
        self,
        part: &str,
        keys: impl Fn() -> Vec<String> + 'static,
        make: impl Fn(&str) -> Template + 'static,
    ) -> Self {
        hold(self.part(part), Box::new(keys), Box::new(make));
        self
    }

    /// The part ends with `children`, which stay: for lists that do not change.
    pub fn fill(self, part: &str, children: Vec<Template>) -> Self {
        let part = self.part(part);
        for child in children {
            // An element takes every other one but those it is in, and a new one is in none.
            let _ = part.append_child(&child.root);
        }
        self
    }

    /// `child` takes the part's place.
    pub fn put(self, part: &str, child: Template) -> Self {
        // The part has a parent: it is within this template.
        let _ = self.part(part).replace_with_with_node_1(&child.root.take());
        self
    }

    /// The part holds the template of the present key, made anew when the key changes, or nothing for `None`.
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
    // An owner of its own, below the present one: that one, held in what it cleans up itself, would never end.
    let parent = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    let children = RefCell::new(Vec::<Child>::new());
    follower::follow(Box::new(move || {
        let keys = keys();
        let before = children.take();
        let (mut present, gone): (Vec<_>, Vec<_>) = before.into_iter().partition(|child| keys.contains(&child.key));
        gone.into_iter().for_each(Child::remove);
        if present.is_empty() {
            // An owner remembers each child that it ever had, and forgets only all at once.
            parent.cleanup();
        }
        // What is in its place already stays untouched, for its focus and its scroll position.
        let mut place = part.first_element_child();
        let mut after = Vec::with_capacity(keys.len());
        for key in keys {
            let child = match present.iter().position(|child| child.key == key) {
                Some(index) => present.remove(index),
                None => Child::new(key, &parent, &make),
            };
            // What other hands put between the children stays where it is, and no child moves because of it.
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
    }));
}

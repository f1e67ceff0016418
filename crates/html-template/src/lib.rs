//! HTML with named parts, and signals bound to the parts.
//!
//! A remote must be small. `view!` makes a type of every element and compiles building, rebuilding, mounting and unmounting for
//! each of them: of a page's code that was the larger half. Here the browser parses the HTML, and each binding is one boxed
//! closure that all share the code for. It is a Leptos view all the same: signals, memos, owners and `on_cleanup` work as
//! everywhere, and a template can stand in a `view!`.
//!
//! ```ignore
//! const ROW: &str = r#"<li><span data-part="name"></span> <button type="button" data-part="more">+</button></li>"#;
//! template(ROW)
//!     .text("name", move || name.get())
//!     .flag("more", "disabled", move || is_full.get())
//!     .on("more", "click", move |_| add())
//! ```

mod binding;
mod children;
mod follower;
mod view;

use std::cell::RefCell;
use std::ptr;

use leptos::web_sys::{Element, Node};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

pub use binding::{follow, follow_later};

/// One piece of a page: an element, made of HTML, whose parts follow signals while the present owner lives.
///
/// A part is an element with `data-part`; the names of one template differ. An `href` or `src` that begins with `/`, in the HTML
/// or set later, is an address of the site and gets the page's base path.
#[must_use = "a template is seen only where it is put"]
pub struct Template {
    // Leptos asks for views that are Send; a wasm instance has one thread.
    root: SendWrapper<Element>,
}

#[wasm_bindgen(module = "/src/page.js")]
extern "C" {
    fn parse(html: &str) -> Element;
    #[wasm_bindgen(js_name = findPart)]
    fn find_part(root: &Element, name: &str) -> Option<Element>;
}

thread_local! {
    /// What has been parsed, with the HTML, which is known by its place in the program.
    static PARSED: RefCell<Vec<(&'static str, Element)>> = const { RefCell::new(Vec::new()) };
}

/// Makes a template of `html`, which must be one element. The HTML is the program's own, never a text of somebody else:
/// what varies is bound to a part.
pub fn template(html: &'static str) -> Template {
    // Not tachys's `create_element_from_html`: on its way to the one that is wanted, 0.2.19 clones every one that it keeps.
    let root = PARSED.with_borrow_mut(|parsed| {
        let known = parsed.iter().position(|(known, _)| ptr::eq(*known, html));
        let place = known.unwrap_or_else(|| {
            parsed.push((html, parse(html)));
            parsed.len() - 1
        });
        parsed[place].1.clone_node_with_deep(true)
    });
    // Every element can be cloned, and its clone is an element.
    let root = root.unwrap_or_else(Into::into).unchecked_into();
    Template {
        root: SendWrapper::new(root),
    }
}

impl Template {
    /// The whole element.
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// Writes the part's text once: for what does not change.
    pub fn write(self, part: &str, text: &str) -> Self {
        Node::set_text_content(&self.part(part), Some(text));
        self
    }

    /// Sets an attribute of the part once: for what does not change.
    pub fn set(self, part: &str, name: &'static str, value: &str) -> Self {
        binding::set_attribute(&self.part(part), name, Some(value));
        self
    }

    /// The element of a part, for what no binding does.
    ///
    /// # Panics
    /// When the template has no such part: a mistake in the program.
    #[must_use]
    pub fn part(&self, name: &str) -> Element {
        match find_part(&self.root, name) {
            Some(part) => part,
            None => panic!("a template has no part \"{name}\": {}", self.root.outer_html()),
        }
    }
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

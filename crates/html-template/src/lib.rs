//! HTML with named parts, and signals bound to the parts.
//!
//! A remote must be small. `view!` creates a type for every element and compiles building, rebuilding, mounting and unmounting for each
//! type, which was more than half of a page's code. Here the browser parses the HTML, and each binding is one boxed closure with shared
//! code. A template is a Leptos view: signals, memos, owners and `on_cleanup` work, and a template can stand in a `view!`.
//!
//! ```no_run
//! # use leptos::prelude::*;
//! # use tarn_html_template::template;
//! # let (name, is_full, count) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(0));
//! const ROW: &str = r#"<li><span data-part="name"></span> <button type="button" data-part="more">+</button></li>"#;
//! let row = template(ROW)
//!     .text("name", move || name.get())
//!     .flag("more", "disabled", move || is_full.get())
//!     .on("more", "click", move |_| count.update(|count| *count += 1));
//! ```
//!
//! The functions call JavaScript: on other targets than a browser's they compile, and panic when they are called.

mod binding;
mod children;
mod view;

use std::cell::RefCell;
use std::ptr;

use leptos::web_sys::{Element, Node};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

pub use tarn_view::{follow, follow_later};

/// An element from HTML, whose parts follow signals until the current owner ends.
///
/// A part is an element with `data-part`; names are unique within a template. An `href` or `src` that begins with `/`, in the HTML or set
/// later, is an address of the site and gets the base path of the page.
#[must_use = "a template is visible only after it is inserted"]
pub struct Template {
    // Leptos requires views that are Send; a wasm instance has one thread.
    root: SendWrapper<Element>,
}

#[wasm_bindgen(module = "/src/page.js")]
extern "C" {
    fn parse(html: &str) -> Element;
    #[wasm_bindgen(js_name = findPart)]
    fn find_part(root: &Element, name: &str) -> Option<Element>;
}

thread_local! {
    /// Parsed elements by the address of their HTML.
    static PARSED: RefCell<Vec<(&'static str, Element)>> = const { RefCell::new(Vec::new()) };
}

/// Creates a template from `html`, which must be one element. The HTML is a constant of the program: variable content is bound to parts.
///
/// ```no_run
/// use tarn_html_template::template;
///
/// let greeting = template(r#"<p>Hello, <b data-part="name"></b></p>"#).write("name", "Ada");
/// ```
pub fn template(html: &'static str) -> Template {
    // Not `create_element_from_html` of tachys 0.2.19, which clones every cached element while it searches for one.
    let root = PARSED.with_borrow_mut(|parsed| {
        let known = parsed.iter().position(|(known, _)| ptr::eq(*known, html));
        let place = known.unwrap_or_else(|| {
            parsed.push((html, parse(html)));
            parsed.len() - 1
        });
        parsed[place].1.clone_node_with_deep(true)
    });
    // Every element can be cloned, and the clone is an element.
    let root = root.unwrap_or_else(Into::into).unchecked_into();
    Template {
        root: SendWrapper::new(root),
    }
}

impl Template {
    /// The root element.
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// Sets the constant text of a part.
    pub fn write(self, part: &str, text: &str) -> Self {
        Node::set_text_content(&self.part(part), Some(text));
        self
    }

    /// Sets a constant attribute of a part.
    pub fn set(self, part: &str, name: &'static str, value: &str) -> Self {
        binding::set_attribute(&self.part(part), name, Some(value));
        self
    }

    /// The element of a part, for uses beyond the bindings.
    ///
    /// # Panics
    /// The template has no such part, which is an error in the program.
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

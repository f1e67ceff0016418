//! A view on a native page.

use std::ops::Deref;
use std::time::Duration;

use leptos::prelude::{IntoView, Owner, untrack};

use super::element::Element;
use super::fill::fill;
use super::settle::settle;
use super::tasks;
use crate::content::from_leptos;
use crate::follower::schedule;
use crate::test_page;
use crate::tree::Node;

/// A view on a native page, until it is dropped. It is the outermost [`Element`], whose methods find the others.
///
/// ```
/// use leptos::prelude::*;
/// use tarn_view::testing::Mounted;
/// use tarn_view::view;
///
/// let name = RwSignal::new("Ada".to_owned());
/// let page = Mounted::new(move || view! { <p>"Hello, " {name}</p> });
/// assert_eq!(page.text(), "Hello, Ada");
/// name.set("Grace".to_owned());
/// assert_eq!(page.html(), "<p>Hello, Grace</p>");
/// ```
pub struct Mounted {
    root: Element,
    owner: Owner,
}

impl Mounted {
    /// Shows a view. Contexts of the current owner are those of the view.
    #[must_use]
    pub fn new<V: IntoView + 'static>(make: impl FnOnce() -> V) -> Self {
        tasks::begin();
        schedule::set_page();
        let root = Node::region();
        test_page::add_root(&root);
        let owner = Owner::current().map_or_else(Owner::new, |around| around.child());
        owner.with(|| untrack(|| fill(&root, from_leptos(make()))));
        settle();
        Self {
            root: Element::new(root),
            owner,
        }
    }

    /// Brings the page up to date, as every method that reads it does: for a test that reads something else.
    pub fn settle(&self) {
        settle();
    }

    /// The element that has the focus.
    #[must_use]
    pub fn focused(&self) -> Option<Element> {
        settle();
        test_page::focused().map(Element::new)
    }

    /// Lets this time pass, for timers. The clocks of the device stay.
    pub fn advance(&self, time: Duration) {
        settle();
        let mut left = Some(time);
        while let Some(time) = left {
            left = test_page::run_next_timer(time);
            settle();
        }
    }

    /// How often the view asked for a reload of the page.
    #[must_use]
    pub fn reloads(&self) -> u32 {
        test_page::reloads()
    }
}

impl Deref for Mounted {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.root
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.root.clear();
    }
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.root.fmt(f)
    }
}

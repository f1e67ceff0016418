//! A view as a Leptos view.

use leptos::attr::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use leptos::web_sys::{Element, Node};
use wasm_bindgen::JsCast as _;

use crate::browser::{move_before, new_nodes, remove};
use crate::view::View;

/// The nodes of a view.
#[derive(Debug)]
pub struct Nodes {
    first: Node,
    last: Node,
}

impl Render for View {
    type State = Nodes;

    fn build(self) -> Nodes {
        let (first, last) = new_nodes(self);
        Nodes { first, last }
    }

    fn rebuild(self, state: &mut Nodes) {
        let new = self.build();
        if let Some(parent) = state.first.parent_node() {
            move_before(&new.first, &new.last, &parent, Some(&state.first));
        }
        state.unmount();
        *state = new;
    }
}

impl Mountable for Nodes {
    fn unmount(&mut self) {
        remove(&self.first, &self.last);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        move_before(&self.first, &self.last, parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.first.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.first));
        true
    }

    fn elements(&self) -> Vec<Element> {
        self.first.dyn_ref::<Element>().cloned().into_iter().collect()
    }
}

no_attrs!(View);

impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    #[cfg_attr(
        all(target_arch = "wasm32", target_os = "unknown"),
        expect(unused_variables, reason = "a page creates elements")
    )]
    fn to_html_with_buf(self, html: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        crate::html::write(self, html);
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Nodes {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

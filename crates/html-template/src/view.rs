//! A Leptos view inside a template, and a template as a Leptos view. All apps render in the browser, so the methods for a server's HTML
//! are empty.

use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{IntoView, on_cleanup};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use leptos::tachys::{no_attrs, renderer::types::Element};
use send_wrapper::SendWrapper;

use super::Template;

impl Template {
    /// Appends any Leptos view to a part, until the current owner ends.
    ///
    /// ```no_run
    /// # use leptos::prelude::*;
    /// # use tarn_html_template::template;
    /// template(r#"<main data-part="content"></main>"#).view("content", view! { <p>"Hello"</p> });
    /// ```
    pub fn view(self, part: &str, view: impl IntoView + 'static) -> Self {
        let mut state = view.into_view().build();
        state.mount(&self.part(part), None);
        let state = SendWrapper::new(state);
        on_cleanup(move || state.take().unmount());
        self
    }
}

impl Render for Template {
    type State = Element;

    fn build(self) -> Element {
        self.root.take()
    }

    fn rebuild(self, state: &mut Element) {
        let root = self.root.take();
        let _ = state.replace_with_with_node_1(&root);
        *state = root;
    }
}

no_attrs!(Template);

impl RenderHtml for Template {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Element {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

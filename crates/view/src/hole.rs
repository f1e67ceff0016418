//! Holes of a template: content, attributes, properties, events.

use leptos::ev::{Custom, EventDescriptor};
use leptos::prelude::NodeRef;
use leptos::tachys::html::element::ElementType;
use leptos::tachys::html::node_ref::NodeRefContainer as _;
use leptos::web_sys::Event;
use wasm_bindgen::JsCast;

use crate::datum::IntoValue;
use crate::view::Hole;

/// HTML that is put into the page as it is. It must not contain text of a user: a script in it would run with the rights of the page.
#[derive(Debug, Clone)]
pub struct TrustedHtml<T>(pub T);

impl Hole {
    /// `name=value`
    #[inline]
    pub fn attribute(name: &'static str, value: impl IntoValue) -> Self {
        Self::Attribute(name, value.into_value())
    }

    /// `aria-name=value`
    #[inline]
    pub fn state(name: &'static str, value: impl IntoValue) -> Self {
        Self::State(name, value.into_value())
    }

    /// `class:name=value`
    #[inline]
    pub fn class(name: &'static str, value: impl IntoValue) -> Self {
        Self::Class(name, value.into_value())
    }

    /// `style:name=value`
    #[inline]
    pub fn style(name: &'static str, value: impl IntoValue) -> Self {
        Self::Style(name, value.into_value())
    }

    /// `prop:name=value`
    #[inline]
    pub fn property(name: &'static str, value: impl IntoValue) -> Self {
        Self::Property(name, value.into_value())
    }
}

/// `on:event=handler`
#[inline]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the expansion names the event by its constant"
)]
pub fn on<E>(event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Hole
where
    E: EventDescriptor,
    E::EventType: JsCast,
{
    let name = match event.name() {
        std::borrow::Cow::Borrowed(name) => name,
        // Only custom events have such a name. A program has few of them.
        std::borrow::Cow::Owned(name) => name.leak(),
    };
    // The browser gives an event of this name this type.
    Hole::Event(name, Box::new(move |event: Event| handler(event.unchecked_into())))
}

/// An event that is not one of the browser's, whose name has a dash.
#[inline]
pub fn custom_event(name: &'static str) -> Custom<Event> {
    Custom::new(name)
}

/// References to an element of type `E`.
#[diagnostic::on_unimplemented(
    message = "`node_ref` takes a `NodeRef` of this element, or for an `<input>` a `FieldRef`"
)]
pub trait Reference<E> {
    /// The hole that gets the element.
    fn into_hole(self) -> Hole;
}

impl<E> Reference<E> for NodeRef<E>
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    #[inline]
    fn into_hole(self) -> Hole {
        Hole::Reference(Box::new(move |element| self.load(element)))
    }
}

/// `node_ref=reference`
#[inline]
pub fn node_ref<E>(reference: impl Reference<E>) -> Hole {
    reference.into_hole()
}

/// `inner_html=TrustedHtml(html)`
#[inline]
pub fn inner_html(html: TrustedHtml<impl IntoValue>) -> Hole {
    Hole::Html(html.0.into_value())
}

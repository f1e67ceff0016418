//! A view: constant HTML with holes, or what a hole may hold.

use std::borrow::Cow;

use leptos::web_sys::Element;
use send_wrapper::SendWrapper;

use crate::callable::{Handle, Run};
use crate::datum::{Datum, Value};
use crate::follower;
use crate::foreign::Foreign;
use crate::template::Template;

/// A part of a page, not yet in a document: what `view!` returns.
///
/// All views have this one type, so the branches of a closure need no conversion. A view is a Leptos view (`IntoView`).
#[must_use = "a view is visible only where it is returned or put into another view"]
pub struct View {
    content: SendWrapper<Content>,
    /// The component that made the view. Its closures run later.
    component: &'static str,
}

/// The kinds of views.
pub(crate) enum Content {
    Empty,
    Datum(Datum),
    Element(&'static Template, Vec<Hole>),
    Fragment(Vec<View>),
    /// A closure that is called again when a signal has changed that it has read.
    Dynamic(Box<dyn Run<View>>),
    /// Rows that keep their elements.
    Each(Rows),
    /// A view of Leptos.
    Foreign(Box<dyn Foreign>),
}

/// A variable part of an element.
pub enum Hole {
    /// All content of the element.
    Content(View),
    /// Content with siblings, between two comments.
    Between(View),
    /// An attribute with this name.
    Attribute(&'static str, Value),
    /// An attribute with the values "true" and "false".
    State(&'static str, Value),
    /// A class with this name.
    Class(&'static str, Value),
    /// A property of the element's style.
    Style(&'static str, Value),
    /// A property of the element's object, such as `value`.
    Property(&'static str, Value),
    /// The property `value` of a `<textarea>`, whose HTML is its content.
    Written(Value),
    /// The property `value` of a field whose content has to precede it, such as the options of a `<select>`.
    Chosen(Value),
    /// A listener for events of this name.
    Event(&'static str, Box<dyn Handle>),
    /// Gets the element.
    Reference(Box<dyn FnOnce(&Element)>),
    /// Gets the field of a native test page.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    #[doc(hidden)]
    Field(TakeField),
    /// HTML that the caller trusts.
    Html(Value),
}

/// Takes the element of a field on a native test page.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
#[cfg_attr(not(feature = "testing"), allow(dead_code, reason = "only tests have a native page"))]
pub struct TakeField(pub(crate) Box<dyn FnOnce(&crate::tree::Node)>);

/// The rows that are due, in their order.
pub(crate) type Rows = Box<dyn Run<Vec<Row>>>;

/// A row of a list.
pub(crate) struct Row {
    /// Position of its key in the list before; `None` for a new key.
    pub(crate) former: Option<usize>,
    /// Makes the row, if its key is new.
    pub(crate) make: Box<dyn FnOnce() -> View>,
}

impl View {
    pub(crate) fn new(content: Content) -> Self {
        Self {
            content: SendWrapper::new(content),
            component: follower::current_component(),
        }
    }

    /// Calls `using` with the content, as code of the component that made the view.
    pub(crate) fn with_content<T>(self, using: impl FnOnce(Content) -> T) -> T {
        let content = self.content.take();
        follower::in_component(self.component, || using(content))
    }

    /// Constant HTML with holes. Use `view!`.
    #[doc(hidden)]
    pub fn element(template: &'static Template, holes: Vec<Hole>) -> Self {
        Self::new(Content::Element(template, holes))
    }

    /// Several views, one after the other.
    pub fn fragment(views: Vec<View>) -> Self {
        Self::new(Content::Fragment(views))
    }

    /// A constant text.
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Content::Datum(Datum::Text(text.into())))
    }

    /// HTML that is written as it is. Only a server has such views: a page creates elements.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    #[doc(hidden)]
    pub fn html(html: String) -> Self {
        Self::new(Content::Foreign(Box::new(crate::foreign::Html(html))))
    }

    /// What a closure returns, again after each change of a signal that it reads.
    pub fn dynamic(make: impl Fn() -> View + 'static) -> Self {
        Self::new(Content::Dynamic(Box::new(make)))
    }
}

impl Default for View {
    /// The empty view.
    fn default() -> Self {
        Self::new(Content::Empty)
    }
}

impl std::fmt::Debug for View {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("View")
    }
}

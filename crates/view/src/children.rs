//! Children of components.

use std::rc::Rc;

use crate::callable::Run;
use crate::content::IntoContent;
use crate::view::View;

/// The children of a component that shows them once.
pub type Children = Box<dyn FnOnce() -> View>;

/// The children of a component that may show them repeatedly.
pub type ChildrenFn = Rc<dyn Fn() -> View>;

/// Makes the children of a component from the closure in which `view!` puts them, whichever type the component takes.
pub trait ToChildren<F> {
    /// The children.
    fn to_children(make: F) -> Self;
}

impl<F: FnOnce() -> View + 'static> ToChildren<F> for Children {
    #[inline]
    fn to_children(make: F) -> Self {
        Box::new(make)
    }
}

impl<F: Fn() -> View + 'static> ToChildren<F> for ChildrenFn {
    #[inline]
    fn to_children(make: F) -> Self {
        Rc::new(make)
    }
}

impl<F: FnOnce() -> View + Send + 'static> ToChildren<F> for leptos::children::Children {
    fn to_children(make: F) -> Self {
        leptos::children::ToChildren::to_children(make)
    }
}

impl<F: Fn() -> View + Send + Sync + 'static> ToChildren<F> for leptos::children::ChildrenFn {
    fn to_children(make: F) -> Self {
        leptos::children::ToChildren::to_children(make)
    }
}

impl<F: FnOnce() -> View + Send + 'static> ToChildren<F> for leptos::children::TypedChildren<View> {
    fn to_children(make: F) -> Self {
        leptos::children::ToChildren::to_children(make)
    }
}

impl<F: Fn() -> View + Send + Sync + 'static> ToChildren<F> for leptos::children::TypedChildrenFn<View> {
    fn to_children(make: F) -> Self {
        leptos::children::ToChildren::to_children(make)
    }
}

/// A view as a prop, such as the `fallback` of [`Show`](crate::Show): a closure that returns what may stand in a view.
#[derive(Clone)]
pub struct ViewFn(Rc<dyn Run<View>>);

impl ViewFn {
    /// A new view.
    pub fn run(&self) -> View {
        self.0.run()
    }
}

impl Default for ViewFn {
    fn default() -> Self {
        Self(Rc::new(View::default))
    }
}

impl<C: IntoContent, F: Fn() -> C + 'static> From<F> for ViewFn {
    fn from(make: F) -> Self {
        Self(Rc::new(move || make().into_content()))
    }
}

impl std::fmt::Debug for ViewFn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ViewFn")
    }
}

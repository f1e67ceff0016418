//! What may stand between the tags of a view.

use std::any::TypeId;

use leptos::prelude::{
    ArcMemo, ArcReadSignal, ArcRwSignal, ArcSignal, Get, IntoView, Memo, ReadSignal, RwSignal, Signal,
};

use crate::datum::{Datum, IntoDatum};
use crate::foreign::Stock;
use crate::view::{Content, View};

/// Values that may stand between the tags of a view: views, texts, numbers, options, lists, closures, signals.
pub trait IntoContent {
    /// The value as a view.
    fn into_content(self) -> View;
}

impl IntoContent for View {
    fn into_content(self) -> View {
        self
    }
}

impl IntoContent for () {
    fn into_content(self) -> View {
        View::default()
    }
}

macro_rules! data {
    ($($kind:ty),*) => {$(
        impl IntoContent for $kind {
            #[inline]
            fn into_content(self) -> View {
                datum(self.into_datum())
            }
        }
    )*};
}

data!(
    &'static str,
    String,
    std::borrow::Cow<'static, str>,
    std::rc::Rc<str>,
    std::sync::Arc<str>,
    char
);
data!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64);

fn datum(datum: Datum) -> View {
    View::new(Content::Datum(datum))
}

impl<T: IntoContent> IntoContent for Option<T> {
    #[inline]
    fn into_content(self) -> View {
        self.map(T::into_content).unwrap_or_default()
    }
}

impl<T: IntoContent> IntoContent for Vec<T> {
    fn into_content(self) -> View {
        View::fragment(self.into_iter().map(T::into_content).collect())
    }
}

impl<T: IntoContent, const N: usize> IntoContent for [T; N] {
    fn into_content(self) -> View {
        View::fragment(self.into_iter().map(T::into_content).collect())
    }
}

impl<T: IntoContent, F: Fn() -> T + 'static> IntoContent for F {
    #[inline]
    fn into_content(self) -> View {
        View::dynamic(move || self().into_content())
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T> IntoContent for $signal<T>
        where
            T: IntoContent + Clone + Send + Sync + 'static,
            Self: Get<Value = T> + 'static,
        {
            #[inline]
            fn into_content(self) -> View {
                View::dynamic(move || self.get().into_content())
            }
        }
    )*};
}

signals!(
    ReadSignal,
    RwSignal,
    Memo,
    Signal,
    ArcReadSignal,
    ArcRwSignal,
    ArcMemo,
    ArcSignal
);

/// Any Leptos view. A [`View`] in an opaque type, such as the result of a component, is taken as it is: the comparison of types is
/// decided by the compiler.
pub fn from_leptos<T: IntoView + 'static>(view: T) -> View {
    if TypeId::of::<T>() == TypeId::of::<View>() {
        let mut view = Some(view);
        let own = (&mut view as &mut dyn std::any::Any).downcast_mut::<Option<View>>();
        return own.and_then(Option::take).unwrap_or_default();
    }
    View::new(Content::Foreign(Box::new(Stock(view))))
}

/// The view of a component, which is called now.
pub fn component<T: IntoView + 'static>(name: &'static str, make: impl FnOnce() -> T) -> View {
    from_leptos(crate::follower::in_component(name, make))
}

/// Chooses the conversion of an expression in `view!`: that of [`IntoContent`], otherwise that of any Leptos view. The compiler prefers the
/// method that needs no reference to a reference.
pub trait ContentKind {
    #[doc(hidden)]
    fn __kind(&self) -> Own;
}

/// See [`ContentKind`].
pub trait LeptosKind {
    #[doc(hidden)]
    fn __kind(&self) -> Other;
}

#[doc(hidden)]
#[derive(Debug)]
pub struct Own;

#[doc(hidden)]
#[derive(Debug)]
pub struct Other;

impl<T: IntoContent> ContentKind for T {
    #[inline]
    fn __kind(&self) -> Own {
        Own
    }
}

impl<T: IntoView> LeptosKind for &T {
    #[inline]
    fn __kind(&self) -> Other {
        Other
    }
}

impl Own {
    #[doc(hidden)]
    #[inline]
    pub fn __view(self, content: impl IntoContent) -> View {
        content.into_content()
    }
}

impl Other {
    #[doc(hidden)]
    #[inline]
    pub fn __view<T: IntoView + 'static>(self, view: T) -> View {
        from_leptos(view)
    }
}

//! Values of texts, attributes and properties.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::callable::Run;
use leptos::prelude::{ArcMemo, ArcReadSignal, ArcRwSignal, ArcSignal, Get, Memo, ReadSignal, RwSignal, Signal};

/// A value that is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Datum {
    /// No attribute; an empty text.
    #[default]
    None,
    /// An attribute without a value, or none; a property that is true or false.
    Truth(bool),
    /// A text.
    Text(Cow<'static, str>),
    /// A whole number. It crosses to JavaScript as a number: decoding a text takes longer than the rest of an update.
    Number(f64),
}

/// A constant or a closure: the value of a hole.
pub enum Value {
    /// The value stays.
    Once(Datum),
    /// The value follows the signals that the closure reads.
    Follow(Box<dyn Run<Datum>>),
}

/// Types whose values are data of a view.
pub trait IntoDatum {
    /// The value as a datum.
    fn into_datum(self) -> Datum;
}

/// Types that may stand where an attribute or a property has its value: data, and closures and signals of data.
pub trait IntoValue {
    /// The value of the hole.
    fn into_value(self) -> Value;
}

impl Datum {
    /// The text that is shown for the value.
    pub(crate) fn into_text(self) -> Cow<'static, str> {
        match self {
            Self::None | Self::Truth(false) => "".into(),
            Self::Truth(true) => "true".into(),
            Self::Text(text) => text,
            // The number is whole: formatting floats is 10 KB of code.
            Self::Number(number) => (number as i64).to_string().into(),
        }
    }

    /// The value of an attribute; `None` removes it.
    pub(crate) fn into_attribute(self) -> Option<Cow<'static, str>> {
        match self {
            Self::None | Self::Truth(false) => None,
            Self::Truth(true) => Some("".into()),
            other => Some(other.into_text()),
        }
    }

    /// The value of a state of ARIA: true and false are texts.
    pub(crate) fn into_state(self) -> Option<Cow<'static, str>> {
        match self {
            Self::None => None,
            Self::Truth(truth) => Some(if truth { "true" } else { "false" }.into()),
            other => Some(other.into_text()),
        }
    }

    /// Whether a class is set.
    pub(crate) fn is_true(&self) -> bool {
        !matches!(self, Self::None | Self::Truth(false))
    }
}

macro_rules! datum {
    ($($kind:ty: $value:ident => $datum:expr),* $(,)?) => {$(
        impl IntoDatum for $kind {
            #[inline]
            fn into_datum(self) -> Datum {
                let $value = self;
                $datum
            }
        }

        impl IntoValue for $kind {
            #[inline]
            fn into_value(self) -> Value {
                Value::Once(self.into_datum())
            }
        }
    )*};
}

datum! {
    bool: it => Datum::Truth(it),
    &'static str: it => Datum::Text(it.into()),
    String: it => Datum::Text(it.into()),
    Cow<'static, str>: it => Datum::Text(it),
    Rc<str>: it => Datum::Text(it.to_string().into()),
    Arc<str>: it => Datum::Text(it.to_string().into()),
    char: it => Datum::Text(it.to_string().into()),
    u8: it => Datum::Number(it.into()),
    u16: it => Datum::Number(it.into()),
    u32: it => Datum::Number(it.into()),
    i8: it => Datum::Number(it.into()),
    i16: it => Datum::Number(it.into()),
    i32: it => Datum::Number(it.into()),
    u64: it => whole(it.into()),
    i64: it => whole(it.into()),
    usize: it => whole(it as i128),
    isize: it => whole(it as i128),
    f32: it => Datum::Text(it.to_string().into()),
    f64: it => Datum::Text(it.to_string().into()),
}

/// A number of JavaScript, if it is exact.
#[inline]
fn whole(number: i128) -> Datum {
    const EXACT: i128 = 1 << 53;
    if (-EXACT..=EXACT).contains(&number) {
        Datum::Number(number as f64)
    } else {
        Datum::Text(number.to_string().into())
    }
}

impl<T: IntoDatum> IntoDatum for Option<T> {
    #[inline]
    fn into_datum(self) -> Datum {
        self.map_or(Datum::None, T::into_datum)
    }
}

impl<T: IntoDatum> IntoValue for Option<T> {
    #[inline]
    fn into_value(self) -> Value {
        Value::Once(self.into_datum())
    }
}

impl<T: IntoDatum, F: Fn() -> T + 'static> IntoValue for F {
    #[inline]
    fn into_value(self) -> Value {
        Value::Follow(Box::new(move || self().into_datum()))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T> IntoValue for $signal<T>
        where
            T: IntoDatum + Clone + Send + Sync + 'static,
            Self: Get<Value = T> + 'static,
        {
            #[inline]
            fn into_value(self) -> Value {
                Value::Follow(Box::new(move || self.get().into_datum()))
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

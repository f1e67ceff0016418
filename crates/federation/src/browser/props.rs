//! Typed props on both sides of a mount. What crosses is a plain object.

use js_sys::{Array, Object, Reflect};
use tarn_wire::Wire;
use wasm_bindgen::prelude::*;

use crate::prop_error::PropError;
use crate::whole_number::whole_number;

/// The props of an exposed component. [`crate::props!`] writes the implementation.
pub trait Props: Clone + PartialEq + Send + Sync + 'static {
    /// Reads the props that the host passed.
    ///
    /// # Errors
    /// [`PropError`] for the first prop that is missing or has the wrong type.
    fn from_js(props: &JsValue) -> Result<Self, PropError>;

    /// The plain object that is passed.
    fn to_js(&self) -> Object;
}

/// No props: whatever is passed is left unread.
impl Props for () {
    fn from_js(_: &JsValue) -> Result<Self, PropError> {
        Ok(())
    }

    fn to_js(&self) -> Object {
        Object::new()
    }
}

/// A type that a prop, or a callback's argument, can have.
pub trait Prop: Sized {
    /// What to call it in an error.
    const TYPE: &'static str;

    /// Reads it; `None` if the value is no such thing.
    fn from_js(value: &JsValue) -> Option<Self>;

    /// The JavaScript value.
    fn to_js(&self) -> JsValue;

    /// What is wrong within a value that [`Prop::from_js`] has not read, where more can be said than its type.
    fn mistake(_value: &JsValue) -> Option<tarn_wire::Error> {
        None
    }
}

/// Data that a prop, or a callback's argument, can be: a struct or an enum. JavaScript sees plain values: a struct is an object with
/// names in `camelCase`, a variant without fields is its name.
///
/// ```ignore
/// #[derive(Clone, PartialEq, Wire)]
/// pub struct Subject {
///     pub title: String,
///     pub price_cents: u32,
/// }
///
/// impl PropData for Subject {}
/// ```
pub trait PropData: Wire {}

impl<T: PropData> Prop for T {
    const TYPE: &'static str = "plain data";

    fn from_js(value: &JsValue) -> Option<Self> {
        data(value).ok()
    }

    fn to_js(&self) -> JsValue {
        // What is written is one whole value.
        tarn_wire::js::to_js(&tarn_wire::to_vec(self)).unwrap_or_default()
    }

    fn mistake(value: &JsValue) -> Option<tarn_wire::Error> {
        data::<Self>(value).err()
    }
}

fn data<T: Wire>(value: &JsValue) -> Result<T, tarn_wire::Error> {
    tarn_wire::from_slice(&tarn_wire::js::from_js(value)?)
}

macro_rules! whole_numbers {
    ($($type:ident)*) => {
        $(impl Prop for $type {
            const TYPE: &'static str = concat!("a whole number within ", stringify!($type));

            fn from_js(value: &JsValue) -> Option<Self> {
                Self::try_from(whole_number(value.as_f64()?)?).ok()
            }

            fn to_js(&self) -> JsValue {
                // Beyond 2^53 it is rounded, and refused where it arrives.
                JsValue::from_f64(*self as f64)
            }
        })*
    };
}

whole_numbers! { u32 i32 i64 }

impl Prop for String {
    const TYPE: &'static str = "a string";

    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_string()
    }

    fn to_js(&self) -> JsValue {
        self.into()
    }
}

impl Prop for bool {
    const TYPE: &'static str = "a boolean";

    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }

    fn to_js(&self) -> JsValue {
        (*self).into()
    }
}

impl Prop for f64 {
    const TYPE: &'static str = "a number";

    fn from_js(value: &JsValue) -> Option<Self> {
        value.as_f64()
    }

    fn to_js(&self) -> JsValue {
        (*self).into()
    }
}

/// No argument: whatever is passed is left unread.
impl Prop for () {
    const TYPE: &'static str = "nothing";

    fn from_js(_: &JsValue) -> Option<Self> {
        Some(())
    }

    fn to_js(&self) -> JsValue {
        JsValue::UNDEFINED
    }
}

/// An optional prop: it may be left out.
impl<T: Prop> Prop for Option<T> {
    const TYPE: &'static str = T::TYPE;

    fn from_js(value: &JsValue) -> Option<Self> {
        if value.is_undefined() || value.is_null() {
            Some(None)
        } else {
            T::from_js(value).map(Some)
        }
    }

    fn to_js(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, T::to_js)
    }

    fn mistake(value: &JsValue) -> Option<tarn_wire::Error> {
        T::mistake(value)
    }
}

impl<T: Prop> Prop for Vec<T> {
    const TYPE: &'static str = "an array";

    fn from_js(value: &JsValue) -> Option<Self> {
        value
            .dyn_ref::<Array>()?
            .iter()
            .map(|value| T::from_js(&value))
            .collect()
    }

    fn to_js(&self) -> JsValue {
        self.iter().map(T::to_js).collect::<Array>().into()
    }

    fn mistake(value: &JsValue) -> Option<tarn_wire::Error> {
        let elements = value.dyn_ref::<Array>()?.iter().enumerate();
        let mut mistakes = elements.filter_map(|(index, value)| Some(T::mistake(&value)?.at(&index.to_string())));
        mistakes.next()
    }
}

/// Reads one prop. For [`crate::props!`].
///
/// # Errors
/// When it is missing or has the wrong type.
pub fn read<T: Prop>(props: &JsValue, prop: &'static str) -> Result<T, PropError> {
    let value = match props.is_object() {
        true => Reflect::get(props, &prop.into()).unwrap_or_default(),
        false => JsValue::UNDEFINED,
    };
    T::from_js(&value).ok_or_else(|| PropError::new(prop, T::TYPE, value.is_undefined(), T::mistake(&value)))
}

/// Writes one prop. For [`crate::props!`].
pub fn write<T: Prop>(props: &Object, prop: &'static str, value: &T) {
    // A fresh plain object takes every property.
    let _ = Reflect::set(props, &prop.into(), &value.to_js());
}

/// Declares the props of an exposed component: one struct for the host, which passes them, and for the remote, which reads
/// them. A prop is a text, a number, a boolean, a [`PropData`], a list of one of these, or a callback with one of these. An `Option` may
/// be left out; everything else is required.
///
/// ```ignore
/// tarn_federation::props! {
///     /// What `ProductDetail` takes.
///     pub struct ProductDetailProps {
///         /// Which product.
///         product_id: String = "productId",
///         /// Opens an address through the host's router.
///         handle_navigate: Callback<String> = "handleNavigate",
///     }
/// }
/// ```
#[macro_export]
macro_rules! props {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = $js:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $crate::Props for $name {
            fn from_js(props: &$crate::browser::expose::JsValue) -> Result<Self, $crate::PropError> {
                Ok(Self { $($field: $crate::browser::props::read(props, $js)?,)* })
            }

            fn to_js(&self) -> $crate::browser::expose::Object {
                let props = $crate::browser::expose::Object::new();
                $($crate::browser::props::write(&props, $js, &self.$field);)*
                props
            }
        }
    )*};
}

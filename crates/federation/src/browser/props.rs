//! Typed props on both sides of a mount. They cross as a plain object.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod data;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod no_data;

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use data::{AsData, FromData, PropValues, read_data, write_data};
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use no_data::{AsData, FromData};

use js_sys::{Array, Object, Reflect};
use tarn_wire::Wire;
use wasm_bindgen::prelude::*;

use crate::prop_error::PropError;
use crate::whole_number::whole_number;

/// The props of an exposed component. `#[derive(Props)]` implements it.
pub trait Props: FromData + Clone + PartialEq + Send + Sync + 'static {
    /// Reads the props that the host passed.
    ///
    /// # Errors
    /// [`PropError`]: the first prop that is missing or has a wrong type.
    fn from_js(props: &JsValue) -> Result<Self, PropError>;

    /// The plain object for the other side.
    fn to_js(&self) -> Object;
}

/// No props: passed props are ignored.
impl Props for () {
    fn from_js(_: &JsValue) -> Result<Self, PropError> {
        Ok(())
    }

    fn to_js(&self) -> Object {
        Object::new()
    }
}

/// A type of a prop, or of the argument of a callback.
pub trait Prop: AsData + Clone + Sized {
    /// The name of the type in an error.
    const TYPE: &'static str;

    /// Reads the value; `None` if it has another type.
    fn from_js(value: &JsValue) -> Option<Self>;

    /// The JavaScript value.
    fn to_js(&self) -> JsValue;

    /// The mistake inside a value that [`Prop::from_js`] refuses, if more is known than its type.
    fn mistake(_value: &JsValue) -> Option<tarn_wire::Error> {
        None
    }
}

/// A struct or an enum as a prop, or as the argument of a callback. JavaScript sees plain values: a struct is an object with names in
/// `camelCase`, and a variant without fields is its name.
///
/// ```
/// use tarn_federation::PropData;
/// use tarn_wire::Wire;
///
/// #[derive(Clone, PartialEq, Wire)]
/// pub struct Subject {
///     pub title: String,
///     pub price_cents: u32,
/// }
///
/// impl PropData for Subject {}
/// ```
pub trait PropData: Wire + Clone {}

impl<T: PropData> Prop for T {
    const TYPE: &'static str = "plain data";

    fn from_js(value: &JsValue) -> Option<Self> {
        data(value).ok()
    }

    fn to_js(&self) -> JsValue {
        // The bytes are one whole value.
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
                // A number above 2^53 is rounded, and the receiver refuses it.
                JsValue::from_f64(*self as f64)
            }
        })*
    };
}

whole_numbers! { u8 u16 u32 u64 usize i8 i16 i32 i64 isize }

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

/// No argument. A passed value is ignored.
impl Prop for () {
    const TYPE: &'static str = "nothing";

    fn from_js(_: &JsValue) -> Option<Self> {
        Some(())
    }

    fn to_js(&self) -> JsValue {
        JsValue::UNDEFINED
    }
}

/// An optional prop.
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

/// A required prop that the builder has not got yet. For `#[derive(Props)]`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Missing;

/// Reads one prop. For `#[derive(Props)]`. A getter that throws is a wrong value, not a missing one.
///
/// # Errors
/// The prop is missing or has a wrong type.
pub fn read<T: Prop>(props: &JsValue, prop: &'static str) -> Result<T, PropError> {
    let value = match props.is_object() {
        true => Reflect::get(props, &prop.into()).map_err(|_| PropError::new(prop, T::TYPE, false, None))?,
        false => JsValue::UNDEFINED,
    };
    T::from_js(&value).ok_or_else(|| PropError::new(prop, T::TYPE, value.is_undefined(), T::mistake(&value)))
}

/// Writes one prop. For `#[derive(Props)]`.
pub fn write<T: Prop>(props: &Object, prop: &'static str, value: &T) {
    // A new plain object accepts every property.
    let _ = Reflect::set(props, &prop.into(), &value.to_js());
}

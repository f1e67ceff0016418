//! Typed props on both sides of a mount. What crosses is a plain object.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

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

/// A prop that is missing or wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PropError {
    /// Its name as it is passed.
    pub prop: &'static str,
    /// What it must be.
    pub expected: &'static str,
    /// Whether it is missing altogether.
    pub missing: bool,
}

/// A type that a prop, or a callback's argument, can have.
pub trait Prop: Sized {
    /// What to call it in an error.
    const TYPE: &'static str;

    /// Reads it; `None` if the value is no such thing.
    fn from_js(value: &JsValue) -> Option<Self>;

    /// The JavaScript value.
    fn to_js(&self) -> JsValue;
}

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
    T::from_js(&value).ok_or(PropError {
        prop,
        expected: T::TYPE,
        missing: value.is_undefined(),
    })
}

/// Writes one prop. For [`crate::props!`].
pub fn write<T: Prop>(props: &Object, prop: &'static str, value: &T) {
    // A fresh plain object takes every property.
    let _ = Reflect::set(props, &prop.into(), &value.to_js());
}

/// Declares the props of an exposed component: one struct for the host, which passes them, and for the remote, which reads
/// them. An `Option` may be left out; everything else is required.
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

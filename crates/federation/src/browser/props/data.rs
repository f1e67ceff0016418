//! Props as JSON, in which they cross between the renderers of a server.

use serde_json::Value;
use tarn_wire::Wire;

use super::{Prop, PropData};
use crate::PropError;

/// The props of a component by their names in JavaScript.
pub type PropValues = serde_json::Map<String, Value>;

/// The props of a component on a server. `#[derive(Props)]` implements it.
pub trait FromData: Sized {
    /// Reads the props. Callbacks are inert.
    ///
    /// # Errors
    /// [`PropError`]: the first prop that is missing or has a wrong type.
    fn from_data(props: &PropValues) -> Result<Self, PropError>;

    /// Writes the props, without callbacks.
    fn write_data(&self, props: &mut PropValues);
}

/// No props: passed props are ignored.
impl FromData for () {
    fn from_data(_: &PropValues) -> Result<Self, PropError> {
        Ok(())
    }

    fn write_data(&self, _: &mut PropValues) {}
}

/// A prop on a server.
pub trait AsData: Sized {
    /// Reads the value; `None` if it has another type, or is missing and required.
    fn from_data(value: Option<&Value>) -> Option<Self>;

    /// The value; `None` for a function, or for a prop that is not passed.
    fn to_data(&self) -> Option<Value>;
}

/// Types that JSON has.
macro_rules! scalars {
    ($($type:ty)*) => {
        $(impl AsData for $type {
            fn from_data(value: Option<&Value>) -> Option<Self> {
                serde_json::from_value(value?.clone()).ok()
            }

            fn to_data(&self) -> Option<Value> {
                serde_json::to_value(self).ok()
            }
        })*
    };
}

scalars! { u8 u16 u32 u64 usize i8 i16 i32 i64 isize f64 bool String }

impl<T: PropData> AsData for T {
    fn from_data(value: Option<&Value>) -> Option<Self> {
        from_json(value?)
    }

    fn to_data(&self) -> Option<Value> {
        to_json(self)
    }
}

fn from_json<T: Wire>(value: &Value) -> Option<T> {
    tarn_wire::from_slice(&tarn_wire::to_vec(value)).ok()
}

fn to_json<T: Wire>(value: &T) -> Option<Value> {
    tarn_wire::from_slice(&tarn_wire::to_vec(value)).ok()
}

impl AsData for () {
    fn from_data(_: Option<&Value>) -> Option<Self> {
        Some(())
    }

    fn to_data(&self) -> Option<Value> {
        None
    }
}

impl<T: Prop> AsData for Option<T> {
    fn from_data(value: Option<&Value>) -> Option<Self> {
        match value {
            None | Some(Value::Null) => Some(None),
            value => T::from_data(value).map(Some),
        }
    }

    fn to_data(&self) -> Option<Value> {
        self.as_ref()?.to_data()
    }
}

impl<T: Prop> AsData for Vec<T> {
    fn from_data(value: Option<&Value>) -> Option<Self> {
        let elements = value?.as_array()?.iter();
        elements.map(|value| T::from_data(Some(value))).collect()
    }

    fn to_data(&self) -> Option<Value> {
        Some(self.iter().filter_map(T::to_data).collect())
    }
}

/// Reads one prop. For `#[derive(Props)]`.
///
/// # Errors
/// The prop is missing or has a wrong type.
pub fn read_data<T: Prop>(props: &PropValues, prop: &'static str) -> Result<T, PropError> {
    let value = props.get(prop);
    T::from_data(value).ok_or_else(|| PropError::new(prop, T::TYPE, value.is_none(), None))
}

/// Writes one prop. For `#[derive(Props)]`.
pub fn write_data<T: Prop>(props: &mut PropValues, prop: &'static str, value: &T) {
    if let Some(value) = value.to_data() {
        props.insert(prop.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Callback;

    fn props(value: &Value) -> PropValues {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn data_cross_and_callbacks_stay() {
        let mut written = PropValues::default();
        write_data(&mut written, "productId", &"p1".to_owned());
        write_data(&mut written, "pieces", &Some(2_u32));
        write_data(&mut written, "colour", &None::<String>);
        write_data(&mut written, "tags", &vec!["a".to_owned()]);
        write_data(&mut written, "handleNavigate", &Callback::new(|_: String| {}));
        assert_eq!(
            Value::Object(written.clone()),
            json!({ "productId": "p1", "pieces": 2, "tags": ["a"] })
        );

        assert_eq!(read_data::<String>(&written, "productId").unwrap(), "p1");
        assert_eq!(read_data::<Option<u32>>(&written, "pieces").unwrap(), Some(2));
        assert_eq!(read_data::<Option<String>>(&written, "colour").unwrap(), None);
        assert_eq!(read_data::<Vec<String>>(&written, "tags").unwrap(), ["a"]);
        read_data::<Callback<String>>(&written, "handleNavigate")
            .unwrap()
            .call(&"/cart".to_owned());
    }

    #[test]
    fn a_missing_or_wrong_prop_is_named() {
        let given = props(&json!({ "pieces": "two", "id": null }));
        let sentence = |error: PropError| error.of("products", "ProductDetail").to_string();
        let wrong = read_data::<u32>(&given, "pieces").map_err(sentence);
        assert!(
            wrong
                .as_ref()
                .is_err_and(|error| error.contains("\"pieces\" has the wrong type")),
            "{wrong:?}"
        );
        let missing = read_data::<String>(&given, "productId").map_err(sentence);
        assert!(
            missing
                .as_ref()
                .is_err_and(|error| error.contains("\"productId\" is missing")),
            "{missing:?}"
        );
        assert_eq!(read_data::<Option<u32>>(&given, "id").unwrap(), None);
    }
}

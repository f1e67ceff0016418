//! To JavaScript.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::head::{self, Input};
use crate::{Error, MAX_DEPTH};

/// The plain JavaScript value that `bytes` hold: numbers, strings, booleans, null, arrays and plain objects.
///
/// # Errors
/// When the bytes are not one whole value.
pub fn to_js(bytes: &[u8]) -> Result<JsValue, Error> {
    let mut input = Input { rest: bytes };
    let value = read(&mut input, 0)?;
    if input.rest.is_empty() {
        Ok(value)
    } else {
        Err(Error::new("something follows the value"))
    }
}

fn read(input: &mut Input<'_>, depth: usize) -> Result<JsValue, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new("nested too deeply"));
    }
    let (major, number) = input.head()?;
    Ok(match major {
        head::UINT => JsValue::from_f64(number as f64),
        head::NEGATIVE => JsValue::from_f64(-1.0 - number as f64),
        head::TEXT => JsValue::from_str(input.text(number)?),
        head::ARRAY => {
            let array = Array::new();
            for _ in 0..number {
                array.push(&read(input, depth + 1)?);
            }
            array.into()
        }
        head::MAP => {
            let object = Object::new();
            for _ in 0..number {
                let name = JsString::from(input.name()?);
                let value = read(input, depth + 1)?;
                // A plain, fresh object takes every property.
                let _ = Reflect::set(&object, &name, &value);
            }
            object.into()
        }
        head::SIMPLE => match number as u8 {
            head::FALSE => JsValue::FALSE,
            head::TRUE => JsValue::TRUE,
            head::NULL => JsValue::NULL,
            head::FLOAT => JsValue::from_f64(input.float()?),
            other => return Err(head::unknown(other)),
        },
        other => return Err(head::unknown(other << 5)),
    })
}

//! Conversion to JavaScript.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::reader::unknown;
use crate::{Error, MAX_DEPTH, Reader, head};

/// The plain JavaScript value in `bytes`: numbers, strings, booleans, null, arrays and plain objects.
///
/// ```no_run
/// let value = tarn_wire::js::to_js(&tarn_wire::to_vec(&3_u32))?;
/// assert_eq!(value.as_f64(), Some(3.0));
/// # Ok::<(), tarn_wire::Error>(())
/// ```
///
/// # Errors
/// The bytes are not one whole value.
pub fn to_js(bytes: &[u8]) -> Result<JsValue, Error> {
    let mut input = Reader::new(bytes);
    let value = read(&mut input, 0)?;
    input.end()?;
    Ok(value)
}

fn read(input: &mut Reader<'_>, depth: usize) -> Result<JsValue, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new("nested too deeply"));
    }
    let (major, number) = input.head()?;
    Ok(match major {
        head::UINT => JsValue::from_f64(number as f64),
        head::NEGATIVE => JsValue::from_f64(-1.0 - number as f64),
        head::TEXT => JsValue::from_str(input.text_of(number)?),
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
                let name = JsString::from(input.text()?);
                let value = read(input, depth + 1)?;
                // A new plain object accepts every property.
                let _ = Reflect::set(&object, &name, &value);
            }
            object.into()
        }
        head::SIMPLE => match number as u8 {
            head::FALSE => JsValue::FALSE,
            head::TRUE => JsValue::TRUE,
            head::NULL => JsValue::NULL,
            head::FLOAT => JsValue::from_f64(input.float()?),
            other => return Err(unknown(other)),
        },
        other => return Err(unknown(other << 5)),
    })
}

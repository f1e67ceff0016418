//! From JavaScript.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::{Error, MAX_DEPTH, head};

/// The most bytes that one JavaScript value may become. A larger one is a mistake, and would be copied into every app.
const MAX_BYTES: usize = 4 << 20;

/// The bytes of a plain JavaScript value: what JSON can hold. `undefined` is null, and an undefined field is left out.
///
/// # Errors
/// For functions, symbols, big integers, numbers that are not finite, cycles, and values of more than 4 MiB. The error
/// names the field.
pub fn from_js(value: &JsValue) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    append(value, &mut out, 0)?;
    Ok(out)
}

fn append(value: &JsValue, out: &mut Vec<u8>, depth: usize) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new("nested too deeply, or within itself"));
    }
    if out.len() > MAX_BYTES {
        return Err(Error::new("larger than 4 MiB"));
    }
    if value.is_null() || value.is_undefined() {
        out.push(head::NULL);
    } else if let Some(text) = value.as_string() {
        if text.len() > MAX_BYTES {
            return Err(Error::new("larger than 4 MiB"));
        }
        head::write_text(out, &text);
    } else if let Some(number) = value.as_f64() {
        append_number(number, out)?;
    } else if let Some(truth) = value.as_bool() {
        out.push(if truth { head::TRUE } else { head::FALSE });
    } else if let Some(array) = value.dyn_ref::<Array>() {
        head::write(out, head::ARRAY, u64::from(array.length()));
        for index in 0..array.length() {
            append(&array.get(index), out, depth + 1).map_err(|error| error.at(&index.to_string()))?;
        }
    } else if value.is_object() && !value.is_function() {
        append_object(value.unchecked_ref(), out, depth)?;
    } else {
        let kind = value.js_typeof().as_string().unwrap_or_default();
        return Err(Error::new(format!("a {kind} is not data")));
    }
    Ok(())
}

fn append_number(number: f64, out: &mut Vec<u8>) -> Result<(), Error> {
    const LARGEST_SAFE: f64 = 9_007_199_254_740_991.0;
    if !number.is_finite() {
        return Err(Error::new("NaN and infinity cannot be stored"));
    }
    if number.fract() != 0.0 || number.abs() > LARGEST_SAFE {
        out.push(head::FLOAT);
        out.extend_from_slice(&number.to_be_bytes());
    } else if number >= 0.0 {
        head::write(out, head::UINT, number as u64);
    } else {
        head::write(out, head::NEGATIVE, (-number) as u64 - 1);
    }
    Ok(())
}

fn append_object(object: &Object, out: &mut Vec<u8>, depth: usize) -> Result<(), Error> {
    let entries = Object::entries(object);
    let fields: Vec<(String, JsValue)> = entries
        .iter()
        .filter_map(|entry| {
            let entry: Array = entry.unchecked_into();
            let value = entry.get(1);
            let name = entry.get(0).as_string()?;
            (!value.is_undefined()).then_some((name, value))
        })
        .collect();
    head::write(out, head::MAP, fields.len() as u64);
    for (name, value) in fields {
        head::write_text(out, &name);
        append(&value, out, depth + 1).map_err(|error| error.at(&name))?;
    }
    Ok(())
}

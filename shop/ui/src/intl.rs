//! The browser's formatters.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The last formatter: creating one costs a hundred times its use, and a page has one locale.
pub(crate) struct LastFormatter {
    locale: String,
    format: Option<Function>,
}

impl LastFormatter {
    pub(crate) const fn none() -> Self {
        Self {
            locale: String::new(),
            format: None,
        }
    }

    /// Formats `value` like `new Intl[kind](locale, options)`. A malformed locale counts as `en-US`.
    pub(crate) fn format(&mut self, kind: &str, options: &[(&str, &str)], value: f64, locale: &str) -> String {
        if self.format.is_none() || self.locale != locale {
            let made = formatter(kind, options, locale).or_else(|_| formatter(kind, options, "en-US"));
            self.format = made.ok();
            locale.clone_into(&mut self.locale);
        }
        let text = self
            .format
            .as_ref()
            .and_then(|format| format.call1(&JsValue::UNDEFINED, &value.into()).ok());
        text.and_then(|text| text.as_string()).unwrap_or_default()
    }
}

/// Uses reflection, because the constructor throws for a malformed locale.
fn formatter(kind: &str, options: &[(&str, &str)], locale: &str) -> Result<Function, JsValue> {
    let settings = Object::new();
    for (name, value) in options {
        Reflect::set(&settings, &(*name).into(), &(*value).into())?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor = Reflect::get(&intl, &kind.into())?.dyn_into::<Function>()?;
    let format = Reflect::construct(&constructor, &Array::of2(&locale.into(), &settings))?;
    Reflect::get(&format, &"format".into())?.dyn_into()
}

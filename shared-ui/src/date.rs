//! Dates for people.

/// A day, as `locale` writes it, from ms since the epoch: `Nov 21, 2026`.
#[must_use]
pub fn date(ms: f64, locale: &str) -> String {
    format(ms, locale, &["dateStyle"])
}

/// A day and a time, as `locale` writes them, from ms since the epoch: `Nov 21, 2026, 4:43 AM`.
#[must_use]
pub fn date_time(ms: f64, locale: &str) -> String {
    format(ms, locale, &["dateStyle", "timeStyle"])
}

#[cfg(target_arch = "wasm32")]
fn format(ms: f64, locale: &str, styles: &[&str]) -> String {
    use js_sys::{Date, Object, Reflect};
    use wasm_bindgen::JsValue;

    let options = Object::new();
    for style in styles {
        let style_value = if *style == "timeStyle" { "short" } else { "medium" };
        // A fresh plain object takes every property.
        let _ = Reflect::set(&options, &JsValue::from_str(style), &style_value.into());
    }
    Date::new(&JsValue::from_f64(ms))
        .to_locale_string(locale, &options)
        .into()
}

/// Without a browser there is no `Intl`, and nobody to show a date to.
#[cfg(not(target_arch = "wasm32"))]
fn format(ms: f64, _locale: &str, _styles: &[&str]) -> String {
    (ms as u64).to_string()
}

//! Money for people.

/// An amount in cents of US dollars, as `locale` writes it: `$1,234.50`.
///
/// A malformed locale counts as `en-US`.
#[must_use]
pub fn money(cents: u64, locale: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return browser::format(cents, locale);
    #[cfg(not(target_arch = "wasm32"))]
    return native(cents, locale);
}

/// Without a browser there is no `Intl`: every locale is written like `en-US`.
#[cfg(not(target_arch = "wasm32"))]
fn native(cents: u64, _locale: &str) -> String {
    let mut dollars = String::new();
    let digits = (cents / 100).to_string();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            dollars.push(',');
        }
        dollars.push(digit);
    }
    format!("${dollars}.{:02}", cents % 100)
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use js_sys::{Array, Function, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    thread_local! {
        /// The formatter of the last locale: making one costs a hundred times what using it does.
        static FORMAT: RefCell<Option<(String, Option<Function>)>> = const { RefCell::new(None) };
    }

    pub(super) fn format(cents: u64, locale: &str) -> String {
        let format = FORMAT.with_borrow_mut(|cached| match cached {
            Some((known, format)) if known == locale => format.clone(),
            _ => {
                let format = formatter(locale);
                *cached = Some((locale.to_owned(), format.clone()));
                format
            }
        });
        // Cents to a fraction: exact to the cent far beyond what a cart can hold.
        let amount = JsValue::from_f64(cents as f64 / 100.0);
        let text = format.and_then(|format| format.call1(&JsValue::UNDEFINED, &amount).ok());
        text.and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn formatter(locale: &str) -> Option<Function> {
        number_format(locale).or_else(|_| number_format("en-US")).ok()
    }

    /// `new Intl.NumberFormat(locale, ...).format`. Made by reflection, because it throws for a malformed locale.
    fn number_format(locale: &str) -> Result<Function, JsValue> {
        let options = Object::new();
        for (name, value) in [("style", "currency"), ("currency", "USD")] {
            Reflect::set(&options, &name.into(), &value.into())?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let constructor = Reflect::get(&intl, &"NumberFormat".into())?.dyn_into::<Function>()?;
        let format = Reflect::construct(&constructor, &Array::of2(&locale.into(), &options))?;
        Reflect::get(&format, &"format".into())?.dyn_into()
    }
}

#[cfg(test)]
mod tests {
    use super::money;

    #[test]
    fn dollars_and_cents() {
        assert_eq!(money(0, "en-US"), "$0.00");
        assert_eq!(money(5, "en-US"), "$0.05");
        assert_eq!(money(123_450, "en-US"), "$1,234.50");
        assert_eq!(money(100_000_000, "en-US"), "$1,000,000.00");
    }
}

//! Money for people.

/// An amount in cents of US dollars, as `locale` writes it: `$1,234.50`.
///
/// A malformed locale counts as `en-US`, and without a browser, where there is no `Intl`, every one does.
#[must_use]
pub fn money(cents: u64, locale: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    if locale != "en-US" {
        return browser::format(cents, locale);
    }
    let _ = locale;
    en_us(cents)
}

/// As `Intl.NumberFormat` writes it. A page's first one of those takes 15 ms, which nobody waits for in the shop's own language.
fn en_us(cents: u64) -> String {
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

    use crate::intl::LastFormatter;

    thread_local! {
        static DOLLARS: RefCell<LastFormatter> = const { RefCell::new(LastFormatter::none()) };
    }

    pub(super) fn format(cents: u64, locale: &str) -> String {
        // Cents to a fraction: exact to the cent far beyond what a cart can hold.
        let amount = cents as f64 / 100.0;
        let options = [("style", "currency"), ("currency", "USD")];
        let text = DOLLARS.with_borrow_mut(|dollars| dollars.format("NumberFormat", &options, amount, locale));
        // A browser without a working `Intl`.
        if text.is_empty() { super::en_us(cents) } else { text }
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

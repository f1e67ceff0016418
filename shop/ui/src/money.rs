//! Formats money.

/// An amount in cents of US dollars, as `locale` writes it: `$1,234.50`.
///
/// A malformed locale counts as `en-US`. So does every locale without a browser, because there is no `Intl`.
#[must_use]
pub fn money(cents: u64, locale: &str) -> String {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    if locale != "en-US" {
        return browser::format(cents, locale);
    }
    let _ = locale;
    en_us(cents)
}

/// Formats like `Intl.NumberFormat`, whose first instance takes 15 ms in a page. The shop's own language avoids that delay.
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

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser {
    use std::cell::RefCell;

    use crate::intl::LastFormatter;

    thread_local! {
        static DOLLARS: RefCell<LastFormatter> = const { RefCell::new(LastFormatter::none()) };
    }

    pub(super) fn format(cents: u64, locale: &str) -> String {
        // Exact to the cent far above any cart's total.
        let amount = cents as f64 / 100.0;
        let options = [("style", "currency"), ("currency", "USD")];
        let text = DOLLARS.with_borrow_mut(|dollars| dollars.format("NumberFormat", &options, amount, locale));
        // Fallback for a browser without a working `Intl`.
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

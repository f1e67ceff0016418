//! Formats dates.

/// A day, as `locale` writes it, from ms since the epoch: `Nov 21, 2026`.
///
/// A malformed locale counts as `en-US`; an invalid time gives an empty text.
#[must_use]
pub fn date(ms: f64, locale: &str) -> String {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    return browser::date(ms, locale);
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    return native::date(ms, locale);
}

/// A day and a time, as `locale` writes them, from ms since the epoch: `Nov 21, 2026, 4:43 AM`.
///
/// A malformed locale counts as `en-US`; an invalid time gives an empty text.
#[must_use]
pub fn date_time(ms: f64, locale: &str) -> String {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    return browser::date_time(ms, locale);
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    return native::date_time(ms, locale);
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser {
    use std::cell::RefCell;

    use crate::intl::LastFormatter;

    thread_local! {
        static DAY: RefCell<LastFormatter> = const { RefCell::new(LastFormatter::none()) };
        static DAY_AND_TIME: RefCell<LastFormatter> = const { RefCell::new(LastFormatter::none()) };
    }

    const STYLES: [(&str, &str); 2] = [("dateStyle", "medium"), ("timeStyle", "short")];

    pub(super) fn date(ms: f64, locale: &str) -> String {
        let text = DAY.with_borrow_mut(|day| day.format("DateTimeFormat", &STYLES[..1], ms, locale));
        or_iso(text, ms, 10)
    }

    pub(super) fn date_time(ms: f64, locale: &str) -> String {
        let text = DAY_AND_TIME.with_borrow_mut(|both| both.format("DateTimeFormat", &STYLES, ms, locale));
        or_iso(text, ms, 16)
    }

    /// Without a working `Intl`, ISO 8601 in UTC.
    fn or_iso(text: String, ms: f64, length: usize) -> String {
        if !text.is_empty() || ms.is_nan() || ms.abs() > 8.64e15 {
            return text;
        }
        let iso = String::from(js_sys::Date::new(&ms.into()).to_iso_string());
        iso.replace('T', " ").chars().take(length).collect()
    }
}

/// Without a browser there is no `Intl`, so every locale gets ISO 8601 in UTC.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native {
    const MS_PER_DAY: i64 = 86_400_000;

    pub(super) fn date(ms: f64, _locale: &str) -> String {
        if !ms.is_finite() {
            return String::new();
        }
        let (year, month, day) = civil((ms as i64).div_euclid(MS_PER_DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }

    pub(super) fn date_time(ms: f64, locale: &str) -> String {
        if !ms.is_finite() {
            return String::new();
        }
        let minutes = (ms as i64).rem_euclid(MS_PER_DAY) / 60_000;
        format!("{} {:02}:{:02}", date(ms, locale), minutes / 60, minutes % 60)
    }

    /// Year, month and day of a day counted from 1970-01-01. Years start in March, so the leap day is the last.
    fn civil(days: i64) -> (i64, i64, i64) {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        (year + era * 400 + i64::from(month <= 2), month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::{date, date_time};

    #[test]
    fn leap_days_and_times_before_the_epoch_are_dates() {
        assert_eq!(date(0.0, "en-US"), "1970-01-01");
        assert_eq!(date(951_782_400_000.0, "en-US"), "2000-02-29");
        assert_eq!(date(-1.0, "en-US"), "1969-12-31");
        assert_eq!(date_time(1_763_741_580_000.0, "en-US"), "2025-11-21 16:13");
    }

    #[test]
    fn an_invalid_time_gives_an_empty_text() {
        assert_eq!(date(f64::NAN, "en-US"), "");
        assert_eq!(date_time(f64::INFINITY, "en-US"), "");
    }
}

//! Whole numbers of JavaScript, where every number is an `f64`.

/// The largest whole number up to which every whole number is exact in an `f64`.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// The number, if it is whole and exact; `None` for a fraction, and above 2^53, where `f64` rounds.
pub(crate) fn whole_number(number: f64) -> Option<i64> {
    (number.trunc() == number && number.abs() <= MAX_SAFE).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    #[test]
    fn exact_whole_numbers_are_accepted() {
        for whole in [
            0_i64,
            -1,
            7,
            4_294_967_296,
            -9_007_199_254_740_991,
            9_007_199_254_740_991,
        ] {
            assert_eq!(whole_number(whole as f64), Some(whole), "{whole}");
        }
        assert_eq!(whole_number(-0.0), Some(0));
    }

    #[test]
    fn fractions_and_inexact_numbers_are_refused() {
        for other in [
            0.5,
            -7.25,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            9_007_199_254_740_992.0,
        ] {
            assert_eq!(whole_number(other), None, "{other}");
        }
    }
}

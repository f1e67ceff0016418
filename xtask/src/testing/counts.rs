//! Counts of passed and failed tests. They are parsed from the output of `cargo test`, whose JSON is unstable.

use std::fmt;

/// Numbers of tests.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// Names of tests that passed only on retry.
    pub(crate) run_again: Vec<String>,
}

impl Counts {
    /// Count of a part that is a single test.
    pub(crate) const fn of_one(passed: bool) -> Self {
        Self {
            passed: passed as u32,
            failed: !passed as u32,
            run_again: Vec::new(),
        }
    }

    /// The sum of both.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    /// Adds the other counts.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.run_again.extend(other.run_again);
    }

    /// Whether no test failed.
    pub(crate) const fn all_passed(&self) -> bool {
        self.failed == 0
    }

    /// Counts a failing exit code without a failing test as a failure: a program may fail before any test runs.
    pub(crate) fn with_success(self, succeeded: bool) -> Self {
        if succeeded || self.failed > 0 {
            self
        } else {
            Self { failed: 1, ..self }
        }
    }

    /// Counts in this line of `cargo test`: `test result: ok. 3 passed; 0 failed; ...`.
    pub(crate) fn in_cargo_line(line: &str) -> Self {
        let line = without_colours(line);
        let Some(result) = line.trim().strip_prefix("test result:") else {
            return Self::default();
        };
        let mut counts = Self::default();
        for part in result.split(['.', ';']) {
            counts = counts.and(Self::in_words(part));
        }
        counts
    }

    fn in_words(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        match words.next() {
            Some("passed") => Self {
                passed: number,
                ..Self::default()
            },
            Some("failed") => Self {
                failed: number,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if !self.run_again.is_empty() {
            write!(f, ", {} passed only on retry", self.run_again.len())?;
        }
        Ok(())
    }
}

/// The text without colour escape sequences.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // From the escape character to the final letter.
            characters.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u32, failed: u32) -> Counts {
        Counts {
            passed,
            failed,
            ..Counts::default()
        }
    }

    #[test]
    fn cargo_results_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Counts::in_cargo_line(line), counts(12, 3));
        let coloured = "test result: \u{1b}[32mok\u{1b}[0m. 4 passed; 0 failed; 0 ignored";
        assert_eq!(Counts::in_cargo_line(coloured), counts(4, 0));
        assert_eq!(Counts::in_cargo_line("test cart::adds ... ok"), Counts::default());
    }

    #[test]
    fn the_sum_has_the_names_of_both() {
        let again = |name: &str| Counts {
            passed: 1,
            run_again: vec![name.to_owned()],
            ..Counts::default()
        };
        let sum = again("one").and(again("two")).and(counts(5, 0));
        assert_eq!(sum.run_again, ["one", "two"]);
        assert_eq!(sum.to_string(), "7 passed, 0 failed, 2 passed only on retry");
        assert_eq!(counts(7, 2).to_string(), "7 passed, 2 failed");
    }

    #[test]
    fn a_program_that_fails_without_a_failing_test_is_a_failure() {
        assert_eq!(Counts::default().with_success(false), counts(0, 1));
        assert_eq!(counts(2, 1).with_success(false), counts(2, 1));
        assert_eq!(counts(2, 0).with_success(true), counts(2, 0));
    }
}

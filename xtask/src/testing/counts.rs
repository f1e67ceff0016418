//! How many tests passed and failed, read from what the test programs print.

use std::fmt;

/// Numbers of tests.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// Of those that passed, how many only when they ran again.
    pub(crate) at_second_try: u32,
}

impl Counts {
    /// Of a part that is one test by itself.
    pub(crate) const fn of_one(passed: bool) -> Self {
        Self {
            passed: passed as u32,
            failed: !passed as u32,
            at_second_try: 0,
        }
    }

    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            at_second_try: self.at_second_try + other.at_second_try,
        }
    }

    /// Whether nothing failed.
    pub(crate) const fn all_passed(self) -> bool {
        self.failed == 0
    }

    /// What the program's exit says counts, too: it may fail before any test runs.
    pub(crate) const fn with_success(self, succeeded: bool) -> Self {
        if succeeded || self.failed > 0 {
            self
        } else {
            Self { failed: 1, ..self }
        }
    }

    /// What this line of `cargo test` adds: `test result: ok. 3 passed; 0 failed; ...`.
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

    /// What this line of Playwright's summary adds: `  3 passed (4.1s)`, `  1 failed`.
    /// A flaky test passed in the end, and the summary says that it was run again; one that did not run because another failed
    /// counts as neither.
    pub(crate) fn in_playwright_line(line: &str) -> Self {
        let line = without_colours(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [_, "passed" | "failed" | "flaky"] => Self::in_words(&line),
            [_, "passed", time] if time.starts_with('(') => Self::in_words(&line),
            [_, "interrupted"] => Self::in_words(&line.replace("interrupted", "failed")),
            _ => Self::default(),
        }
    }

    /// What this line of the TAP that `node --test` prints adds: `# pass 3`, `# fail 1`.
    pub(crate) fn in_node_line(line: &str) -> Self {
        let Some((verdict, number)) = line.strip_prefix("# ").and_then(|line| line.split_once(' ')) else {
            return Self::default();
        };
        let number = number.trim().parse().unwrap_or(0);
        match verdict {
            "pass" => Self {
                passed: number,
                ..Self::default()
            },
            "fail" | "cancelled" => Self {
                failed: number,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    fn in_words(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        match words.next() {
            Some("passed") => Self {
                passed: number,
                ..Self::default()
            },
            Some("flaky") => Self {
                passed: number,
                at_second_try: number,
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
        if self.at_second_try > 0 {
            write!(f, ", {} passed only when run again", self.at_second_try)?;
        }
        Ok(())
    }
}

/// The text without the escape sequences that colour it.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // From the escape to the letter that ends it.
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
            at_second_try: 0,
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
    fn playwright_results_are_counted() {
        assert_eq!(
            Counts::in_playwright_line("\u{1b}[32m  31 passed\u{1b}[39m\u{1b}[2m (1.2m)\u{1b}[22m"),
            counts(31, 0)
        );
        assert_eq!(Counts::in_playwright_line("  2 failed"), counts(0, 2));
        let flaky = Counts::in_playwright_line("  1 flaky");
        assert_eq!((flaky.passed, flaky.at_second_try), (1, 1));
        assert_eq!(
            flaky.and(counts(7, 0)).to_string(),
            "8 passed, 0 failed, 1 passed only when run again"
        );
        assert_eq!(counts(7, 2).to_string(), "7 passed, 2 failed");
        assert_eq!(
            Counts::in_playwright_line("    2 failed attempts are shown to the shopper"),
            Counts::default()
        );
    }

    #[test]
    fn node_results_are_counted() {
        assert_eq!(Counts::in_node_line("# pass 12"), counts(12, 0));
        assert_eq!(Counts::in_node_line("# fail 2"), counts(0, 2));
        assert_eq!(Counts::in_node_line("# cancelled 1"), counts(0, 1));
        for line in ["# tests 14", "ok 3 - pass 4", "# Subtest: pass 5 gates", "# fail"] {
            assert_eq!(Counts::in_node_line(line), Counts::default(), "{line}");
        }
    }

    #[test]
    fn a_program_that_fails_without_a_failing_test_is_a_failure() {
        assert_eq!(Counts::default().with_success(false), counts(0, 1));
        assert_eq!(counts(2, 1).with_success(false), counts(2, 1));
        assert_eq!(counts(2, 0).with_success(true), counts(2, 0));
    }
}

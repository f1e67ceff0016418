//! Durations of the steps of a start: each step is announced and timed, and a table at the end shows the durations.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A shorter start gets no table.
const WORTH_A_TABLE: Duration = Duration::from_secs(60);

/// The steps of this process, in order of completion. Several independent modules add steps.
static STEPS: Mutex<Vec<(String, Duration)>> = Mutex::new(Vec::new());

/// Runs a step and records its duration, even if it fails.
pub(crate) fn timed<T>(step: impl Into<String>, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let outcome = work();
    if let Ok(mut steps) = STEPS.lock() {
        steps.push((step.into(), start.elapsed()));
    }
    outcome
}

/// The table of the steps so far; empty for a short start.
pub(crate) fn table() -> String {
    STEPS.lock().map(|steps| table_of(&steps)).unwrap_or_default()
}

fn table_of(steps: &[(String, Duration)]) -> String {
    let total: Duration = steps.iter().map(|(_, time)| *time).sum();
    if total < WORTH_A_TABLE {
        return String::new();
    }
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs();
        format!("{name:<40}{:>4}:{:02}\n", seconds / 60, seconds % 60)
    };
    // Steps of less than a second are omitted.
    let rows = steps.iter().filter(|(_, time)| time.as_secs() > 0);
    let rows: String = rows.map(|(name, time)| row(name, *time)).collect();
    format!("\ntimes of the steps{:>29}\n{rows}{}", "min:s", row("together", total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_start_prints_the_times_of_its_steps() {
        let steps = |seconds: &[(&str, u64)]| {
            let steps = seconds.iter();
            steps
                .map(|(name, seconds)| ((*name).to_owned(), Duration::from_secs(*seconds)))
                .collect::<Vec<_>>()
        };
        let table = table_of(&steps(&[("trunk", 258), ("esbuild", 0), ("host", 75)]));
        let lines: Vec<_> = table.lines().skip(1).collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[1].starts_with("trunk ") && lines[1].ends_with(" 4:18"), "{table}");
        assert!(
            lines[3].starts_with("together ") && lines[3].ends_with(" 5:33"),
            "{table}"
        );
        assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{table}");
        assert_eq!(table_of(&steps(&[("host", 20)])), "");
    }

    #[test]
    fn a_step_returns_its_result_and_is_recorded() {
        assert_eq!(timed("a step of a test", || 7), 7);
        let steps = STEPS.lock().unwrap();
        assert!(steps.iter().any(|(name, _)| name == "a step of a test"));
    }
}

//! What the help says of one task, for the person whose words were not understood.

use anyhow::anyhow;

use super::HELP;

const PROGRAM: &str = "cargo xtask ";

/// The refusal of a command line, with the usage of its task; where there is no such task, with all that there are.
pub(super) fn refused(error: &anyhow::Error, task: Option<&str>) -> anyhow::Error {
    let calls: Vec<&str> = calls().filter(|call| Some(name(call)) == task).collect();
    if calls.is_empty() {
        let mut names: Vec<&str> = self::calls().map(name).collect();
        names.sort_unstable();
        names.dedup();
        return anyhow!(
            "{error:#}; the tasks are {}; `{PROGRAM}help` explains them",
            names.join(", ")
        );
    }
    anyhow!(
        "{error:#}\nusage: {PROGRAM}{}",
        calls.join(&format!("\n       {PROGRAM}"))
    )
}

/// How each task is called.
fn calls() -> impl Iterator<Item = &'static str> {
    HELP.lines().filter_map(|line| line.strip_prefix(PROGRAM))
}

/// The task of a call.
fn name(call: &str) -> &str {
    call.split(' ').next().unwrap_or_default()
}

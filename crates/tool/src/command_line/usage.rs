//! The part of a program's help about one task, for wrong command lines.

use anyhow::anyhow;
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt as _;

/// A program with tasks, and its help: each call of a task at the beginning of a line, its description in indented
/// lines.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// Prefix of a call, such as `"tarn "`.
    pub call: &'static str,
    /// The complete help.
    pub help: &'static str,
}

impl Program {
    /// Reads a command line: the name of a task, then the result of `parse_task` for the rest; or `help`. The flag
    /// `--version` is the task `version`.
    ///
    /// # Errors
    /// A message with the given words and the valid ones.
    pub fn parse<T>(
        &self,
        mut words: lexopt::Parser,
        help: T,
        parse_task: impl FnOnce(&str, lexopt::Parser) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let task = match words.next()? {
            None | Some(Short('h') | Long("help")) => return Ok(help),
            Some(Short('V') | Long("version")) => "version".to_owned(),
            Some(Value(task)) => task.string()?,
            Some(other) => return Err(self.refused(&other.unexpected().into(), None)),
        };
        parse_task(&task, words).map_err(|error| self.refused(&error, Some(&task)))
    }

    /// The error for a wrong command line, with the usage of its task; for an unknown task, with all tasks.
    fn refused(&self, error: &anyhow::Error, task: Option<&str>) -> anyhow::Error {
        let calls: Vec<&str> = self.calls().filter(|call| Some(name(call)) == task).collect();
        let program = self.call;
        if calls.is_empty() {
            let mut names: Vec<&str> = self.calls().map(name).collect();
            names.sort_unstable();
            names.dedup();
            return anyhow!(
                "{error:#}; the tasks are {}; `{program}help` explains them",
                names.join(", ")
            );
        }
        anyhow!(
            "{error:#}\nusage: {program}{}",
            calls.join(&format!("\n       {program}"))
        )
    }

    /// The calls of all tasks.
    fn calls(&self) -> impl Iterator<Item = &'static str> {
        self.help.lines().filter_map(|line| line.strip_prefix(self.call))
    }
}

/// The task of a call.
fn name(call: &str) -> &str {
    call.split(' ').next().unwrap_or_default()
}

//! What a program's help says of one task, for the person whose words were not understood.

use anyhow::anyhow;
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt as _;

/// A program with tasks, and its help: the calls of each task at the beginning of a line, what they do in indented lines.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// What a call begins with, such as `"tarn "`.
    pub call: &'static str,
    /// The whole help.
    pub help: &'static str,
}

impl Program {
    /// Reads a command line: the name of a task, then what `parse_task` makes of the rest; `help` where that is asked for.
    ///
    /// # Errors
    /// What was given and what is possible.
    pub fn parse<T>(
        &self,
        mut words: lexopt::Parser,
        help: T,
        parse_task: impl FnOnce(&str, lexopt::Parser) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let task = match words.next()? {
            None | Some(Short('h') | Long("help")) => return Ok(help),
            Some(Value(task)) => task.string()?,
            Some(other) => return Err(self.refused(&other.unexpected().into(), None)),
        };
        parse_task(&task, words).map_err(|error| self.refused(&error, Some(&task)))
    }

    /// The refusal of a command line, with the usage of its task; where there is no such task, with all that there are.
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

    /// How each task is called.
    fn calls(&self) -> impl Iterator<Item = &'static str> {
        self.help.lines().filter_map(|line| line.strip_prefix(self.call))
    }
}

/// The task of a call.
fn name(call: &str) -> &str {
    call.split(' ').next().unwrap_or_default()
}

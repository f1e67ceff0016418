//! Calls of cargo.

use std::process::Command;

use tarn_tool::workspace::Workspace;

/// Cargo with these arguments, in the root of the workspace.
pub(super) fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(&workspace.root);
    command
}

//! The checked-in file of a contract.

use std::fs;
use std::path::Path;

use crate::change::{change_between, is_at_least};

/// Fails if `present` differs from `file`, or `version` is too low for the change.
pub(crate) fn compare(file: &Path, package: &str, version: &str, present: &[String]) {
    let text = fs::read_to_string(file).unwrap();
    let (before, lines) = text.split_once('\n').unwrap();
    let written: Vec<String> = lines.lines().map(str::to_owned).collect();
    let change = change_between(&written, present);
    let needed = change.needs(before);
    assert!(
        is_at_least(version, &needed),
        "the contract changed: {change}\n{package} must be at least {needed}, it is {version}"
    );
    if written != present || before != version {
        assert!(
            std::env::var_os("UPDATE_CONTRACT").is_some(),
            "contract.txt is not up to date: {change}\nrun UPDATE_CONTRACT=1 cargo test -p {package} --test contract"
        );
        fs::write(file, format!("{version}\n{}\n", present.join("\n"))).unwrap();
    }
}

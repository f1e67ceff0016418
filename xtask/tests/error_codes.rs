//! Every `FED-nnn` in sources or docs has its row, and so its page, in docs/errors.md.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Folders without our own files, or without readable ones.
const SKIPPED: [&str; 8] = [
    "target",
    "dist",
    "node_modules",
    ".git",
    ".tools",
    "test-results",
    "screenshots",
    "results",
];

/// Placeholders for codes that do not exist.
const NONE: [&str; 2] = ["FED-999", "FED-000"];

/// The codes in a text.
fn codes(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices("FED-").map(|(at, _)| &text[at..]);
    let codes = starts.filter_map(|rest| rest.get(..7));
    codes
        .filter(|code| code[4..].bytes().all(|byte| byte.is_ascii_digit()))
        .filter(|code| !NONE.contains(code))
        .collect()
}

/// The codes with a row.
fn documented(table: &str) -> BTreeSet<&str> {
    let rows = table.lines().filter(|line| line.starts_with("| FED-"));
    rows.filter_map(|row| row.get(2..9)).collect()
}

/// A message for each file below this folder that mentions an undocumented code.
fn unexplained(folder: &Path, documented: &BTreeSet<&str>) -> Vec<String> {
    let mut sentences = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                sentences.extend(unexplained(&path, documented));
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            let unknown = codes(&text)
                .difference(documented)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            if !unknown.is_empty() {
                sentences.push(format!(
                    "{} mentions {unknown}: docs/errors.md has no row",
                    path.display()
                ));
            }
        }
    }
    sentences
}

#[test]
fn every_mentioned_code_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let table = fs::read_to_string(root.join("docs/errors.md")).unwrap();
    assert_eq!(unexplained(root, &documented(&table)), [""; 0]);
}

#[test]
fn an_undocumented_code_is_named_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    // Assembled, because the test also scans this file.
    let unknown = format!("FED-{}", 123);
    fs::write(
        folder.path().join("a.js"),
        format!("throw Error('{unknown}: no; FED-001: yes')"),
    )
    .unwrap();
    let sentences = unexplained(folder.path(), &BTreeSet::from(["FED-001"]));
    assert_eq!(sentences.len(), 1);
    assert!(
        sentences[0].ends_with(&format!("a.js mentions {unknown}: docs/errors.md has no row")),
        "{sentences:?}"
    );
}

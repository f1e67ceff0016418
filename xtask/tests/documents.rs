//! Documents name files that exist: every relative link, every anchor in a link, and every path of this repository in backquotes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Folders without documents of this repository.
const SKIPPED: [&str; 6] = [
    "target",
    "dist",
    "node_modules",
    "test-results",
    "screenshots",
    "templates",
];

/// A word in backquotes that begins with one of these folders and ends with one of these extensions is a path.
const FOLDERS: [&str; 14] = [
    "bench/",
    "crates/",
    "devtools/",
    "docs/",
    "e2e/",
    "examples/",
    "host/",
    "remotes/",
    "server/",
    "shared-store/",
    "shop/",
    "types/",
    "vendor/",
    "xtask/",
];
const EXTENSIONS: [&str; 9] = [".rs", ".js", ".mjs", ".ts", ".md", ".json", ".toml", ".css", ".html"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The Markdown files below a folder.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
                found.extend(documents(&path));
            }
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The text outside of fenced blocks.
fn prose(text: &str) -> String {
    let blocks = text.split("```").enumerate().filter(|(index, _)| index % 2 == 0);
    blocks.map(|(_, block)| block).collect()
}

/// The targets of links within this repository.
fn links(prose: &str) -> Vec<&str> {
    let starts = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    starts.filter(|target| !target.contains("://")).collect()
}

/// The paths of this repository in backquotes.
fn paths(prose: &str) -> Vec<&str> {
    let words = prose.split('`').skip(1).step_by(2);
    words
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .filter(|word| EXTENSIONS.iter().any(|extension| word.ends_with(extension)))
        .filter(|word| !word.contains(['*', '<', ' ', '{']))
        .collect()
}

/// The anchors of a document, as GitHub makes them of its headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let words = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = words
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

/// The path without `.` and `..`.
fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// The broken references of one document.
fn broken(root: &Path, document: &Path) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    let prose = prose(&text);
    let mut broken = Vec::new();
    for target in links(&prose) {
        let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
        let path = match file.is_empty() {
            true => document.to_owned(),
            false => normalized(&document.parent().unwrap().join(file)),
        };
        let is_there = path.exists()
            && (anchor.is_empty() || anchors(&fs::read_to_string(&path).unwrap_or_default()).contains(anchor));
        if !is_there {
            broken.push(format!("{}: link to {target}", document.display()));
        }
    }
    let missing = paths(&prose).into_iter().filter(|path| !root.join(path).exists());
    broken.extend(missing.map(|path| format!("{}: path {path}", document.display())));
    broken
}

#[test]
fn every_linked_or_named_file_exists() {
    let root = root();
    let documents = documents(&root);
    assert!(documents.len() > 30, "{documents:?}");
    let broken: Vec<_> = documents.iter().flat_map(|document| broken(&root, document)).collect();
    assert_eq!(broken, [""; 0]);
}

#[test]
fn a_broken_link_anchor_or_path_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("there.md"), "# A `b`, c\n").unwrap();
    let document = folder.path().join("a.md");
    let text = "[1](there.md#a-b-c) [2](gone.md) [3](there.md#gone) [4](https://example.com/gone) `crates/gone.rs` `crates/*.rs`\n\
                ```\n[5](gone-too.md)\n```\n";
    fs::write(&document, text).unwrap();
    let found = broken(folder.path(), &document).join("\n");
    for part in ["link to gone.md", "link to there.md#gone", "path crates/gone.rs"] {
        assert!(found.contains(part), "{found}");
    }
    assert_eq!(found.lines().count(), 3, "{found}");
}

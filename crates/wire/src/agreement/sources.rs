//! Types with `Wire`, by the sources of their crate.

use std::fs;
use std::io;
use std::path::Path;

/// The names of all structs and enums in a folder that derive or implement `Wire`.
///
/// # Errors
/// The folder or a file in it cannot be read.
pub(super) fn types_with_wire(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            names.extend(types_with_wire(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(names_in(&fs::read_to_string(&path)?));
        }
    }
    Ok(names)
}

/// The names in one source, without its tests.
pub(super) fn names_in(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let (mut names, mut is_derive, mut has_wire) = (Vec::new(), false, false);
    for line in code {
        if let Some(name) = line.strip_prefix("impl Wire for ") {
            names.extend(first_word(name));
        }
        if line.starts_with("#[derive(") {
            is_derive = true;
        }
        has_wire |= is_derive && words(line).any(|word| word == "Wire");
        is_derive &= !line.ends_with(")]");
        let mut after = words(line).skip_while(|word| !matches!(*word, "struct" | "enum"));
        let is_attribute = is_derive || line.starts_with('#') || line.ends_with(")]");
        if !is_attribute && after.next().is_some() {
            if has_wire {
                names.extend(after.next().map(str::to_owned));
            }
            has_wire = false;
        }
    }
    names
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    let is_end = |letter: char| !(letter.is_alphanumeric() || letter == '_');
    line.split(is_end).filter(|word| !word.is_empty())
}

fn first_word(text: &str) -> Option<String> {
    words(text).next().map(str::to_owned)
}

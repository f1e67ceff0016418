//! Facts about values by path.

use std::collections::{BTreeMap, BTreeSet};

/// Facts such as `cart.lines[].quantity`: `number`.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    at: BTreeMap<String, BTreeSet<String>>,
    /// The interface at a path, if it is known.
    interfaces: BTreeMap<String, String>,
}

impl Facts {
    pub(crate) fn add(&mut self, path: &str, fact: &str) {
        self.at.entry(path.into()).or_default().insert(fact.into());
    }

    pub(crate) fn interface(&mut self, path: &str, name: &str) {
        self.interfaces.insert(path.into(), name.into());
    }

    /// The facts of a Rust type, from its [`tarn_wire::Description`]. `is_state`: the owner writes all fields, also those that a reader may
    /// miss.
    pub(crate) fn of_rust(description: tarn_wire::Description, is_state: bool) -> Self {
        let mut facts = Self::default();
        let lines = description.into_lines();
        for line in &lines {
            let (path, kind) = match line.split_once(": ") {
                Some((path, kind)) => (path, Some(kind)),
                None => (line.as_str(), None),
            };
            if !is_state {
                for (index, _) in path.match_indices('?') {
                    facts.add(&path[..index].replace('?', ""), "may be left out");
                }
            }
            let path = path.replace('?', "");
            match kind {
                Some("text") => facts.add(&path, "string"),
                Some("u8" | "u16" | "u32" | "u64" | "i32" | "i64") => facts.add(&path, "number"),
                Some(kind @ ("number" | "boolean" | "or null")) => facts.add(&path, kind),
                Some(choice) => {
                    for name in choice.split(" | ") {
                        facts.add(&path, &format!("'{name}'"));
                    }
                }
                // An action. Variants of a choice are listed with the choice.
                None if !path.contains('.') => facts.add(&path, "an action"),
                None => {}
            }
        }
        facts
    }

    /// The differences between `declared` and `self`, the facts of Rust: a sentence for each, with the correction.
    pub(crate) fn differences(&self, declared: &Self) -> Vec<String> {
        let mut sentences = Vec::new();
        for (path, facts) in &self.at {
            let wanted = written(facts);
            match declared.at.get(path) {
                Some(there) if there == facts => {}
                Some(there) => sentences.push(format!(
                    "{path} is {wanted} in Rust, but {} in interface {}: write {}",
                    written(there),
                    declared.around(path),
                    line(path, facts)
                )),
                None => sentences.push(format!(
                    "{path} ({wanted}) is missing: add {} to interface {}",
                    line(path, facts),
                    declared.around(path)
                )),
            }
        }
        for path in declared.at.keys().filter(|path| !self.at.contains_key(*path)) {
            sentences.push(format!(
                "{path} no longer exists in Rust: remove {} from interface {}",
                last_name(path),
                declared.around(path)
            ));
        }
        sentences
    }

    /// The interface that holds the last name of the path.
    fn around(&self, path: &str) -> &str {
        let parent = path.rfind('.').map_or("", |dot| &path[..dot]);
        self.interfaces.get(parent).map_or("(a new one)", String::as_str)
    }
}

fn last_name(path: &str) -> String {
    let name = path.rfind('.').map_or(path, |dot| &path[dot + 1..]);
    let name = name.trim_end_matches(['[', ']', '{', '}']);
    match name.contains(['/', ':']) {
        true => format!("'{name}'"),
        false => name.into(),
    }
}

/// The type in TypeScript.
fn written(facts: &BTreeSet<String>) -> String {
    let is_kind = |fact: &&str| !matches!(*fact, "may be left out" | "or null");
    let mut kinds: Vec<&str> = facts.iter().map(String::as_str).filter(is_kind).collect();
    if kinds.is_empty() {
        kinds.push("an object");
    }
    if facts.contains("or null") {
        kinds.push("null");
    }
    let mark = if facts.contains("may be left out") {
        "optional "
    } else {
        ""
    };
    format!("{mark}{}", kinds.join(" | "))
}

fn line(path: &str, facts: &BTreeSet<String>) -> String {
    let name = last_name(path);
    if facts.contains("an action") {
        return format!("`{name}: ...;`, with its payload or undefined,");
    }
    let mark = if facts.contains("may be left out") { "?" } else { "" };
    let written = written(facts);
    let kind = written.trim_start_matches("optional ");
    if path.ends_with("[]") {
        format!("`{name}{mark}: readonly ({kind})[];`")
    } else if path.ends_with("{}") {
        format!("`{name}{mark}: Readonly<Record<string, {kind}>>;`")
    } else {
        format!("`{name}{mark}: {kind};`")
    }
}

//! Snippets that become part of the glue: one file to fetch and verify in place of five.
//!
//! wasm-bindgen leaves each piece of JavaScript that a crate brings in a file of its own, which the glue imports. Such a piece is a
//! module of plain exports; as a function that is called once it is the same. One that imports something stays a file.

/// The glue with the snippet inside; `None` if this snippet has to stay what it is.
pub(super) fn bundle(glue: &str, name: &str, snippet: &str, number: usize) -> Option<String> {
    let variable = format!("snippet{number}");
    let (body, exports) = without_exports(snippet)?;
    let mut out = format!(
        "const {variable} = (() => {{\n{body}return {{ {} }};\n}})();\n",
        exports.join(", ")
    );
    for line in glue.lines() {
        match import_of(line, name) {
            Some(Import::All(all)) => out.push_str(&format!("const {all} = {variable};\n")),
            Some(Import::Some(names)) => {
                out.push_str(&format!("const {{{}}} = {variable};\n", names.replace(" as ", ": ")));
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    // In another form than the two that are known. As a key of what the wasm imports the name stays.
    let is_imported = |line: &str| line.trim_start().starts_with("import") && line.contains(&format!("./{name}"));
    (!out.lines().any(is_imported)).then_some(out)
}

enum Import<'a> {
    All(&'a str),
    Some(&'a str),
}

/// What this line imports of the file, if it does.
fn import_of<'a>(line: &'a str, name: &str) -> Option<Import<'a>> {
    let rest = line.trim().trim_end_matches(';').strip_prefix("import ")?;
    let (what, from) = rest.split_once(" from ")?;
    if from.trim().trim_matches(['\'', '"']) != format!("./{name}") {
        return None;
    }
    match what.trim().strip_prefix("* as ") {
        Some(all) => Some(Import::All(all.trim())),
        None => Some(Import::Some(what.trim().strip_prefix('{')?.strip_suffix('}')?)),
    }
}

/// The snippet with plain declarations, and the names that it exports.
fn without_exports(snippet: &str) -> Option<(String, Vec<&str>)> {
    let (mut body, mut names) = (String::with_capacity(snippet.len()), Vec::new());
    for line in snippet.lines() {
        if line.starts_with("import ") || line.starts_with("import{") || line.contains("import.meta") {
            return None;
        }
        let declaration = match line.strip_prefix("export ") {
            Some(declaration) => {
                names.push(declared(declaration)?);
                declaration
            }
            None if line.starts_with("export") => return None,
            None => line,
        };
        body.push_str(declaration);
        body.push('\n');
    }
    Some((body, names))
}

/// The name of a function, class or constant. A variable that changes would be another one for whoever took it before.
fn declared(declaration: &str) -> Option<&str> {
    let rest = ["async function ", "function ", "class ", "const "]
        .iter()
        .find_map(|kind| declaration.strip_prefix(kind))?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$')?;
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import { one, two as second } from './snippets/a-1/a.js';\nimport * as import1 from \"./snippets/a-1/a.js\"\nimport * as import2 from \"./snippets/b-2/b.js\"\nexport function start() {}\n\"./snippets/a-1/a.js\": import1,\n";

    #[test]
    fn the_exports_of_a_snippet_are_there_under_the_same_names() {
        let snippet = "let hidden = 1;\nexport function one() { return hidden; }\nexport async function two() {}\nexport const three = () => 3;\n";
        let glue = bundle(GLUE, "snippets/a-1/a.js", snippet, 0).unwrap();
        assert_eq!(
            glue,
            "const snippet0 = (() => {\nlet hidden = 1;\nfunction one() { return hidden; }\nasync function two() {}\nconst three = () => 3;\nreturn { one, two, three };\n})();\nconst { one, two: second } = snippet0;\nconst import1 = snippet0;\nimport * as import2 from \"./snippets/b-2/b.js\"\nexport function start() {}\n\"./snippets/a-1/a.js\": import1,\n"
        );
    }

    #[test]
    fn what_is_more_than_plain_exports_stays_a_file() {
        for snippet in [
            "import { x } from './x.js';\nexport function one() {}\n",
            "export default function () {}\n",
            "export { one };\nfunction one() {}\n",
            "export let one = 1;\n",
            "export function one() { return import.meta.url; }\n",
        ] {
            assert_eq!(bundle(GLUE, "snippets/a-1/a.js", snippet, 0), None, "{snippet}");
        }
    }

    #[test]
    fn an_import_in_another_form_keeps_the_file() {
        let glue = "import one from './snippets/a-1/a.js';\n";
        assert_eq!(bundle(glue, "snippets/a-1/a.js", "export function one() {}\n", 0), None);
    }
}

//! Glue and wasm with shorter names.
//!
//! wasm-bindgen names each import after what it does and 16 hexadecimal digits, in the glue and again in the wasm. Digits do
//! not compress: in a remote they are 1.4 KB of what is downloaded. Here `__wbg_appendChild_8b968c3ab8e96595` becomes
//! `appendChild` in both.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};

/// Shortens the names that the glue and the wasm share.
pub fn shorten(glue: &str, wasm: &[u8]) -> anyhow::Result<(String, Vec<u8>)> {
    let sections = sections(wasm)?;
    let (mut names, mut modules) = (Names::default(), Modules::default());
    for section in &sections {
        match section.id {
            IMPORTS => drop(rewrite_imports(
                section.body,
                &mut |module| modules.note(module),
                &mut |name| names.note(name),
            )?),
            EXPORTS => drop(rewrite_exports(section.body, &mut |name| names.note(name))?),
            _ => {}
        }
    }
    let short = names.shortened(glue);
    let rename = |name: &str| short.get(name).cloned().unwrap_or_else(|| name.to_owned());
    let mut out = wasm[..HEADER].to_vec();
    for section in sections.iter().filter(|section| !is_note_of_tools(section)) {
        let body = match section.id {
            IMPORTS => rewrite_imports(section.body, &mut |module| modules.note(module), &mut |name| {
                rename(name)
            })?,
            EXPORTS => rewrite_exports(section.body, &mut |name| rename(name))?,
            _ => section.body.to_vec(),
        };
        out.push(section.id);
        write_number(&mut out, body.len());
        out.extend(body);
    }
    Ok((modules.rename_in(&rename_words(glue, &short)), out))
}

/// Whether it is a custom section that says what the wasm was made with and for: no browser reads it.
fn is_note_of_tools(section: &Section<'_>) -> bool {
    let mut body = section.body;
    section.id == CUSTOM
        && read_name(&mut body)
            .is_ok_and(|name| matches!(name, "producers" | "target_features" | "__wasm_split_unstable"))
}

/// The modules that a wasm imports from. Each import names its module in full, though only the glue knows it.
#[derive(Default)]
struct Modules(Vec<String>);

impl Modules {
    /// The module's name from now on.
    fn note(&mut self, module: &str) -> String {
        let index = self.0.iter().position(|known| known == module).unwrap_or_else(|| {
            self.0.push(module.to_owned());
            self.0.len() - 1
        });
        index.to_string()
    }

    /// The glue gives each module under its name: `"./cart_bg.js": import0,`.
    fn rename_in(&self, glue: &str) -> String {
        let named = self.0.iter().enumerate();
        named.fold(glue.to_owned(), |glue, (index, module)| {
            glue.replace(&format!("\"{module}\":"), &format!("\"{index}\":"))
        })
    }
}

/// The names that wasm-bindgen made up.
#[derive(Default)]
struct Names {
    made_up: Vec<String>,
    others: Vec<String>,
}

impl Names {
    fn note(&mut self, name: &str) -> String {
        let is_made_up = ["__wbg_", "wasm_bindgen__"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
            || NUMBERED.iter().any(|(prefix, _)| name.starts_with(prefix));
        let names = if is_made_up {
            &mut self.made_up
        } else {
            &mut self.others
        };
        names.push(name.to_owned());
        name.to_owned()
    }

    /// A short name for each, which neither another has nor the glue uses as a word.
    fn shortened(&self, glue: &str) -> BTreeMap<String, String> {
        let mut short = BTreeMap::<String, String>::new();
        for name in &self.made_up {
            if short.contains_key(name) {
                continue;
            }
            let base = base(name);
            let mut candidate = base.to_owned();
            let mut count = 1;
            while short.values().any(|taken| *taken == candidate) || self.others.contains(&candidate) {
                count += 1;
                candidate = format!("{base}{count}");
            }
            // A name that the glue does not speak of stays: then the two would no longer agree.
            if glue.contains(name.as_str()) {
                short.insert(name.clone(), candidate);
            }
        }
        short
    }
}

/// Names with a number behind, and what they become.
const NUMBERED: [(&str, &str); 3] = [
    ("__wbindgen_cast_", "cast"),
    ("__wbindgen_generic_", "cast"),
    ("__wasm_bindgen_func_elem_", "call"),
];

/// `appendChild` of `__wbg_appendChild_8b968c3ab8e96595`.
fn base(name: &str) -> &str {
    if let Some((_, base)) = NUMBERED.iter().find(|(prefix, _)| name.starts_with(prefix)) {
        return base;
    }
    let name = name.trim_start_matches("__wbg_").trim_start_matches("__");
    let name = match name.rsplit_once('_') {
        Some((front, digits)) if digits.trim_start_matches('h').len() == 16 => front,
        _ => name,
    };
    if name.starts_with("wasm_bindgen__") {
        "invoke"
    } else {
        name.trim_matches('_')
    }
}

/// Replaces whole words.
fn rename_words(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|letter| !is_word(letter)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    out
}

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

struct Section<'a> {
    id: u8,
    body: &'a [u8],
}

/// The sections of a module (WebAssembly 2.0, 5.5.2).
fn sections(wasm: &[u8]) -> anyhow::Result<Vec<Section<'_>>> {
    if !wasm.starts_with(b"\0asm\x01\0\0\0") {
        bail!("this is no wasm module");
    }
    let mut rest = &wasm[HEADER..];
    let mut sections = Vec::new();
    while let Some((&id, from)) = rest.split_first() {
        rest = from;
        let size = read_number(&mut rest)?;
        let (body, after) = rest.split_at_checked(size).context("the module ends too early")?;
        sections.push(Section { id, body });
        rest = after;
    }
    Ok(sections)
}

fn rewrite_imports(
    mut body: &[u8],
    rename_module: &mut dyn FnMut(&str) -> String,
    rename: &mut dyn FnMut(&str) -> String,
) -> anyhow::Result<Vec<u8>> {
    let count = read_number(&mut body)?;
    let mut out = Vec::with_capacity(body.len());
    write_number(&mut out, count);
    for _ in 0..count {
        let module = read_name(&mut body)?;
        write_name(&mut out, &rename_module(module));
        let name = rename(read_name(&mut body)?);
        write_name(&mut out, &name);
        let before = body;
        skip_import_kind(&mut body)?;
        out.extend(&before[..before.len() - body.len()]);
    }
    Ok(out)
}

fn skip_import_kind(body: &mut &[u8]) -> anyhow::Result<()> {
    let kind = read_byte(body)?;
    match kind {
        0 => drop(read_number(body)?),
        1 | 2 => {
            if kind == 1 {
                read_byte(body)?;
            }
            let has_maximum = read_number(body)? & 1 == 1;
            read_number(body)?;
            if has_maximum {
                read_number(body)?;
            }
        }
        3 => {
            read_byte(body)?;
            read_byte(body)?;
        }
        4 => {
            read_byte(body)?;
            read_number(body)?;
        }
        other => bail!("an import of kind {other} is not known"),
    }
    Ok(())
}

fn rewrite_exports(mut body: &[u8], rename: &mut dyn FnMut(&str) -> String) -> anyhow::Result<Vec<u8>> {
    let count = read_number(&mut body)?;
    let mut out = Vec::with_capacity(body.len());
    write_number(&mut out, count);
    for _ in 0..count {
        let name = rename(read_name(&mut body)?);
        write_name(&mut out, &name);
        out.push(read_byte(&mut body)?);
        let index = read_number(&mut body)?;
        write_number(&mut out, index);
    }
    Ok(out)
}

fn read_byte(body: &mut &[u8]) -> anyhow::Result<u8> {
    let (&byte, rest) = body.split_first().context("the module ends too early")?;
    *body = rest;
    Ok(byte)
}

/// A number in LEB128.
fn read_number(body: &mut &[u8]) -> anyhow::Result<usize> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let byte = read_byte(body)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(usize::try_from(number)?);
        }
    }
    bail!("a number in the module is too long")
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn read_name<'a>(body: &mut &'a [u8]) -> anyhow::Result<&'a str> {
    let length = read_number(body)?;
    let (name, rest) = body.split_at_checked(length).context("the module ends too early")?;
    *body = rest;
    Ok(std::str::from_utf8(name)?)
}

fn write_name(out: &mut Vec<u8>, name: &str) {
    write_number(out, name.len());
    out.extend(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with these imports and exports, all functions of type 0.
    fn module(from: &str, imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let mut import_body = Vec::new();
        write_number(&mut import_body, imports.len());
        for name in imports {
            write_name(&mut import_body, from);
            write_name(&mut import_body, name);
            import_body.extend([0, 0]);
        }
        let mut export_body = Vec::new();
        write_number(&mut export_body, exports.len());
        for name in exports {
            write_name(&mut export_body, name);
            export_body.extend([0, 0]);
        }
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        for (id, body) in [(1, vec![1, 0x60, 0, 0]), (IMPORTS, import_body), (EXPORTS, export_body)] {
            out.push(id);
            write_number(&mut out, body.len());
            out.extend(body);
        }
        out
    }

    #[test]
    fn glue_and_wasm_get_the_same_short_names() {
        let wasm = module(
            "./cart_bg.js",
            &[
                "__wbg_get_8b968c3ab8e96595",
                "__wbg_get_741ff2bb612836f5",
                "__wbindgen_init_externref_table",
            ],
            &[
                "mount",
                "wasm_bindgen__convert__closures_____invoke__h1caf46b38bb594b7",
                "__wasm_bindgen_func_elem_2930",
                "__wasm_bindgen_func_elem_2930_12",
            ],
        );
        let glue = "const i = { __wbg_get_8b968c3ab8e96595: f, __wbg_get_741ff2bb612836f5: g, __wbindgen_init_externref_table: h };\n\
                    wasm.wasm_bindgen__convert__closures_____invoke__h1caf46b38bb594b7(a); wasm.mount(__wbg_get_8b968c3ab8e965950);\n\
                    wasm.__wasm_bindgen_func_elem_2930(wasm.__wasm_bindgen_func_elem_2930_12());\n\
                    return { \"./cart_bg.js\": i };";
        let (glue, short) = shorten(glue, &wasm).unwrap();
        assert_eq!(
            glue,
            "const i = { get: f, get2: g, __wbindgen_init_externref_table: h };\nwasm.invoke(a); wasm.mount(__wbg_get_8b968c3ab8e965950);\nwasm.call(wasm.call2());\nreturn { \"0\": i };"
        );
        assert_eq!(
            short,
            module(
                "0",
                &["get", "get2", "__wbindgen_init_externref_table"],
                &["mount", "invoke", "call", "call2"]
            )
        );
    }

    #[test]
    fn a_name_that_is_taken_or_unspoken_is_left_alone() {
        let wasm = module(
            "env",
            &["__wbg_mount_8b968c3ab8e96595", "__wbg_gone_741ff2bb612836f5"],
            &["mount"],
        );
        let (glue, short) = shorten("__wbg_mount_8b968c3ab8e96595", &wasm).unwrap();
        assert_eq!(glue, "mount2");
        assert_eq!(
            short,
            module("0", &["mount2", "__wbg_gone_741ff2bb612836f5"], &["mount"])
        );
    }

    #[test]
    fn what_tools_noted_goes_and_names_stay() {
        let custom = |name: &str| {
            let mut body = Vec::new();
            write_name(&mut body, name);
            body.push(7);
            let mut section = vec![CUSTOM];
            write_number(&mut section, body.len());
            section.extend(body);
            section
        };
        let wasm = [module("0", &[], &[]), custom("name"), custom("producers")].concat();
        let (_, short) = shorten("", &wasm).unwrap();
        assert_eq!(short, [module("0", &[], &[]), custom("name")].concat());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten("", b"<!doctype html>").is_err());
        let mut cut = module("env", &["__wbg_get_8b968c3ab8e96595"], &[]);
        cut.truncate(30);
        assert!(shorten("", &cut).is_err());
    }
}

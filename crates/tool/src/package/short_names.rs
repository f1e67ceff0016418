//! Shortens the names that glue and wasm share.
//!
//! wasm-bindgen names each import by its function and 16 hexadecimal digits, in the glue and in the wasm. The digits do
//! not compress: they are 1.4 KB of a remote's download. `__wbg_appendChild_8b968c3ab8e96595` becomes `appendChild` in
//! both.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection, SectionId};
use wasmparser::{BinaryReader, ExportSectionReader, ImportSectionReader, Parser, Payload};

/// Custom sections about the tools that made the wasm: no browser reads them.
const NOTES_OF_TOOLS: [&str; 3] = ["producers", "target_features", "__wasm_split_unstable"];

/// Shortens the names that the glue and the wasm share.
pub fn shorten(glue: &str, wasm: &[u8]) -> anyhow::Result<(String, Vec<u8>)> {
    let sections = sections(wasm)?;
    let (mut names, mut modules) = (Names::default(), Modules::default());
    for section in &sections {
        if section.is(SectionId::Import) {
            for import in section.imports()?.into_imports() {
                let import = import?;
                modules.record(import.module);
                names.record(import.name);
            }
        } else if section.is(SectionId::Export) {
            for export in section.exports()? {
                names.record(export?.name);
            }
        }
    }
    let short = names.shortened(glue);
    let short_name = |name: &str| short.get(name).cloned().unwrap_or_else(|| name.to_owned());
    let mut out = Module::new();
    for section in &sections {
        if section.is(SectionId::Import) {
            out.section(&section.with_imports(&mut modules, short_name)?);
        } else if section.is(SectionId::Export) {
            out.section(&section.with_exports(short_name)?);
        } else {
            let (id, data) = (section.id, section.body);
            out.section(&RawSection { id, data });
        }
    }
    Ok((modules.rename_in(&rename_words(glue, &short))?, out.finish()))
}

/// One section of a module, as its bytes.
struct Section<'a> {
    id: u8,
    body: &'a [u8],
}

/// The sections of a module, without those about tools.
fn sections(wasm: &[u8]) -> anyhow::Result<Vec<Section<'_>>> {
    let mut sections = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("this is not a wasm module")?;
        if matches!(&payload, Payload::CustomSection(custom) if NOTES_OF_TOOLS.contains(&custom.name())) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let body = wasm.get(range).context("the module is truncated")?;
            sections.push(Section { id, body });
        }
    }
    Ok(sections)
}

impl<'a> Section<'a> {
    fn is(&self, id: SectionId) -> bool {
        self.id == u8::from(id)
    }

    fn imports(&self) -> anyhow::Result<ImportSectionReader<'a>> {
        Ok(ImportSectionReader::new(BinaryReader::new(self.body, 0))?)
    }

    fn exports(&self) -> anyhow::Result<ExportSectionReader<'a>> {
        Ok(ExportSectionReader::new(BinaryReader::new(self.body, 0))?)
    }

    fn with_imports(
        &self,
        modules: &mut Modules,
        short_name: impl Fn(&str) -> String,
    ) -> anyhow::Result<ImportSection> {
        let mut section = ImportSection::new();
        for import in self.imports()?.into_imports() {
            let import = import?;
            let kind = RoundtripReencoder.entity_type(import.ty);
            let kind = kind.with_context(|| format!("the import {} has an unknown kind", import.name))?;
            section.import(&modules.record(import.module), &short_name(import.name), kind);
        }
        Ok(section)
    }

    fn with_exports(&self, short_name: impl Fn(&str) -> String) -> anyhow::Result<ExportSection> {
        let mut section = ExportSection::new();
        for export in self.exports()? {
            let export = export?;
            let kind = RoundtripReencoder.export_kind(export.kind);
            let kind = kind.with_context(|| format!("the export {} has an unknown kind", export.name))?;
            section.export(&short_name(export.name), kind, export.index);
        }
        Ok(section)
    }
}

/// Modules that a wasm imports from. Each import repeats the full module name, but only the glue uses it.
#[derive(Default)]
struct Modules(Vec<String>);

impl Modules {
    /// Returns the module's new name.
    fn record(&mut self, module: &str) -> String {
        let index = self.0.iter().position(|known| known == module).unwrap_or_else(|| {
            self.0.push(module.to_owned());
            self.0.len() - 1
        });
        index.to_string()
    }

    /// Renames the modules in the glue, which provides each one by name: `"./cart_bg.js": import0,`.
    fn rename_in(&self, glue: &str) -> anyhow::Result<String> {
        let mut named = self.0.iter().enumerate();
        named.try_fold(glue.to_owned(), |glue, (index, module)| {
            let given = format!("\"{module}\":");
            if !glue.contains(&given) {
                bail!(
                    "the wasm imports from the module \"{module}\", which the glue does not provide; packaging was made for the glue \
                     of wasm-bindgen {}",
                    super::glue::MADE_FOR
                );
            }
            Ok(glue.replace(&given, &format!("\"{index}\":")))
        })
    }
}

/// The names that wasm-bindgen generated.
#[derive(Default)]
struct Names {
    made_up: Vec<String>,
    others: Vec<String>,
}

impl Names {
    fn record(&mut self, name: &str) {
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
    }

    /// A unique short name for each, which is no word of the glue.
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
            // A name without a use in the glue stays, because the two must agree.
            if glue.contains(name.as_str()) {
                short.insert(name.clone(), candidate);
            }
        }
        short
    }
}

/// Prefixes of numbered names, and their short forms.
const NUMBERED: [(&str, &str); 3] = [
    ("__wbindgen_cast_", "cast"),
    ("__wbindgen_generic_", "cast"),
    ("__wasm_bindgen_func_elem_", "call"),
];

/// `appendChild` for `__wbg_appendChild_8b968c3ab8e96595`.
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use wasm_encoder::{CustomSection, EntityType, ExportKind, TypeSection};

    use super::*;

    /// A module with these imports and exports, all functions of type 0.
    fn module(from: &str, imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut import_section, mut export_section) = (ImportSection::new(), ExportSection::new());
        for name in imports {
            import_section.import(from, name, EntityType::Function(0));
        }
        for name in exports {
            export_section.export(name, ExportKind::Func, 0);
        }
        module.section(&types).section(&import_section).section(&export_section);
        module.finish()
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
    fn a_taken_or_unused_name_is_kept() {
        let wasm = module(
            "env",
            &["__wbg_mount_8b968c3ab8e96595", "__wbg_gone_741ff2bb612836f5"],
            &["mount"],
        );
        let (glue, short) = shorten("__wbg_mount_8b968c3ab8e96595, \"env\": a", &wasm).unwrap();
        assert_eq!(glue, "mount2, \"0\": a");
        assert_eq!(
            short,
            module("0", &["mount2", "__wbg_gone_741ff2bb612836f5"], &["mount"])
        );
    }

    #[test]
    fn sections_of_tools_are_removed_and_names_stay() {
        let custom = |name: &str| {
            let section = CustomSection {
                name: name.into(),
                data: Cow::Borrowed(&[7]),
            };
            // A module with this section only, without its header.
            Module::new().section(&section).as_slice()[8..].to_vec()
        };
        let wasm = [module("0", &[], &[]), custom("name"), custom("producers")].concat();
        let (_, short) = shorten("", &wasm).unwrap();
        assert_eq!(short, [module("0", &[], &[]), custom("name")].concat());
    }

    #[test]
    fn a_module_that_the_glue_does_not_provide_is_refused() {
        let wasm = module("./cart_bg.js", &["__wbg_get_8b968c3ab8e96595"], &[]);
        let error = shorten("return { './cart_bg.js': i };", &wasm).unwrap_err().to_string();
        for part in ["./cart_bg.js", "made for the glue of wasm-bindgen 0.2.130"] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn invalid_wasm_is_refused() {
        assert!(shorten("", b"<!doctype html>").is_err());
        let mut cut = module("env", &["__wbg_get_8b968c3ab8e96595"], &[]);
        cut.truncate(30);
        assert!(shorten("", &cut).is_err());
    }
}

//! Edits of wasm-bindgen's glue: removes code that the pages do not use, and exports a function that hosts need.
//!
//! The edits match the output of one version of wasm-bindgen. For the output of another version the build fails: an
//! edit without a match would cost bytes, or leave a host unable to restart a remote.

use anyhow::bail;
use wasmparser::{BinaryReader, Parser, Payload, ProducersSectionReader};

/// The version of wasm-bindgen that the edits were made for.
pub(crate) const MADE_FOR: &str = "0.2.130";

/// One edit.
struct Edit {
    /// Text in every glue that the edit applies to.
    sign: &'static str,
    /// Whether every glue contains it; otherwise only the glue of apps that use it.
    is_in_every_glue: bool,
    /// Returns the edited glue; `None` if the glue differs from the expected text.
    apply: fn(&str) -> Option<String>,
}

const EDITS: [Edit; 8] = [
    // It would block the page, so no page calls it.
    Edit {
        sign: "initSync",
        is_in_every_glue: true,
        apply: without_init_sync,
    },
    // A warning for arguments that the pages do not pass.
    Edit {
        sign: "using deprecated parameters",
        is_in_every_glue: true,
        apply: without_deprecation_warning,
    },
    // Every browser that runs the wasm supports it.
    Edit {
        sign: "'encodeInto' in",
        is_in_every_glue: false,
        apply: |glue| with_block(glue, "\nif (!('encodeInto' in cachedTextEncoder)) {\n", "\n"),
    },
    // Every browser that runs the wasm supports it.
    Edit {
        sign: "typeof FinalizationRegistry",
        is_in_every_glue: false,
        apply: without_registry_stand_in,
    },
    // The caller that starts an app passes the verified wasm.
    Edit {
        sign: "module_or_path === undefined",
        is_in_every_glue: true,
        apply: |glue| without_inner_block(glue, "\n    if (module_or_path === undefined) {\n"),
    },
    Edit {
        sign: "typeof module_or_path === 'string'",
        is_in_every_glue: true,
        apply: |glue| without_inner_block(glue, "\n    if (typeof module_or_path === 'string' || "),
    },
    // The pages pass a response with `application/wasm` (start.js), and every browser supports streaming compilation.
    Edit {
        sign: "__wbg_load(",
        is_in_every_glue: true,
        apply: with_short_load,
    },
    // The long description of a JavaScript value. Debug builds show it to developers.
    Edit {
        sign: "function debugString(",
        is_in_every_glue: false,
        apply: with_short_debug_text,
    },
];

/// Exports the function that replaces the current instance by a fresh one, so that a host never calls a crashed
/// instance.
const RESET: Edit = Edit {
    sign: "__wbg_reset_state",
    is_in_every_glue: false,
    apply: |glue| {
        let is_there = glue.contains("function __wbg_reset_state () {\n");
        is_there.then(|| format!("{glue}\nexport {{ __wbg_reset_state as reset }};\n"))
    },
};

/// The glue without code that the pages do not use, and with the export `reset` if it can restart. `wasm` belongs to
/// the glue and contains the version of wasm-bindgen that wrote both.
///
/// # Errors
/// The glue differs from the text that the edits expect.
pub fn edited(glue: &str, wasm: &[u8]) -> anyhow::Result<String> {
    EDITS
        .iter()
        .chain([&RESET])
        .try_fold(glue.to_owned(), |glue, edit| match glue.contains(edit.sign) {
            false if !edit.is_in_every_glue => Ok(glue),
            false => mismatch(edit, wasm),
            true => (edit.apply)(&glue).map_or_else(|| mismatch(edit, wasm), Ok),
        })
}

fn mismatch(edit: &Edit, wasm: &[u8]) -> anyhow::Result<String> {
    let found = version_in(wasm).unwrap_or_else(|| "of an unknown version".into());
    bail!(
        "the glue does not look as expected at `{}`: packaging was made for the glue of wasm-bindgen {MADE_FOR}, and this one is \
         of wasm-bindgen {found}. Use wasm-bindgen {MADE_FOR} (`wasm-bindgen = \"={MADE_FOR}\"` in Cargo.toml), or a tarn \
         that was made for yours",
        edit.sign
    )
}

/// The version of wasm-bindgen in the section `producers` of its output.
fn version_in(wasm: &[u8]) -> Option<String> {
    let mut payloads = Parser::new(0).parse_all(wasm).map_while(Result::ok);
    let producers = payloads.find_map(|payload| match payload {
        Payload::CustomSection(section) if section.name() == "producers" => Some(section.data()),
        _ => None,
    })?;
    let fields = ProducersSectionReader::new(BinaryReader::new(producers, 0)).ok()?;
    let mut values = fields.into_iter().flatten().flat_map(|field| field.values);
    let version = values.find_map(|value| value.ok().filter(|value| value.name == "wasm-bindgen"))?;
    // The commit may follow in parentheses.
    version.version.split(' ').next().map(str::to_owned)
}

fn without_init_sync(glue: &str) -> Option<String> {
    const EXPORT: &str = "export { initSync, ";
    let glue = with_block(glue, "\nfunction initSync(", "\n")?;
    glue.contains(EXPORT).then(|| glue.replace(EXPORT, "export { "))
}

/// Removes the warnings, each of which is a line of its own.
fn without_deprecation_warning(glue: &str) -> Option<String> {
    let is_warning = |line: &str| {
        line.trim_start()
            .starts_with("console.warn('using deprecated parameters")
    };
    let (warnings, rest): (Vec<_>, Vec<_>) = glue.split_inclusive('\n').partition(|line| is_warning(line));
    (!warnings.is_empty()).then(|| rest.concat())
}

fn without_registry_stand_in(glue: &str) -> Option<String> {
    const STAND_IN: &str =
        "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : ";
    let glue = glue.replace(STAND_IN, "");
    (!glue.contains("typeof FinalizationRegistry")).then_some(glue)
}

fn with_short_load(glue: &str) -> Option<String> {
    const LOAD: &str = "\nasync function __wbg_load(module, imports) {\n";
    let short = format!(
        "{LOAD}    if (module instanceof Response) return WebAssembly.instantiateStreaming(module, imports);
    const instance = await WebAssembly.instantiate(module, imports);
    return instance instanceof WebAssembly.Instance ? {{ instance, module }} : instance;\n}}\n"
    );
    with_block(glue, LOAD, &short)
}

fn with_short_debug_text(glue: &str) -> Option<String> {
    const BEGIN: &str = "\nfunction debugString(val) {\n";
    let short = format!("{BEGIN}    try {{ return String(val); }} catch {{ return typeof val; }}\n}}\n");
    with_block(glue, BEGIN, &short)
}

/// The glue without a block inside a function.
fn without_inner_block(glue: &str, begin: &str) -> Option<String> {
    let (before, rest) = glue.split_once(begin)?;
    let (_, after) = rest.split_once("\n    }\n")?;
    Some(format!("{before}\n{after}"))
}

/// The glue with a replaced block, which ends at the first line with only a brace.
fn with_block(glue: &str, begin: &str, instead: &str) -> Option<String> {
    let (before, rest) = glue.split_once(begin)?;
    let (_, after) = rest.split_once("\n}\n")?;
    Some(format!("{before}{instead}{after}"))
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{Module, ProducersField, ProducersSection};

    use super::*;

    /// Text of every glue of wasm-bindgen 0.2.130, with shortened functions.
    const GLUE: &str = "let wasm;

async function __wbg_load(module, imports) {
    if (typeof Response === 'function' && module instanceof Response) {
        a();
    }
}

function initSync(module) {
    if (module !== undefined) {
        console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
    }
    return wasm;
}

async function __wbg_init_once(module_or_path) {
    if (module_or_path !== undefined) {
        console.warn('using deprecated parameters for the initialization function; pass a single object instead')
    }
    if (module_or_path === undefined) {
        module_or_path = new URL('cart_bg.wasm', import.meta.url);
    }
    const imports = __wbg_get_imports();
    if (typeof module_or_path === 'string' || b) {
        module_or_path = fetch(module_or_path);
    }
    const { instance, module } = await __wbg_load(await module_or_path, imports);
}

export { initSync, __wbg_init as default };
";

    /// Text of some glue only.
    const RESET_STATE: &str = "\nfunction __wbg_reset_state () {\n    wasm = undefined;\n}\n";
    const ENCODE_INTO: &str = "\nif (!('encodeInto' in cachedTextEncoder)) {\n    b;\n}\n";
    const DEBUG_STRING: &str = "\nfunction debugString(val) {\n    switch (val) {\n    }\n}\n";
    const REGISTRY: &str = "const A = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new FinalizationRegistry(x);\n";

    fn wasm(version: &str) -> Vec<u8> {
        let mut field = ProducersField::new();
        field.value("walrus", "0.26.4").value("wasm-bindgen", version);
        let mut producers = ProducersSection::new();
        producers.field("processed-by", &field);
        let mut module = Module::new();
        module.section(&producers);
        module.finish()
    }

    #[test]
    fn unused_code_is_removed() {
        assert_eq!(
            edited(GLUE, &wasm("0.2.130")).unwrap(),
            "let wasm;

async function __wbg_load(module, imports) {
    if (module instanceof Response) return WebAssembly.instantiateStreaming(module, imports);
    const instance = await WebAssembly.instantiate(module, imports);
    return instance instanceof WebAssembly.Instance ? { instance, module } : instance;
}


async function __wbg_init_once(module_or_path) {
    if (module_or_path !== undefined) {
    }
    const imports = __wbg_get_imports();
    const { instance, module } = await __wbg_load(await module_or_path, imports);
}

export { __wbg_init as default };
"
        );
    }

    #[test]
    fn fallbacks_for_old_browsers_are_removed_and_debug_strings_are_short() {
        let glue = edited(
            &format!("{REGISTRY}{ENCODE_INTO}{DEBUG_STRING}{GLUE}"),
            &wasm("0.2.130"),
        )
        .unwrap();
        assert!(
            glue.starts_with(
                "const A = new FinalizationRegistry(x);\n\n\nfunction debugString(val) {\n    try { return String(val); } catch { return typeof val; }\n}\nlet wasm;"
            ),
            "{glue}"
        );
    }

    #[test]
    fn a_restartable_glue_exports_its_reset() {
        let glue = edited(&format!("{RESET_STATE}{GLUE}"), &wasm("0.2.130")).unwrap();
        assert!(glue.ends_with("\nexport { __wbg_reset_state as reset };\n"), "{glue}");
        // The glue of an app without snippets begins with it.
        let first = format!("{}{GLUE}", RESET_STATE.trim_start());
        assert!(edited(&first, &wasm("0.2.130")).unwrap().contains(" as reset }"));
        assert!(!edited(GLUE, &wasm("0.2.130")).unwrap().contains("reset"));
    }

    #[test]
    fn an_unexpected_glue_is_refused_with_both_versions() {
        let whole = format!("{RESET_STATE}{REGISTRY}{ENCODE_INTO}{DEBUG_STRING}{GLUE}");
        edited(&whole, &wasm("0.2.130")).unwrap();
        for (old, new) in [
            ("function initSync(module)", "const initSync = (module)"),
            ("initSync", "startSync"),
            (
                "export { initSync, __wbg_init as default }",
                "export { __wbg_init as default, initSync }",
            ),
            ("        console.warn('using", "        if (a) console.warn('using"),
            ("using deprecated", "using old"),
            (
                "if (!('encodeInto' in cachedTextEncoder)) {",
                "if (!('encodeInto' in encoder)) {",
            ),
            ("? { register: () => {}, unregister", "? { unregister"),
            (
                "if (module_or_path === undefined) {",
                "if (module_or_path === undefined)\n    {",
            ),
            ("module_or_path === undefined", "module === undefined"),
            (
                "    if (typeof module_or_path === 'string' || b) {",
                "    if (b || typeof module_or_path === 'string') {",
            ),
            (
                "async function __wbg_load(module, imports) {",
                "async function __wbg_load(imports, module) {",
            ),
            ("__wbg_load", "__wbg_compile"),
            ("function debugString(val) {", "function debugString(value) {"),
            ("function __wbg_reset_state () {", "function __wbg_reset_state() {"),
        ] {
            let glue = whole.replace(old, new);
            assert_ne!(glue, whole, "{old}");
            let error = edited(&glue, &wasm("0.2.140 (abcdef)")).expect_err(new).to_string();
            for part in ["made for the glue of wasm-bindgen 0.2.130", "of wasm-bindgen 0.2.140."] {
                assert!(error.contains(part), "{new}: {error}");
            }
        }
    }

    #[test]
    fn a_wasm_without_producers_has_an_unknown_version() {
        let error = edited("", b"\0asm\x01\0\0\0").unwrap_err().to_string();
        assert!(error.contains("of an unknown version"), "{error}");
    }
}

//! What of the glue nobody needs goes, and what a host needs is exported.

/// The glue without what pages of ours do not use.
pub fn lean(glue: &str) -> String {
    let glue = without_init_sync(glue);
    let glue = without_advice(&without_stand_ins(&glue));
    without_debug_texts(&glue)
}

/// Takes `initSync` out of the glue: a page would have to wait for it, so nobody here calls it.
fn without_init_sync(glue: &str) -> String {
    if !glue.contains("export { initSync, ") {
        return glue.to_owned();
    }
    with_block(glue, "\nfunction initSync(", "\n").replace("export { initSync, ", "export { ")
}

/// Takes out the two warnings for who calls the glue in other ways than a page of ours does: each is a line of its own.
fn without_advice(glue: &str) -> String {
    let is_advice = |line: &str| {
        let line = line.trim_start();
        line.starts_with("console.warn('using deprecated parameters")
            || line.starts_with("console.warn(\"`WebAssembly.instantiateStreaming` failed because")
    };
    glue.split_inclusive('\n').filter(|line| !is_advice(line)).collect()
}

/// Takes out the long way of saying what a JavaScript value is: who develops sees it in a debug build, nobody else does.
fn without_debug_texts(glue: &str) -> String {
    const BEGIN: &str = "\nfunction debugString(val) {\n";
    with_block(
        glue,
        BEGIN,
        &format!("{BEGIN}    try {{ return String(val); }} catch {{ return typeof val; }}\n}}\n"),
    )
}

/// Takes out what stands in for things that every browser has which runs our wasm at all: `encodeInto`, a registry of what is
/// garbage, and compiling what streams in: our pages give it an answer that says `application/wasm` (start.js). Nor is there
/// a wasm to be found where none was given: who starts an app gives it, verified.
fn without_stand_ins(glue: &str) -> String {
    const LOAD: &str = "\nasync function __wbg_load(module, imports) {\n";
    let glue = with_block(glue, "\nif (!('encodeInto' in cachedTextEncoder)) {\n", "\n");
    let glue = glue.replace(
        "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : ",
        "",
    );
    let glue = without_inner_block(&glue, "\n    if (module_or_path === undefined) {\n");
    let glue = without_inner_block(&glue, "\n    if (typeof module_or_path === 'string' || ");
    with_block(
        &glue,
        LOAD,
        &format!(
            "{LOAD}    if (module instanceof Response) return WebAssembly.instantiateStreaming(module, imports);
    const instance = await WebAssembly.instantiate(module, imports);
    return instance instanceof WebAssembly.Instance ? {{ instance, module }} : instance;\n}}\n"
        ),
    )
}

/// The glue without a block within a function.
fn without_inner_block(glue: &str, begin: &str) -> String {
    let block = glue
        .split_once(begin)
        .and_then(|(before, rest)| Some((before, rest.split_once("\n    }\n")?)));
    match block {
        Some((before, (_, after))) => format!("{before}\n{after}"),
        None => glue.to_owned(),
    }
}

/// The glue with something else in place of a block, which ends at the first line that is a brace alone; as it is, if it has none.
fn with_block(glue: &str, begin: &str, instead: &str) -> String {
    let block = glue
        .split_once(begin)
        .and_then(|(before, rest)| Some((before, rest.split_once("\n}\n")?)));
    match block {
        Some((before, (_, after))) => format!("{before}{instead}{after}"),
        None => glue.to_owned(),
    }
}

/// Exports what puts a fresh instance in place of the present one, so that a host need not call into one that has crashed.
pub fn with_reset(glue: String) -> String {
    if glue.contains("function __wbg_reset_state") {
        glue + "\nexport { __wbg_reset_state as reset };\n"
    } else {
        glue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_start_that_is_used_stays() {
        let glue = "let a;\n\nfunction initSync(module) {\n    if (a) {\n    }\n    return a;\n}\n\nasync function init() {\n}\n\nexport { initSync, init as default };\n";
        assert_eq!(
            without_init_sync(glue),
            "let a;\n\n\nasync function init() {\n}\n\nexport { init as default };\n"
        );
        assert_eq!(
            without_init_sync("export { init as default };"),
            "export { init as default };"
        );
    }

    #[test]
    fn a_glue_that_can_begin_anew_exports_how() {
        let glue = "function __wbg_reset_state () {\n}\n";
        assert!(with_reset(glue.to_owned()).contains("export { __wbg_reset_state as reset };"));
        assert_eq!(with_reset("export {};".to_owned()), "export {};");
    }

    #[test]
    fn advice_to_others_goes() {
        let glue = "if (a) {\n    b();\n} else {\n    console.warn('using deprecated parameters for x')\n}\nconsole.warn('why');\n";
        assert_eq!(
            without_advice(glue),
            "if (a) {\n    b();\n} else {\n}\nconsole.warn('why');\n"
        );
    }

    #[test]
    fn nothing_stands_in_for_what_every_browser_has() {
        let inner = "    if (module_or_path === undefined) {\n        c;\n    }\n    e;\n    if (typeof module_or_path === 'string' || c) {\n        c;\n    }\n";
        assert_eq!(
            without_stand_ins(&format!("function() {{\n{inner}    f;\n}}\n")),
            "function() {\n    e;\n    f;\n}\n"
        );
        let registry = "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new FinalizationRegistry(x)";
        assert_eq!(without_stand_ins(registry), "new FinalizationRegistry(x)");
        let glue = "a;\nif (!('encodeInto' in cachedTextEncoder)) {\n    b;\n}\n\nasync function __wbg_load(module, imports) {\n    c;\n}\nd;\n";
        let lean = without_stand_ins(glue);
        assert!(!lean.contains("encodeInto") && !lean.contains("c;"), "{lean}");
        assert!(lean.starts_with("a;\n") && lean.ends_with("}\nd;\n"), "{lean}");
        assert_eq!(without_stand_ins("a;"), "a;");
    }

    #[test]
    fn what_a_value_is_takes_one_line_to_say() {
        let glue = "a;\n\nfunction debugString(val) {\n    switch (val) {\n    }\n}\n\nfunction b() {\n}\n";
        assert_eq!(
            without_debug_texts(glue),
            "a;\n\nfunction debugString(val) {\n    try { return String(val); } catch { return typeof val; }\n}\n\nfunction b() {\n}\n"
        );
        assert_eq!(without_debug_texts("a;"), "a;");
    }
}

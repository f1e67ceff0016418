//! What of the glue nobody needs goes, and what a host needs is exported.

/// Takes `initSync` out of the glue: a page would have to wait for it, so nobody here calls it.
pub(crate) fn without_init_sync(glue: &str) -> String {
    const BEGIN: &str = "\nfunction initSync(";
    let Some((before, rest)) = glue.split_once(BEGIN) else {
        return glue.to_owned();
    };
    // The function ends at the first line that is a brace alone.
    let (Some((_, after)), true) = (rest.split_once("\n}\n"), glue.contains("export { initSync, ")) else {
        return glue.to_owned();
    };
    format!("{before}\n{after}").replace("export { initSync, ", "export { ")
}

/// Takes out the two warnings for who calls the glue in other ways than a page of ours does: each is a line of its own.
pub(crate) fn without_advice(glue: &str) -> String {
    let is_advice = |line: &str| {
        let line = line.trim_start();
        line.starts_with("console.warn('using deprecated parameters")
            || line.starts_with("console.warn(\"`WebAssembly.instantiateStreaming` failed because")
    };
    glue.split_inclusive('\n').filter(|line| !is_advice(line)).collect()
}

/// Takes out the long way of saying what a JavaScript value is: who develops sees it in a debug build, nobody else does.
pub(crate) fn without_debug_texts(glue: &str) -> String {
    const BEGIN: &str = "\nfunction debugString(val) {\n";
    let Some((before, (_, after))) = glue
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once("\n}\n")?)))
    else {
        return glue.to_owned();
    };
    format!("{before}{BEGIN}    try {{ return String(val); }} catch {{ return typeof val; }}\n}}\n{after}")
}

/// Exports what puts a fresh instance in place of the present one, so that a host need not call into one that has crashed.
pub(crate) fn with_reset(glue: String) -> String {
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
    fn what_a_value_is_takes_one_line_to_say() {
        let glue = "a;\n\nfunction debugString(val) {\n    switch (val) {\n    }\n}\n\nfunction b() {\n}\n";
        assert_eq!(
            without_debug_texts(glue),
            "a;\n\nfunction debugString(val) {\n    try { return String(val); } catch { return typeof val; }\n}\n\nfunction b() {\n}\n"
        );
        assert_eq!(without_debug_texts("a;"), "a;");
    }
}

//! docs/browsers.md names every feature of CSS and wasm in use that not every browser has, and the first browsers with
//! all necessary ones.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Features of every browser that runs wasm with ES modules (Chrome 69, Safari 13, Firefox 63); they need no row.
const EVERYWHERE: &str = "
    @keyframes @media @supports
    :active :after :before :disabled :empty :first-child :focus :host :hover :last-child :not :root :placeholder :selection
    :-webkit-inner-spin-button
    brightness() calc() inset() linear-gradient() minmax() repeat() rgb() rgba() url() var()
    % ch deg em fr ms px rem s turn vh vw
    -webkit-box-orient -webkit-line-clamp -webkit-text-size-adjust align-content align-items align-self animation background
    background-image background-position border border-bottom border-color border-left border-radius border-right-color
    border-style border-top border-top-style border-width bottom box-shadow box-sizing clip-path color column-gap content cursor display filter flex
    flex-direction flex-wrap font font-family font-size font-variant-numeric font-weight grid-area grid-column grid-row
    grid-template grid-template-columns height justify-content justify-items justify-self left letter-spacing line-height
    list-style margin margin-bottom margin-inline-end margin-inline-start margin-left margin-right margin-top max-height
    max-width min-height min-width object-fit opacity order outline outline-color outline-offset overflow overflow-wrap
    overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top place-items pointer-events position
    resize right scroll-behavior scroll-margin-top scroll-padding-bottom scroll-padding-top text-align text-decoration text-decoration-color
    text-overflow text-size-adjust text-transform top transform transition visibility white-space width word-break z-index";

/// JavaScript features that not every browser has, and their form in a script. Unused ones are listed so that their
/// first use is noticed.
const YOUNG: &[(&str, &str)] = &[
    ("Object.hasOwn", "Object.hasOwn"),
    ("reportError", "reportError"),
    ("replaceChildren", "replaceChildren"),
    ("compileStreaming", "compileStreaming"),
    ("addEventListener` with `signal", "{ signal: end.signal, passive"),
    ("??=", "??="),
    ("structuredClone", "structuredClone("),
    ("AbortSignal.timeout", "AbortSignal.timeout"),
    ("AbortSignal.any", "AbortSignal.any("),
    ("BroadcastChannel", "BroadcastChannel("),
    ("navigator.locks", "navigator.locks"),
    ("requestIdleCallback", "requestIdleCallback"),
    ("navigation.addEventListener", "navigation.addEventListener"),
    ("serverTiming", "serverTiming"),
    ("modulepreload", "\"modulepreload\""),
    ("fetchPriority", "fetchPriority"),
    ("at", ".at(-"),
    ("findLast", ".findLast"),
    ("with", ".with("),
    ("toSorted", ".toSorted("),
    ("toSpliced", ".toSpliced("),
    ("groupBy", "groupBy("),
    ("withResolvers", "Promise.withResolvers"),
    ("Promise.any", "Promise.any("),
    ("Promise.try", "Promise.try"),
    ("Array.fromAsync", "Array.fromAsync"),
    ("randomUUID", "randomUUID"),
    ("canParse", "URL.canParse"),
    ("URLPattern", "URLPattern"),
    ("scheduler", "scheduler."),
    ("startViewTransition", "startViewTransition"),
    ("lookbehind", "(?<"),
    ("static blocks", "static {"),
    ("adoptedStyleSheets", "adoptedStyleSheets"),
    ("showModal", "showModal"),
    ("showPopover", "showPopover"),
    ("Response.json", "Response.json("),
];

/// Folders whose scripts run in shoppers' browsers.
const SCRIPTS: &[&str] = &[
    "crates/base-path/src",
    "crates/capabilities/src",
    "crates/federation/src",
    "host",
    "crates/view/src",
    "crates/page/src",
    "crates/query/src",
    "crates/store/src",
    "shop/checkout/src",
    "shop/page/src",
    "remotes",
    "shop/api/src",
    "shared-store/src",
    "shop/ui",
    "shop/standalone",
    "crates/wire/src",
    "crates/tool/src/package",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Style sheets of shoppers and developers.
fn style_sheets() -> Vec<String> {
    let mut sheets = vec![
        read("shop/ui/design.css"),
        read("host/host.css"),
        read("devtools/tools.css"),
    ];
    for remote in fs::read_dir(root().join("remotes")).unwrap() {
        let folder = remote.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        sheets.extend(fs::read_to_string(folder.join(format!("{name}.css"))));
    }
    assert!(sheets.len() > 5);
    sheets
}

/// The style sheet without comments, strings and addresses.
fn plain(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(start) = rest.find(['"', '/', '\'']) {
        out.push_str(&rest[..start]);
        let quote = &rest[start..=start];
        let (skip, end) = match quote {
            "/" if rest[start..].starts_with("/*") => (2, "*/"),
            "/" => {
                out.push('/');
                rest = &rest[start + 1..];
                continue;
            }
            quote => (1, quote),
        };
        let after = &rest[start + skip..];
        rest = after.find(end).map_or("", |at| &after[at + end.len()..]);
    }
    out + rest
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn name_at(text: &str) -> &str {
    &text[..text.find(|c| !is_name(c)).unwrap_or(text.len())]
}

/// The features of a style sheet: `@rules`, `:pseudo` classes and elements (one colon), `functions()`, units and
/// properties.
fn features(css: &str) -> BTreeSet<String> {
    let css = plain(css);
    let mut found = BTreeSet::new();
    for (at, c) in css.char_indices() {
        let rest = &css[at + c.len_utf8()..];
        let before = css[..at].chars().next_back().unwrap_or(' ');
        match c {
            '@' => drop(found.insert(format!("@{}", name_at(rest)))),
            // A declaration's colon has a space after it; a selector's has a name and a brace before the next
            // semicolon.
            ':' if rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '-') && is_selector(rest) => {
                found.insert(format!(":{}", name_at(rest)));
            }
            '(' => {
                let name: String = css[..at].chars().rev().take_while(|c| is_name(*c)).collect();
                let name: String = name.chars().rev().collect();
                let is_pseudo = css[..at - name.len()].ends_with(':');
                if name.starts_with(|c: char| c.is_ascii_lowercase()) && !is_pseudo && name != "and" && name != "not" {
                    found.insert(format!("{name}()"));
                }
            }
            '{' | ';' | '}' => {
                let name = name_at(rest.trim_start());
                let after = rest.trim_start()[name.len()..].trim_start();
                if after.starts_with(':') && !name.starts_with("--") && !name.is_empty() && !is_selector(&after[1..]) {
                    found.insert(name.to_owned());
                }
            }
            _ if c.is_ascii_digit() && !is_name(before) && before != '#' => {
                let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                let unit = if unit.starts_with('%') { "%" } else { name_at(unit) };
                if !unit.is_empty() && unit.chars().all(|c| c.is_ascii_lowercase() || c == '%') {
                    found.insert(unit.to_owned());
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether the text after a colon belongs to a selector: a block begins before the declaration would end.
fn is_selector(rest: &str) -> bool {
    rest.find(['{', ';', '}']).is_some_and(|at| rest[at..].starts_with('{'))
}

/// The wasm features of `--enable-...`.
fn wasm_features() -> BTreeSet<String> {
    let page = read("host/index.html");
    let flags = page.split("--enable-").skip(1);
    flags.map(|flag| name_at(flag).to_owned()).collect()
}

/// The text of all scripts below a folder.
fn scripts(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| !path.ends_with("dist") && !path.ends_with("target"))
        .map(|path| match path.is_dir() {
            true => scripts(&path),
            false if path.extension().is_some_and(|extension| extension == "js") => fs::read_to_string(path).unwrap(),
            false => String::new(),
        })
        .collect()
}

/// A script without its comment lines.
fn code(script: &str) -> String {
    let is_code = |line: &&str| {
        !["//", "/*", "*"]
            .iter()
            .any(|begin| line.trim_start().starts_with(begin))
    };
    script.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

fn js_features(script: &str) -> BTreeSet<String> {
    let script = code(script);
    let used = YOUNG.iter().filter(|(_, looks)| script.contains(looks));
    used.map(|(feature, _)| (*feature).to_owned()).collect()
}

fn all_js_features() -> BTreeSet<String> {
    js_features(
        &SCRIPTS
            .iter()
            .map(|folder| scripts(&root().join(folder)))
            .collect::<String>(),
    )
}

struct Row {
    kind: String,
    feature: String,
    versions: [f64; 3],
    is_needed: bool,
}

fn rows() -> Vec<Row> {
    let docs = read("docs/browsers.md");
    let rows = docs.lines().filter(|line| {
        ["| css ", "| js ", "| wasm "]
            .iter()
            .any(|begin| line.starts_with(begin))
    });
    rows.map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let (kind, feature) = cells[1].split_once(' ').unwrap();
        Row {
            kind: kind.into(),
            feature: feature.trim_matches('`').into(),
            // Not in any released version.
            versions: [2, 3, 4].map(|cell| match cells[cell] {
                "none" => f64::INFINITY,
                version => version.parse().unwrap(),
            }),
            is_needed: cells[5].is_empty(),
        }
    })
    .collect()
}

/// Features that are neither universal nor in the table.
fn untold(found: &BTreeSet<String>, kind: &str) -> Vec<String> {
    let everywhere: BTreeSet<_> = EVERYWHERE.split_whitespace().collect();
    let told: BTreeSet<_> = rows()
        .into_iter()
        .filter(|row| row.kind == kind)
        .map(|row| row.feature)
        .collect();
    let is_told = |feature: &String| told.contains(feature) || kind == "css" && everywhere.contains(feature.as_str());
    found.iter().filter(|feature| !is_told(feature)).cloned().collect()
}

fn css_features() -> BTreeSet<String> {
    style_sheets().iter().flat_map(|sheet| features(sheet)).collect()
}

#[test]
fn every_used_feature_that_is_not_universal_is_in_the_table() {
    assert_eq!(
        untold(&css_features(), "css"),
        Vec::<String>::new(),
        "add a row to docs/browsers.md"
    );
    assert_eq!(
        untold(&wasm_features(), "wasm"),
        Vec::<String>::new(),
        "add a row to docs/browsers.md"
    );
    assert_eq!(
        untold(&all_js_features(), "js"),
        Vec::<String>::new(),
        "add a row to docs/browsers.md"
    );
}

#[test]
fn every_row_of_the_table_is_in_use() {
    let (css, wasm, js) = (css_features(), wasm_features(), all_js_features());
    let is_used = |row: &Row| match row.kind.as_str() {
        "css" => css.contains(&row.feature),
        "js" => js.contains(&row.feature),
        _ => wasm.contains(&row.feature),
    };
    let unused: Vec<_> = rows()
        .into_iter()
        .filter(|row| !is_used(row))
        .map(|row| row.feature)
        .collect();
    assert_eq!(unused, Vec::<String>::new(), "remove the row from docs/browsers.md");
}

#[test]
fn the_named_browsers_are_the_first_with_all_necessary_features() {
    let docs = read("docs/browsers.md");
    let needed: Vec<_> = rows().into_iter().filter(|row| row.is_needed).collect();
    for (index, name) in ["Chrome and Edge ", "Safari and iOS ", "Firefox "].iter().enumerate() {
        let first = needed.iter().map(|row| row.versions[index]).fold(0.0, f64::max);
        assert!(
            docs.contains(&format!("**{name}{first}**")),
            "{name}: the first version with all necessary features is {first}"
        );
        let deciding: Vec<_> = needed.iter().filter(|row| row.versions[index] >= first).collect();
        let features = deciding
            .iter()
            .map(|row| format!("{} `{}`", row.kind, row.feature))
            .collect::<Vec<_>>();
        let line = format!("| {name}{first} | {} |", features.join(", "));
        assert!(docs.lines().any(|known| known == line), "there is no line {line}");
    }
}

#[test]
fn a_young_feature_of_javascript_is_found_and_a_comment_is_none() {
    let script = "// structuredClone( is not asked\n  list.at(-1);\n  x ??= /(?<=a)b/;";
    let found: Vec<_> = js_features(script).into_iter().collect();
    assert_eq!(found, ["??=", "at", "lookbehind"]);
}

#[test]
fn features_of_a_style_sheet_are_found() {
    let css = r#"@scope (.a) { p:hover:nth-of-type(2) { color: color-mix(in srgb, red, blue); min-height: 100dvh } }
        .x { --light: light-dark(#fff, #000); background: url("x:has(y)") } /* oklch(1) */ a::marker{text-wrap:pretty}"#;
    let found = features(css);
    for feature in [
        "@scope",
        ":hover",
        ":nth-of-type",
        "color-mix()",
        "light-dark()",
        "dvh",
        ":marker",
        "text-wrap",
        "color",
    ] {
        assert!(found.contains(feature), "{feature} not in {found:?}");
    }
    for no_feature in [":has", "oklch()", "--light", "srgb"] {
        assert!(!found.contains(no_feature), "{no_feature} in {found:?}");
    }
    let untold = untold(&found, "css");
    assert!(
        untold.contains(&"light-dark()".to_owned()) && untold.contains(&"@scope".to_owned()),
        "{untold:?}"
    );
}

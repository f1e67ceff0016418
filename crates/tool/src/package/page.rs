//! The page: every reference to a file of the build leads into its folder, with its integrity.

use anyhow::bail;

use super::file_set::FileSet;

/// What stands in every page, and what stands in the host's beside it.
const START: &str = include_str!("start.js");
const AHEAD: &str = include_str!("ahead.js");

/// The script that starts the app. `requires` is what a remote of today says it requires, as JSON: given for the host, which loads
/// remotes ahead.
pub fn script(public_url: &str, folder: &str, files: &FileSet, requires: Option<&str>) -> anyhow::Result<String> {
    let (glue, wasm) = (files.glue()?, files.wasm()?);
    let integrity = files.integrity(wasm).unwrap_or_default();
    // A page at the root of its site is at the base path, wherever that is; the others are beside their files.
    let base = match public_url {
        "/" => "document.documentElement.dataset.basePath ?? \"/\"".to_owned(),
        beside => format!("{beside:?}"),
    };
    let mut script = START
        .replace("{base}", &base)
        .replace("{wasm}", &format!("{folder}/{wasm}"))
        .replace("{glue}", &format!("{folder}/{glue}"))
        .replace("{integrity}", &integrity);
    if let Some(requires) = requires {
        script.push_str(&AHEAD.replace("{requires}", requires));
    }
    Ok(script)
}

/// Rewrites what trunk made. `folder` is relative to `public_url`, which all of trunk's references start with. Links to
/// `dropped` files go; references to anything else stay as they are. Trunk's own script, which would load the wasm without
/// verifying it, gives way to `script`.
pub fn rewrite(
    html: &str,
    public_url: &str,
    folder: &str,
    files: &FileSet,
    dropped: &[String],
    script: &str,
) -> anyhow::Result<String> {
    let (glue, wasm) = (files.glue()?, files.wasm()?);
    let mut page = String::with_capacity(html.len() + 2048);
    let mut scripts = String::new();
    let mut is_started = false;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        page.push_str(&rest[..start]);
        rest = &rest[start..];
        let tag = &rest[..tag_length(rest)];
        rest = &rest[tag.len()..];
        let is_to = |name: &str| tag.contains(&format!("href=\"{public_url}{name}\""));
        if tag.starts_with("<link") && (is_to(wasm) || dropped.iter().any(|name| is_to(name))) {
            continue;
        }
        let rewritten = rewrite_tag(tag, public_url, folder, files);
        if tag.starts_with("<link") && tag.contains("modulepreload") {
            scripts.push_str(&rewritten);
            continue;
        }
        if tag.starts_with("<script") {
            let end = rest.find("</script").unwrap_or(rest.len());
            let (script, after) = rest.split_at(end);
            if script.contains(&format!("'{public_url}{glue}'")) {
                is_started = true;
                rest = after.split_once('>').map_or("", |(_, rest)| rest);
                continue;
            }
            page.push_str(&rewritten);
            page.push_str(script);
            rest = after;
            continue;
        }
        page.push_str(&rewritten);
    }
    page.push_str(rest);
    if !is_started {
        bail!("index.html loads no glue: nothing in it refers to {public_url}{glue}");
    }
    let mut page = without_indentation(&page);
    scripts.push_str(&format!("<script>{script}</script>"));
    // Before the styles: a script after them would wait for them.
    let place = page
        .find("<link rel=\"stylesheet\"")
        .or_else(|| page.find("</head>"))
        .unwrap_or(0);
    page.insert_str(place, &scripts);
    Ok(page)
}

/// The lines as they are, but for the spaces before them and for those that are empty: 25 bytes of the host after brotli.
fn without_indentation(html: &str) -> String {
    let lines = html.lines().map(str::trim_start).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Up to and with the `>` that ends it; a `>` inside quotes does not.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (position, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return position + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn rewrite_tag(tag: &str, public_url: &str, folder: &str, files: &FileSet) -> String {
    if !tag.starts_with("<link") && !tag.starts_with("<script") {
        return tag.to_owned();
    }
    for name in files.files.keys() {
        for attribute in ["href", "src"] {
            let old = format!("{attribute}=\"{public_url}{name}\"");
            if !tag.contains(&old) {
                continue;
            }
            let mut new = format!("{attribute}=\"{public_url}{folder}/{name}\"");
            if let Some(integrity) = files.integrity(name) {
                new.push_str(&format!(" integrity=\"{integrity}\""));
            }
            return without_integrity(tag).replace(&old, &new);
        }
    }
    tag.to_owned()
}

/// The tag without an `integrity` that somebody computed over other bytes.
fn without_integrity(tag: &str) -> String {
    let Some((before, after)) = tag.split_once(" integrity=\"") else {
        return tag.to_owned();
    };
    match after.split_once('"') {
        Some((_, after)) => format!("{before}{after}"),
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::file_set::example;
    use super::*;

    fn files() -> FileSet {
        example(&[
            ("cart.js", "js"),
            ("cart_bg.wasm", "wasm"),
            ("cart.css", "css"),
            ("design.css", "design"),
            ("snippets/a-1/inline0.js", "snippet"),
        ])
    }

    const SCRIPT: &str = "start()";

    /// What trunk 0.21 writes, with its own idea of integrity in one place.
    const PAGE: &str = r#"<!doctype html>
<title>1 < 2</title>
<link rel="stylesheet" href="./design.css"/>
<link rel="stylesheet" href="./cart.css" integrity="sha384-old"/>
<link rel="icon" href="./icon.svg">
<script type="module">
import init, * as bindings from './cart.js';
const wasm = await init({ module_or_path: './cart_bg.wasm' });
</script>
<script>if (1 < 2) note("./cart.json")</script>
<link rel="modulepreload" href="./cart.js" crossorigin="anonymous"><link rel="modulepreload" href="./snippets/a-1/inline0.js" crossorigin="anonymous"><link rel="preload" href="./cart_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm">
<body data-note="./cart.js > here">"#;

    #[test]
    fn every_reference_leads_into_the_folder() {
        let page = rewrite(PAGE, "./", "abc", &files(), &[], SCRIPT).unwrap();
        for expected in [
            "<script>start()</script>",
            "href=\"./abc/cart.js\"",
            "href=\"./abc/design.css\"",
            "href=\"./abc/cart.css\"",
            "href=\"./abc/snippets/a-1/inline0.js\"",
        ] {
            assert!(page.contains(expected), "{expected} not in {page}");
        }
    }

    #[test]
    fn everything_else_stays() {
        let page = rewrite(PAGE, "./", "abc", &files(), &[], SCRIPT).unwrap();
        for expected in [
            "<title>1 < 2</title>",
            "href=\"./icon.svg\"",
            "note(\"./cart.json\")</script>",
            "data-note=\"./cart.js > here\"",
        ] {
            assert!(page.contains(expected), "{expected} not in {page}");
        }
    }

    #[test]
    fn scripts_and_styles_get_the_integrity_of_their_final_bytes() {
        let files = files();
        let page = rewrite(PAGE, "./", "abc", &files, &[], SCRIPT).unwrap();
        assert!(!page.contains("sha384-old"));
        for name in ["cart.js", "cart.css", "design.css", "snippets/a-1/inline0.js"] {
            let expected = format!("href=\"./abc/{name}\" integrity=\"{}\"", files.integrity(name).unwrap());
            assert!(page.contains(&expected), "{expected} not in {page}");
        }
        assert!(!page.contains("href=\"./abc/cart_bg.wasm\""), "{page}");
    }

    #[test]
    fn the_host_refers_to_absolute_addresses() {
        let page = rewrite(&PAGE.replace("./", "/"), "/", "assets/abc", &files(), &[], SCRIPT).unwrap();
        assert!(page.contains("href=\"/assets/abc/cart.js\""));
        assert!(page.contains("href=\"/assets/abc/design.css\""));
    }

    #[test]
    fn a_page_that_loads_no_glue_is_refused() {
        let error = rewrite("<!doctype html><p>hello</p>", "./", "abc", &files(), &[], SCRIPT).unwrap_err();
        assert!(error.to_string().contains("./cart.js"), "{error}");
    }

    #[test]
    fn the_scripts_stand_before_the_styles_and_their_hashes_before_the_script() {
        let page = rewrite(PAGE, "./", "abc", &files(), &[], SCRIPT).unwrap();
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} not in {page}"));
        assert!(at("rel=\"modulepreload\" href=\"./abc/cart.js\"") < at("<script>"));
        assert!(at("start()") < at("rel=\"stylesheet\""));
        assert!(!page.contains("import init"), "{page}");
    }

    #[test]
    fn the_script_knows_the_hash_of_the_wasm_and_only_the_hosts_loads_remotes_ahead() {
        let files = files();
        let requires = r#"{"shared-store":{"version":"^1.0.0","strict":true}}"#;
        let host = script("/", "assets/abc", &files, Some(requires)).unwrap();
        let other = script("./", "abc", &files, None).unwrap();
        let integrity = files.integrity("cart_bg.wasm").unwrap();
        for script in [&host, &other] {
            assert!(script.contains(&format!("integrity: \"{integrity}\"")), "{script}");
        }
        assert!(
            host.contains("base = document.documentElement.dataset.basePath ?? \"/\";"),
            "{host}"
        );
        assert!(
            host.contains("base + \"assets/abc/cart_bg.wasm\"")
                && host.contains("import(base + \"assets/abc/cart.js\")")
        );
        assert!(
            other.contains("base = \"./\";") && other.contains("base + \"abc/cart_bg.wasm\""),
            "{other}"
        );
        assert!(host.contains(&format!("'{requires}'")) && host.contains("__AHEAD__"));
        assert!(!other.contains("__AHEAD__"));
    }

    #[test]
    fn lines_begin_where_they_begin() {
        let page = rewrite(
            &format!("{PAGE}\n\n    <p>\n      a b\n"),
            "./",
            "abc",
            &files(),
            &[],
            SCRIPT,
        )
        .unwrap();
        assert!(page.ends_with("\n<p>\na b"), "{page}");
    }

    #[test]
    fn links_to_dropped_files_go() {
        let dropped = ["snippets/b-2/inline0.js".to_owned()];
        let link = "<link rel=\"modulepreload\" href=\"./snippets/b-2/inline0.js\">";
        let page = rewrite(&format!("{PAGE}{link}<p>"), "./", "abc", &files(), &dropped, SCRIPT).unwrap();
        assert!(!page.contains("b-2"), "{page}");
        assert!(page.ends_with("<p>"));
        assert!(page.contains("a-1/inline0.js"));
    }
}

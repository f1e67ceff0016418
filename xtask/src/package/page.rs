//! The page: every reference to a file of the build leads into its folder, with its integrity.

use anyhow::bail;

use super::file_set::FileSet;

/// Rewrites what trunk made. `folder` is relative to `public_url`, which all of trunk's references
/// start with. Links to `dropped` files go; references to anything else stay as they are.
pub(crate) fn rewrite(
    html: &str,
    public_url: &str,
    folder: &str,
    files: &FileSet,
    dropped: &[String],
) -> anyhow::Result<String> {
    let mut page = String::with_capacity(html.len() + 512);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        page.push_str(&rest[..start]);
        rest = &rest[start..];
        let tag = &rest[..tag_length(rest)];
        rest = &rest[tag.len()..];
        let is_dropped = |name: &String| tag.contains(&format!("href=\"{public_url}{name}\""));
        if tag.starts_with("<link") && dropped.iter().any(is_dropped) {
            continue;
        }
        page.push_str(&rewrite_tag(tag, public_url, folder, files));
        if tag.starts_with("<script") {
            let end = rest.find("</script").unwrap_or(rest.len());
            page.push_str(&rewrite_script(&rest[..end], public_url, folder, files));
            rest = &rest[end..];
        }
    }
    page.push_str(rest);
    let glue = format!("{public_url}{folder}/{}", files.glue()?);
    if !page.contains(&glue) {
        bail!(
            "index.html loads no glue: nothing in it refers to {public_url}{}",
            files.glue()?
        );
    }
    Ok(page)
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
            // Browsers ignore integrity on a preload that is fetched, and complain about it.
            if !tag.contains("as=\"fetch\"")
                && let Some(integrity) = files.integrity(name)
            {
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

fn rewrite_script(script: &str, public_url: &str, folder: &str, files: &FileSet) -> String {
    let mut script = script.to_owned();
    for name in files.files.keys() {
        for quote in ['\'', '"'] {
            let old = format!("{quote}{public_url}{name}{quote}");
            let new = format!("{quote}{public_url}{folder}/{name}{quote}");
            script = script.replace(&old, &new);
        }
    }
    script
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

    /// What trunk 0.21 writes, with its own idea of integrity in one place.
    const PAGE: &str = r#"<!doctype html>
<title>1 < 2</title>
<link rel="stylesheet" href="./design.css"/>
<link rel="stylesheet" href="./cart.css" integrity="sha384-old"/>
<link rel="icon" href="./icon.svg">
<script type="module">
import init, * as bindings from './cart.js';
const wasm = await init({ module_or_path: './cart_bg.wasm' });
if (1 < 2) note("./cart.json");
</script>
<link rel="modulepreload" href="./cart.js" crossorigin="anonymous"><link rel="modulepreload" href="./snippets/a-1/inline0.js" crossorigin="anonymous"><link rel="preload" href="./cart_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm">
<body data-note="./cart.js > here">"#;

    #[test]
    fn every_reference_leads_into_the_folder() {
        let page = rewrite(PAGE, "./", "abc", &files(), &[]).unwrap();
        for expected in [
            "import init, * as bindings from './abc/cart.js';",
            "module_or_path: './abc/cart_bg.wasm'",
            "href=\"./abc/cart.js\"",
            "href=\"./abc/cart_bg.wasm\"",
            "href=\"./abc/design.css\"",
            "href=\"./abc/cart.css\"",
            "href=\"./abc/snippets/a-1/inline0.js\"",
        ] {
            assert!(page.contains(expected), "{expected} not in {page}");
        }
    }

    #[test]
    fn everything_else_stays() {
        let page = rewrite(PAGE, "./", "abc", &files(), &[]).unwrap();
        for expected in [
            "<title>1 < 2</title>",
            "href=\"./icon.svg\"",
            "note(\"./cart.json\")",
            "data-note=\"./cart.js > here\"",
        ] {
            assert!(page.contains(expected), "{expected} not in {page}");
        }
    }

    #[test]
    fn scripts_and_styles_get_the_integrity_of_their_final_bytes() {
        let files = files();
        let page = rewrite(PAGE, "./", "abc", &files, &[]).unwrap();
        assert!(!page.contains("sha384-old"));
        for name in ["cart.js", "cart.css", "design.css", "snippets/a-1/inline0.js"] {
            let expected = format!("href=\"./abc/{name}\" integrity=\"{}\"", files.integrity(name).unwrap());
            assert!(page.contains(&expected), "{expected} not in {page}");
        }
        assert!(page.contains("href=\"./abc/cart_bg.wasm\" crossorigin"), "{page}");
    }

    #[test]
    fn the_host_refers_to_absolute_addresses() {
        let page = rewrite(&PAGE.replace("./", "/"), "/", "assets/abc", &files(), &[]).unwrap();
        assert!(page.contains("from '/assets/abc/cart.js'"));
        assert!(page.contains("href=\"/assets/abc/design.css\""));
    }

    #[test]
    fn a_page_that_loads_no_glue_is_refused() {
        let error = rewrite("<!doctype html><p>hello</p>", "./", "abc", &files(), &[]).unwrap_err();
        assert!(error.to_string().contains("./cart.js"), "{error}");
    }

    #[test]
    fn links_to_dropped_files_go() {
        let dropped = ["snippets/b-2/inline0.js".to_owned()];
        let link = "<link rel=\"modulepreload\" href=\"./snippets/b-2/inline0.js\">";
        let page = rewrite(&format!("{PAGE}{link}<p>"), "./", "abc", &files(), &dropped).unwrap();
        assert!(!page.contains("b-2"), "{page}");
        assert!(page.ends_with("<p>"));
        assert!(page.contains("a-1/inline0.js"));
    }
}

//! The page: every reference to a file of the build points into its folder and has its integrity.

use std::cell::{Cell, RefCell};

use anyhow::Context as _;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use super::file_set::FileSet;

/// The inline script of every page, and the additional one of the host's page. Placeholders are identifiers or strings,
/// so each file is valid JavaScript before they are replaced.
const START: &str = include_str!("start.js");
const PRELOAD: &str = include_str!("preload.js");
const EARLY_PRESSES: &str = include_str!("early_presses.js");

/// The script that starts the app. `requires` contains the current requirements of a remote as JSON. Only the host has
/// it, because only the host preloads remotes.
pub fn script(public_url: &str, folder: &str, files: &FileSet, requires: Option<&str>) -> anyhow::Result<String> {
    let (glue, wasm) = (files.glue()?, files.wasm()?);
    let integrity = files.integrity(wasm).unwrap_or_default();
    // A page at the root of its site is at the base path; other pages are beside their files.
    let base = match public_url {
        "/" => "document.documentElement.dataset.basePath ?? \"/\"".to_owned(),
        beside => format!("{beside:?}"),
    };
    let mut script = START
        .replace("BASE_PATH", &base)
        .replace("{wasm}", &format!("{folder}/{wasm}"))
        .replace("{glue}", &format!("{folder}/{glue}"))
        .replace("{integrity}", &integrity);
    if let Some(requires) = requires {
        let preload = PRELOAD.replace("REQUIRES_TODAY", &serde_json::to_string(requires)?);
        script.push_str(&preload.replace("PAGE_RULES;", &tarn_manifest::page_rules()));
        script.push_str(EARLY_PRESSES);
    }
    Ok(without_comments(&script))
}

/// The lines that are no comments, without indentation: saves 1.8 KB of each page of the host after brotli. A comment beside code is not found, and
/// neither is text that looks like a comment; the scripts have neither.
fn without_comments(script: &str) -> String {
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty());
    lines.filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n")
}

/// Rewrites trunk's page. `folder` is relative to `public_url`, the prefix of all references by trunk. Links to
/// `dropped` files are removed; other references stay unchanged. `script` replaces trunk's own script, which would load
/// the wasm without verification.
pub fn rewrite(
    html: &str,
    public_url: &str,
    folder: &str,
    files: &FileSet,
    dropped: &[String],
    script: &str,
) -> anyhow::Result<String> {
    let references = References {
        public_url,
        folder,
        files,
        dropped,
    };
    let found = find(html, &references)?;
    let scripts = format!("{}<script>{script}</script>", found.preloads);
    let (number_of_scripts, is_placed) = (Cell::new(0), Cell::new(false));
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("link", |link| {
            // Placed before the styles, because a script after them would wait for them.
            if !is_placed.get() && rel(link) == "stylesheet" {
                is_placed.set(true);
                link.before(&scripts, ContentType::Html);
            }
            if references.is_gone(link)? || is_preload(link) {
                link.remove();
            } else if let Some(tag) = references.rewritten(link) {
                link.replace(&tag, ContentType::Html);
            }
            Ok(())
        }))
        .append_element_content_handler(element!("script", |element| {
            let number = number_of_scripts.replace(number_of_scripts.get() + 1);
            if number == found.trunks_script || references.is_gone(element)? {
                element.remove();
            } else if let Some(target) = references.target_of(element) {
                element.set_attribute("src", &target.path)?;
                // An existing value is a hash of other bytes.
                element.set_attribute("integrity", &target.integrity)?;
            }
            Ok(())
        }))
        .append_element_content_handler(element!("head", |head| {
            if !found.has_styles {
                head.append(&scripts, ContentType::Html);
            }
            Ok(())
        }));
    Ok(without_indentation(&rewrite_str(html, settings)?))
}

/// Results of the first pass over the page.
struct Found {
    /// Index of the script that starts the app.
    trunks_script: usize,
    /// Links that preload the modules, which come first.
    preloads: String,
    has_styles: bool,
}

fn find(html: &str, references: &References<'_>) -> anyhow::Result<Found> {
    let glue = format!("'{}{}'", references.public_url, references.files.glue()?);
    let (mut number, mut scripts) = (None, Vec::<String>::new());
    let (mut preloads, mut has_styles) = (String::new(), false);
    let scripts_found = RefCell::new(&mut scripts);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("script", |_| {
            scripts_found.borrow_mut().push(String::new());
            Ok(())
        }))
        .append_element_content_handler(text!("script", |chunk| {
            if let Some(text) = scripts_found.borrow_mut().last_mut() {
                text.push_str(chunk.as_str());
            }
            Ok(())
        }))
        .append_element_content_handler(element!("link", |link| {
            has_styles |= rel(link) == "stylesheet";
            if is_preload(link) && !references.is_gone(link)? {
                preloads.push_str(&references.rewritten(link).unwrap_or_else(|| tag(link, |_| None)));
            }
            Ok(())
        }));
    rewrite_str(html, settings)?;
    for (at, script) in scripts.iter().enumerate() {
        if script.contains(&glue) {
            number = Some(at);
        }
    }
    Ok(Found {
        trunks_script: number.with_context(|| format!("index.html loads no glue: no script in it refers to {glue}"))?,
        preloads,
        has_styles,
    })
}

/// References to files of the build in trunk's page.
struct References<'a> {
    public_url: &'a str,
    folder: &'a str,
    files: &'a FileSet,
    dropped: &'a [String],
}

/// A file of the build as the packaged page refers to it.
struct Target {
    /// Its new path, with the prefix of trunk's references.
    path: String,
    /// Its `sha384-...`.
    integrity: String,
}

impl References<'_> {
    /// Whether the link or script refers to the wasm, which the script fetches, or to a removed file.
    fn is_gone(&self, element: &Element<'_, '_>) -> anyhow::Result<bool> {
        let Some(name) = self.name_in(element) else {
            return Ok(false);
        };
        Ok(name == self.files.wasm()? || self.dropped.contains(&name))
    }

    /// The link's tag with the file's new path and integrity; `None` if it refers to no file of the build.
    fn rewritten(&self, link: &Element<'_, '_>) -> Option<String> {
        let Target { path, integrity } = self.target_of(link)?;
        Some(tag(link, |attribute| match attribute {
            "href" => Some(format!(" href=\"{path}\" integrity=\"{integrity}\"")),
            // The existing value is a hash of other bytes.
            "integrity" => Some(String::new()),
            _ => None,
        }))
    }

    /// The file that the link or script refers to; `None` if it is no file of the build.
    fn target_of(&self, element: &Element<'_, '_>) -> Option<Target> {
        let name = self.name_in(element)?;
        Some(Target {
            integrity: self.files.integrity(&name)?,
            path: format!("{}{}/{name}", self.public_url, self.folder),
        })
    }

    fn name_in(&self, element: &Element<'_, '_>) -> Option<String> {
        let address = element.get_attribute(match element.tag_name().as_str() {
            "script" => "src",
            _ => "href",
        })?;
        address.strip_prefix(self.public_url).map(str::to_owned)
    }
}

fn rel(link: &Element<'_, '_>) -> String {
    link.get_attribute("rel").unwrap_or_default()
}

fn is_preload(link: &Element<'_, '_>) -> bool {
    rel(link) == "modulepreload"
}

/// The link's tag, with replaced values of some attributes.
fn tag(link: &Element<'_, '_>, instead: impl Fn(&str) -> Option<String>) -> String {
    let attributes = link.attributes().iter().map(|attribute| {
        let name = attribute.name();
        instead(&name).unwrap_or_else(|| format!(" {name}=\"{}\"", attribute.value().replace('"', "&quot;")))
    });
    let end = if link.is_self_closing() { "/>" } else { ">" };
    format!("<link{}{end}", attributes.collect::<String>())
}

/// The lines without indentation and without empty ones: saves 25 bytes of the host after brotli.
fn without_indentation(html: &str) -> String {
    let lines = html.lines().map(str::trim_start).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
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

    /// Output of trunk 0.21, with its own integrity in one place.
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
    fn scripts_with_an_address_lead_into_the_folder_like_links() {
        let files = example(&[
            ("cart.js", "js"),
            ("cart_bg.wasm", "wasm"),
            ("chart.js", "chart"),
            ("old.js", "old"),
        ]);
        let scripts = r#"<script type="module" src="./chart.js" defer></script><script src="./old.js" integrity="sha384-old">
            </script><script src="https://other.example/x.js"></script><script src="./elsewhere.js"></script>
            <script src="./gone.js"></script>"#;
        let dropped = ["gone.js".to_owned()];
        let page = rewrite(&format!("{PAGE}{scripts}"), "./", "abc", &files, &dropped, SCRIPT).unwrap();
        let integrity = |name| files.integrity(name).unwrap();
        for expected in [
            format!(
                "<script type=\"module\" src=\"./abc/chart.js\" defer integrity=\"{}\"></script>",
                integrity("chart.js")
            ),
            format!("<script src=\"./abc/old.js\" integrity=\"{}\">", integrity("old.js")),
            "<script src=\"https://other.example/x.js\"></script>".to_owned(),
            "<script src=\"./elsewhere.js\"></script>".to_owned(),
        ] {
            assert!(page.contains(&expected), "{expected} not in {page}");
        }
        assert!(!page.contains("gone.js"), "{page}");
    }

    #[test]
    fn a_file_outside_of_the_build_gets_no_integrity() {
        let others =
            r#"<link rel="stylesheet" href="https://other.example/x.css"><script src="./elsewhere.js"></script>"#;
        let page = rewrite(&format!("{PAGE}{others}"), "./", "abc", &files(), &[], SCRIPT).unwrap();
        assert!(page.contains(others) && !page.contains("integrity=\"\""), "{page}");
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
        assert!(host.contains(&format!("{requires:?}")) && host.contains("__PRELOAD__"));
        for placeholder in ["BASE_PATH", "REQUIRES_TODAY", "{wasm}", "{glue}", "{integrity}"] {
            assert!(!host.contains(placeholder), "{host}");
        }
        assert!(!other.contains("__PRELOAD__"));
    }

    #[test]
    fn the_script_comes_without_comments() {
        let code = "// note\n{\n  /** A\n   * b */\n  const a = 1; // c\n\n  f(a);\n}\n";
        assert_eq!(without_comments(code), "{\nconst a = 1; // c\nf(a);\n}");
        let host = script("/", "assets/abc", &files(), Some("{}")).unwrap();
        assert!(!host.contains("//") && !host.contains("/*"), "{host}");
        assert!(host.contains("addEventListener(\"click\", keep, true);"), "{host}");
    }

    #[test]
    fn indentation_is_removed() {
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

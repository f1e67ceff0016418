//! The files of one build: glue, wasm, styles, snippets.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use super::{bundle, glue, short_names};
use crate::atomic_file;
use crate::fingerprint::hex;

/// Contents by name, which is a path relative to the set's folder, with `/`.
#[derive(Debug, Default)]
pub struct FileSet {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl FileSet {
    /// Reads all files of the folder except the page itself.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut set = Self::default();
        set.read_folder(folder, "")?;
        set.files.remove("index.html");
        Ok(set)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> anyhow::Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.read_folder(&entry.path(), &format!("{name}/"))?;
            } else {
                self.files.insert(name, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// Splits off the remote: its glue, its wasm, their imported snippets, and its styles. The rest is the remote's
    /// standalone page. A snippet that both import is then in both sets.
    pub fn split_off(&mut self, remote: &str) -> Self {
        // For crates with a dash in their name, cargo and trunk use different file names.
        let glue_names = [format!("{remote}.js"), format!("{}.js", remote.replace('-', "_"))];
        let glue = glue_names
            .iter()
            .find_map(|name| self.files.get(name))
            .cloned()
            .unwrap_or_default();
        let (mut own, mut rest) = (Self::default(), Self::default());
        for (name, contents) in std::mem::take(&mut self.files) {
            if is_snippet(&name) {
                if imports(&glue, &name) {
                    own.files.insert(name.clone(), contents.clone());
                }
                rest.files.insert(name, contents);
            } else if is_named_after(remote, &name) {
                own.files.insert(name, contents);
            } else {
                rest.files.insert(name, contents);
            }
        }
        *self = rest;
        own
    }

    /// Removes snippets that the glue does not import and returns their names. Builds share a folder, so trunk gives
    /// every app the snippets of all apps ever built on the machine.
    pub fn drop_foreign_snippets(&mut self) -> anyhow::Result<Vec<String>> {
        let glue = self.files.get(self.glue()?).cloned().unwrap_or_default();
        let is_foreign = |name: &String| is_snippet(name) && !imports(&glue, name);
        let foreign: Vec<String> = self.files.keys().filter(|name| is_foreign(name)).cloned().collect();
        for name in &foreign {
            self.files.remove(name);
        }
        Ok(foreign)
    }

    /// Minifies scripts, styles and wasm without changing their behaviour. The snippets become part of the glue;
    /// returns their names. `folder` is for temporary files.
    pub fn make_lean(&mut self, esbuild: &Path, folder: &Path) -> anyhow::Result<Vec<String>> {
        let (glue_name, wasm_name) = (self.glue()?.to_owned(), self.wasm()?.to_owned());
        let script = String::from_utf8(self.files.get(&glue_name).cloned().unwrap_or_default())?;
        let wasm = self.files.get(&wasm_name).cloned().unwrap_or_default();
        let script = glue::edited(&script, &wasm).with_context(|| format!("cannot finish {glue_name}"))?;
        let (script, wasm) =
            short_names::shorten(&script, &wasm).with_context(|| format!("cannot shorten {wasm_name}"))?;
        self.files.insert(glue_name.clone(), script.into_bytes());
        self.files.insert(wasm_name, wasm);
        self.write(folder)?;
        let snippets: Vec<String> = self.files.keys().filter(|name| is_snippet(name)).cloned().collect();
        for name in &snippets {
            self.files.remove(name);
        }
        for (name, contents) in &mut self.files {
            let file = folder.join(name);
            if let Some(smaller) = minified(esbuild, &file, *name == glue_name) {
                *contents = smaller.with_context(|| format!("cannot minify {name}"))?;
            }
        }
        fs::remove_dir_all(folder)?;
        Ok(snippets)
    }

    /// Merges the style sheets of a page in the page's order, under the name of the last one; returns the names of the
    /// others.
    pub fn merge_styles(&mut self, html: &str, public_url: &str) -> Vec<String> {
        let place = |name: &String| html.find(&format!("href=\"{public_url}{name}\""));
        let mut styles: Vec<_> = self
            .files
            .keys()
            .filter(|name| name.ends_with(".css"))
            .filter_map(|name| Some((place(name)?, name.clone())))
            .collect();
        styles.sort();
        let mut names: Vec<_> = styles.into_iter().map(|(_, name)| name).collect();
        let Some(last) = names.pop() else {
            return names;
        };
        let mut merged = Vec::new();
        for name in names.iter().chain([&last]) {
            merged.extend(self.files.remove(name).unwrap_or_default());
            merged.push(b'\n');
        }
        self.files.insert(last, merged);
        names
    }

    /// The first 16 hexadecimal digits of the SHA-256 over names and contents.
    pub fn build_id(&self) -> String {
        let mut hash = Sha256::new();
        for (name, contents) in &self.files {
            for bytes in [name.as_bytes(), contents] {
                hash.update((bytes.len() as u64).to_le_bytes());
                hash.update(bytes);
            }
        }
        let mut digits = hex(&hash.finalize());
        digits.truncate(16);
        digits
    }

    /// The `sha384-...` of a file, as browsers verify it.
    pub fn integrity(&self, name: &str) -> Option<String> {
        let contents = self.files.get(name)?;
        Some(format!("sha384-{}", STANDARD.encode(Sha384::digest(contents))))
    }

    /// The glue: the only JavaScript file beside the wasm. Snippets are in a subfolder.
    pub fn glue(&self) -> anyhow::Result<&str> {
        let wasm = self.wasm()?;
        let glue = wasm.trim_end_matches(".wasm").trim_end_matches("_bg");
        let glue = format!("{glue}.js");
        self.files
            .get_key_value(&glue)
            .map(|(name, _)| name.as_str())
            .with_context(|| format!("there is no {glue} beside {wasm}"))
    }

    /// The one wasm file.
    pub fn wasm(&self) -> anyhow::Result<&str> {
        let mut found = self.files.keys().filter(|name| name.ends_with(".wasm"));
        match (found.next(), found.next()) {
            (Some(wasm), None) => Ok(wasm),
            (None, _) => {
                bail!("trunk made no wasm file; does index.html link to Cargo.toml (rel=\"rust\")?")
            }
            (Some(one), Some(two)) => {
                bail!("trunk made both {one} and {two}; an app is one wasm file")
            }
        }
    }

    /// Writes the files into a new folder.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        for (name, contents) in &self.files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap_or(folder))?;
            fs::write(&file, contents).with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(())
    }

    /// Removes the files that [`FileSet::read`] found in a folder.
    pub fn remove_from(&self, folder: &Path) -> anyhow::Result<()> {
        for name in self.files.keys() {
            let top = folder.join(name.split('/').next().unwrap_or(name));
            let removed = if top.is_dir() {
                fs::remove_dir_all(&top)
            } else {
                atomic_file::remove(&top)
            };
            removed.with_context(|| format!("cannot remove {}", top.display()))?;
        }
        Ok(())
    }
}

/// The minified script or style; `None` for any other file.
fn minified(esbuild: &Path, file: &Path, is_glue: bool) -> Option<anyhow::Result<Vec<u8>>> {
    match file.extension()?.to_str()? {
        "js" if is_glue => Some(bundle::module(esbuild, file)),
        "js" => Some(bundle::script(esbuild, file)),
        "css" => Some(bundle::style(esbuild, file)),
        _ => None,
    }
}

fn is_snippet(name: &str) -> bool {
    name.starts_with("snippets/")
}

/// Whether the glue imports this file.
fn imports(glue: &[u8], name: &str) -> bool {
    String::from_utf8_lossy(glue).contains(&format!("./{name}"))
}

/// Whether trunk makes the file from the remote's crate, or it is the remote's style.
fn is_named_after(remote: &str, name: &str) -> bool {
    let rest = name.replace('_', "-");
    let rest = rest.strip_prefix(remote);
    matches!(rest, Some(".js" | "-bg.wasm" | ".css"))
}

#[cfg(test)]
pub fn example(files: &[(&str, &str)]) -> FileSet {
    FileSet {
        files: files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_id_follows_names_and_contents() {
        let id = |files: &[(&str, &str)]| example(files).build_id();
        let one = id(&[("cart.js", "a"), ("cart_bg.wasm", "b")]);
        assert_eq!(one.len(), 16);
        assert_eq!(one, id(&[("cart_bg.wasm", "b"), ("cart.js", "a")]));
        assert_ne!(one, id(&[("cart.js", "a"), ("cart_bg.wasm", "c")]));
        assert_ne!(one, id(&[("cart.mjs", "a"), ("cart_bg.wasm", "b")]));
    }

    #[test]
    fn integrity_is_what_openssl_computes() {
        // printf abc | openssl dgst -sha384 -binary | base64
        let expected = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(example(&[("a", "abc")]).integrity("a").as_deref(), Some(expected));
    }

    #[test]
    fn glue_and_wasm_are_found_among_the_rest() {
        let set = example(&[
            ("wish_list.js", ""),
            ("wish_list_bg.wasm", ""),
            ("snippets/x-1/inline0.js", ""),
            ("wish-list.css", ""),
        ]);
        assert_eq!(set.wasm().unwrap(), "wish_list_bg.wasm");
        assert_eq!(set.glue().unwrap(), "wish_list.js");
    }

    #[test]
    fn a_set_without_wasm_is_refused() {
        assert!(
            example(&[("cart.js", "")])
                .glue()
                .unwrap_err()
                .to_string()
                .contains("no wasm file")
        );
    }

    #[test]
    fn the_styles_of_a_page_become_one_in_its_order() {
        let mut set = example(&[
            ("a.css", "a{}"),
            ("design.css", "d{}"),
            ("later.css", "l{}"),
            ("a.js", ""),
        ]);
        let html = "<link href=\"/design.css\"><link href=\"/a.css\">";
        assert_eq!(set.merge_styles(html, "/"), ["design.css"]);
        assert_eq!(set.files["a.css"], b"d{}\na{}\n");
        assert_eq!(set.files.keys().collect::<Vec<_>>(), ["a.css", "a.js", "later.css"]);
        assert!(example(&[("a.js", "")]).merge_styles(html, "/").is_empty());
    }

    /// `echo` in place of esbuild prints the arguments.
    #[cfg(unix)]
    #[test]
    fn only_the_glue_is_bundled_so_that_other_scripts_keep_their_globals() {
        let arguments = |file: &str, is_glue| {
            let printed = minified(Path::new("echo"), Path::new(file), is_glue)?.unwrap();
            Some(String::from_utf8(printed).unwrap())
        };
        assert!(arguments("cart.js", true).unwrap().contains("--bundle"));
        let script = arguments("chart.js", false).unwrap();
        assert!(script.contains("--minify") && !script.contains("--bundle"), "{script}");
        assert!(arguments("cart.css", false).unwrap().contains("--minify"));
        assert_eq!(arguments("cart_bg.wasm", false), None);
    }

    #[test]
    fn snippets_of_other_apps_are_dropped() {
        let mut set = example(&[
            ("cart.js", "import { a } from './snippets/x-1/inline0.js';"),
            ("cart_bg.wasm", ""),
            ("snippets/x-1/inline0.js", ""),
            ("snippets/x-1/inline1.js", ""),
            ("snippets/y-2/inline0.js", ""),
        ]);
        let dropped = set.drop_foreign_snippets().unwrap();
        assert_eq!(dropped, ["snippets/x-1/inline1.js", "snippets/y-2/inline0.js"]);
        let left: Vec<_> = set.files.keys().collect();
        assert_eq!(left, ["cart.js", "cart_bg.wasm", "snippets/x-1/inline0.js"]);
    }

    #[test]
    fn a_remote_and_its_page_each_get_what_they_import() {
        let mut page = example(&[
            (
                "gift_cards.js",
                "import './snippets/own-1/a.js'; import './snippets/both-2/b.js';",
            ),
            ("gift_cards_bg.wasm", ""),
            ("gift-cards.css", ""),
            ("design.css", ""),
            ("standalone.js", "import './snippets/both-2/b.js';"),
            ("standalone_bg.wasm", ""),
            ("snippets/own-1/a.js", ""),
            ("snippets/both-2/b.js", ""),
        ]);
        let remote = page.split_off("gift-cards");
        page.drop_foreign_snippets().unwrap();
        assert_eq!(
            remote.files.keys().collect::<Vec<_>>(),
            [
                "gift-cards.css",
                "gift_cards.js",
                "gift_cards_bg.wasm",
                "snippets/both-2/b.js",
                "snippets/own-1/a.js"
            ]
        );
        assert_eq!(
            page.files.keys().collect::<Vec<_>>(),
            [
                "design.css",
                "snippets/both-2/b.js",
                "standalone.js",
                "standalone_bg.wasm"
            ]
        );
    }

    #[test]
    fn a_set_that_was_read_can_be_removed_and_written_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("snippets/x-1")).unwrap();
        fs::write(folder.path().join("snippets/x-1/inline0.js"), "1").unwrap();
        fs::write(folder.path().join("cart.js"), "2").unwrap();
        fs::write(folder.path().join("index.html"), "3").unwrap();
        let set = FileSet::read(folder.path()).unwrap();
        set.remove_from(folder.path()).unwrap();
        set.write(&folder.path().join("abc")).unwrap();
        let left = FileSet::read(folder.path()).unwrap();
        let names: Vec<_> = left.files.keys().collect();
        assert_eq!(names, ["abc/cart.js", "abc/snippets/x-1/inline0.js"]);
        assert!(folder.path().join("index.html").is_file());
        assert!(!folder.path().join("snippets").exists());
    }
}

//! The files of one build, which belong together: glue, wasm, styles, snippets.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::fingerprint::hex;

/// Contents by name; a name is a path relative to the set's folder, with `/`.
#[derive(Debug, Default)]
pub(crate) struct FileSet {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl FileSet {
    /// Everything in the folder but the page itself.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
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

    /// Removes the snippets that the glue does not import, from the set and from the folder. Trunk gives
    /// every app those of every other app that was ever built on the machine: the builds share a folder.
    /// Returns their names.
    pub(crate) fn drop_foreign_snippets(&mut self, folder: &Path) -> anyhow::Result<Vec<String>> {
        let glue = String::from_utf8_lossy(self.files.get(self.glue()?).map_or(&[][..], Vec::as_slice)).into_owned();
        let is_foreign = |name: &String| name.starts_with("snippets/") && !glue.contains(&format!("./{name}"));
        let foreign: Vec<String> = self.files.keys().filter(|name| is_foreign(name)).cloned().collect();
        for name in &foreign {
            self.files.remove(name);
            fs::remove_file(folder.join(name)).with_context(|| format!("cannot remove {name}"))?;
        }
        let snippets = folder.join("snippets");
        if !self.files.keys().any(|name| name.starts_with("snippets/")) && snippets.is_dir() {
            fs::remove_dir_all(&snippets).context("cannot remove the folder of snippets")?;
        }
        Ok(foreign)
    }

    /// Takes out the files that are named after the app: its glue, wasm and styles.
    pub(crate) fn split_off(&mut self, app: &str) -> Self {
        let own = [format!("{app}.js"), format!("{app}_bg.wasm"), format!("{app}.css")];
        let files = own
            .into_iter()
            .filter_map(|name| self.files.remove_entry(&name))
            .collect();
        Self { files }
    }

    /// The first 16 hexadecimal digits of the SHA-256 over names and contents.
    pub(crate) fn build_id(&self) -> String {
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

    /// `sha384-...` of one file, as browsers check it.
    pub(crate) fn integrity(&self, name: &str) -> Option<String> {
        let contents = self.files.get(name)?;
        Some(format!("sha384-{}", STANDARD.encode(Sha384::digest(contents))))
    }

    /// The glue: the one JavaScript file beside the wasm. Snippets lie in a folder of their own.
    pub(crate) fn glue(&self) -> anyhow::Result<&str> {
        let wasm = self.wasm()?;
        let glue = wasm.trim_end_matches(".wasm").trim_end_matches("_bg");
        let glue = format!("{glue}.js");
        self.files
            .get_key_value(&glue)
            .map(|(name, _)| name.as_str())
            .with_context(|| format!("there is no {glue} beside {wasm}"))
    }

    /// The one wasm file.
    pub(crate) fn wasm(&self) -> anyhow::Result<&str> {
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

    /// Moves the files into a folder below the one they were read from.
    pub(crate) fn move_into(&self, from: &Path, folder: &str) -> anyhow::Result<()> {
        for name in self.files.keys() {
            let target = from.join(folder).join(name);
            fs::create_dir_all(target.parent().unwrap_or(from))?;
            fs::rename(from.join(name), &target)
                .with_context(|| format!("cannot move {name} to {}", target.display()))?;
        }
        // The folders that are empty now.
        for parent in self
            .files
            .keys()
            .filter_map(|name| name.split_once('/'))
            .map(|(parent, _)| parent)
        {
            let parent = from.join(parent);
            if parent.is_dir() {
                fs::remove_dir_all(parent)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) fn example(files: &[(&str, &str)]) -> FileSet {
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
    fn snippets_of_other_apps_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("cart.js", "import { a } from './snippets/x-1/inline0.js';"),
            ("cart_bg.wasm", ""),
            ("snippets/x-1/inline0.js", ""),
            ("snippets/x-1/inline1.js", ""),
            ("snippets/y-2/inline0.js", ""),
        ] {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut set = FileSet::read(folder.path()).unwrap();
        let dropped = set.drop_foreign_snippets(folder.path()).unwrap();
        assert_eq!(dropped, ["snippets/x-1/inline1.js", "snippets/y-2/inline0.js"]);
        let left = FileSet::read(folder.path()).unwrap();
        assert_eq!(
            left.files.keys().collect::<Vec<_>>(),
            ["cart.js", "cart_bg.wasm", "snippets/x-1/inline0.js"]
        );
    }

    #[test]
    fn an_app_without_snippets_has_no_folder_of_them() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("snippets/y-2")).unwrap();
        for name in ["cart.js", "cart_bg.wasm", "snippets/y-2/inline0.js"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let mut set = FileSet::read(folder.path()).unwrap();
        set.drop_foreign_snippets(folder.path()).unwrap();
        assert!(!folder.path().join("snippets").exists());
    }

    #[test]
    fn files_move_with_their_folders() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("snippets/x-1")).unwrap();
        fs::write(folder.path().join("snippets/x-1/inline0.js"), "1").unwrap();
        fs::write(folder.path().join("cart.js"), "2").unwrap();
        fs::write(folder.path().join("index.html"), "3").unwrap();
        FileSet::read(folder.path())
            .unwrap()
            .move_into(folder.path(), "abc")
            .unwrap();
        let left = FileSet::read(folder.path()).unwrap();
        assert_eq!(
            left.files.keys().collect::<Vec<_>>(),
            ["abc/cart.js", "abc/snippets/x-1/inline0.js"]
        );
        assert!(folder.path().join("index.html").is_file());
        assert!(!folder.path().join("snippets").exists());
    }
}

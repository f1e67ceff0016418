//! The public interface of each crate is a file in docs/api, so that a diff shows its changes. Items from macros are not listed.
//! `UPDATE_API=1 cargo test -p xtask --test published_crates` writes the files.

use std::collections::BTreeSet;
use std::fs;

use syn::{Item, Visibility};

use crate::library::{Library, libraries, root};
use crate::module_tree::{ModulePath, ModuleTree, attributes, is_hidden, name_of, visibility};
use crate::signature;

#[test]
fn the_public_interface_matches_docs_api() {
    let folder = root().join("docs/api");
    let updates = std::env::var_os("UPDATE_API").is_some();
    fs::create_dir_all(&folder).unwrap();
    let mut changed = Vec::new();
    // The library of the tool serves this repository; others use its command.
    for library in libraries().iter().filter(|library| library.name() != "tarn-tool") {
        let api = listing(library);
        let file = folder.join(format!("{}.txt", library.name()));
        if updates {
            fs::write(&file, &api).unwrap();
        }
        if fs::read_to_string(&file).unwrap_or_default() != api {
            changed.push(library.name().to_owned());
        }
    }
    assert!(
        changed.is_empty(),
        "the public interface of {changed:?} has changed: if this is intended, run this test with UPDATE_API=1, commit docs/api and describe the \
         migration of dependents in CHANGELOG.md"
    );
}

fn listing(library: &Library) -> String {
    let tree = ModuleTree::read(&library.folder.join("src/lib.rs"));
    let mut api = Api {
        tree: &tree,
        lines: BTreeSet::new(),
        types: BTreeSet::new(),
    };
    api.module(&Vec::new(), &Vec::new());
    api.macros();
    api.implementations();
    let lines = api.lines.into_iter().collect::<Vec<_>>();
    lines.join("\n") + "\n"
}

struct Api<'a> {
    tree: &'a ModuleTree,
    lines: BTreeSet<String>,
    /// The public types and traits.
    types: BTreeSet<String>,
}

impl Api<'_> {
    /// The items of `module`, which dependents access as `shown`.
    fn module(&mut self, module: &ModulePath, shown: &ModulePath) {
        let tree = self.tree;
        for item in tree.items(module) {
            if let Item::ForeignMod(imported) = item {
                let lines = imported.items.iter().filter_map(signature::of_import);
                lines.for_each(|line| self.line(shown, &line));
            }
            if !matches!(visibility(item), Some(Visibility::Public(_))) || is_hidden(attributes(item)) {
                continue;
            }
            match item {
                Item::Use(item) => {
                    for export in tree.exports(module, item) {
                        match export.origin {
                            Some((within, name)) => self.exported(&within, &name, shown),
                            None => self.line(shown, &format!("pub use {}", export.written)),
                        }
                    }
                }
                item => self.item(item, module, shown),
            }
        }
    }

    fn exported(&mut self, within: &ModulePath, name: &str, shown: &ModulePath) {
        let tree = self.tree;
        let found: Vec<_> = tree
            .items(within)
            .iter()
            .filter(|item| name_of(item).is_some_and(|known| known == name))
            .collect();
        for item in found {
            self.item(item, within, shown);
        }
    }

    fn item(&mut self, item: &Item, module: &ModulePath, shown: &ModulePath) {
        let Some(name) = name_of(item) else { return };
        if let Item::Mod(_) = item {
            let below = |path: &ModulePath| [path.as_slice(), std::slice::from_ref(&name)].concat();
            self.line(shown, &format!("pub mod {name}"));
            return self.module(&below(module), &below(shown));
        }
        self.types.insert(name);
        for line in signature::of(item) {
            self.line(shown, &line);
        }
    }

    fn macros(&mut self) {
        for item in self.tree.all_items() {
            if let Item::Macro(makro) = item
                && makro
                    .attrs
                    .iter()
                    .any(|attribute| attribute.path().is_ident("macro_export"))
                && let Some(name) = &makro.ident
            {
                self.lines.insert(format!("macro {name}!"));
            }
            if let Item::Fn(function) = item {
                let derives = function
                    .attrs
                    .iter()
                    .filter(|attribute| attribute.path().is_ident("proc_macro_derive"));
                self.lines
                    .extend(derives.map(|derive| signature::text(&derive.meta).replace("proc_macro_derive", "derive")));
            }
        }
    }

    fn implementations(&mut self) {
        for item in self.tree.all_items() {
            if let Item::Impl(implementation) = item {
                self.lines
                    .extend(signature::of_implementation(implementation, &self.types));
            }
        }
    }

    fn line(&mut self, shown: &ModulePath, line: &str) {
        let place = if shown.is_empty() { "crate" } else { &shown.join("::") };
        self.lines.insert(format!("{place}: {line}"));
    }
}

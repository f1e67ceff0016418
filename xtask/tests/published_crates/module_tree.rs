//! The modules of a crate with their items, and the targets of `pub use`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Item, ItemUse, UseTree, Visibility};

/// Names from the root of the crate.
pub(crate) type ModulePath = Vec<String>;

/// The items of each module, without tests.
pub(crate) struct ModuleTree(BTreeMap<ModulePath, Vec<Item>>);

/// A name that a `pub use` exports.
pub(crate) struct Export {
    /// The module and the name of the exported item, if it belongs to this crate.
    pub(crate) origin: Option<(ModulePath, String)>,
    /// The path in the source.
    pub(crate) written: String,
}

impl ModuleTree {
    /// Reads the crate whose root is this file.
    pub(crate) fn read(lib: &Path) -> Self {
        let mut tree = Self(BTreeMap::new());
        tree.read_file(lib, lib.parent().unwrap(), &Vec::new());
        tree
    }

    /// `folder` contains the files of child modules.
    fn read_file(&mut self, file: &Path, folder: &Path, module: &ModulePath) {
        let items = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap().items;
        self.add(items, folder, module);
    }

    fn add(&mut self, items: Vec<Item>, folder: &Path, module: &ModulePath) {
        let items: Vec<_> = items
            .into_iter()
            .filter(|item| !is_for_tests(attributes(item)))
            .collect();
        for item in &items {
            let Item::Mod(child) = item else { continue };
            let name = child.ident.to_string();
            let path = [module.as_slice(), std::slice::from_ref(&name)].concat();
            let below = folder.join(&name);
            match &child.content {
                Some((_, items)) => self.add(items.clone(), &below, &path),
                None => {
                    let file = folder.join(format!("{name}.rs"));
                    let file = if file.is_file() { file } else { below.join("mod.rs") };
                    self.read_file(&file, &below, &path);
                }
            }
        }
        self.0.insert(module.clone(), items);
    }

    pub(crate) fn items(&self, module: &[String]) -> &[Item] {
        self.0.get(module).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn all_items(&self) -> impl Iterator<Item = &Item> {
        self.0.values().flatten()
    }

    pub(crate) fn is_module(&self, path: &[String]) -> bool {
        self.0.contains_key(path)
    }

    /// The names that a `use` in this module exports.
    pub(crate) fn exports(&self, module: &ModulePath, item: &ItemUse) -> Vec<Export> {
        let mut names = Vec::new();
        flatten(&item.tree, &Vec::new(), &mut names);
        names
            .into_iter()
            .map(|path| Export {
                origin: self.origin(module, &path, 8),
                written: path.join("::"),
            })
            .collect()
    }

    /// The module that defines the item at a path in `module`, through at most `steps` further `use`s.
    fn origin(&self, module: &ModulePath, path: &[String], steps: usize) -> Option<(ModulePath, String)> {
        let (name, parents) = path.split_last()?;
        let within = self.absolute(module, parents)?;
        let defines = |item: &Item| name_of(item).is_some_and(|known| known == *name);
        if self.items(&within).iter().any(defines) || self.is_module(&[within.clone(), vec![name.clone()]].concat()) {
            return Some((within, name.clone()));
        }
        let uses = self.items(&within).iter().filter_map(|item| match item {
            Item::Use(item) if steps > 0 => Some(item),
            _ => None,
        });
        let mut names = Vec::new();
        uses.for_each(|item| flatten(&item.tree, &Vec::new(), &mut names));
        let passed_on = names.iter().find(|path| path.last() == Some(name))?;
        self.origin(&within, passed_on, steps - 1)
    }

    fn absolute(&self, module: &ModulePath, path: &[String]) -> Option<ModulePath> {
        let mut absolute = module.clone();
        for (index, name) in path.iter().enumerate() {
            match name.as_str() {
                "crate" => absolute.clear(),
                "self" => {}
                "super" => drop(absolute.pop()),
                name => {
                    absolute.push(name.to_owned());
                    if index == 0 && !self.is_module(&absolute) {
                        // The path belongs to another crate.
                        return None;
                    }
                }
            }
        }
        self.is_module(&absolute).then_some(absolute)
    }
}

fn flatten(tree: &UseTree, before: &[String], names: &mut Vec<Vec<String>>) {
    let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => flatten(&path.tree, &with(&path.ident), names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, names)),
        UseTree::Name(name) if name.ident == "self" => names.push(before.to_vec()),
        UseTree::Name(name) => names.push(with(&name.ident)),
        UseTree::Rename(rename) => names.push(with(&rename.rename)),
        UseTree::Glob(_) => names.push([before, &["*".to_owned()]].concat()),
    }
}

/// The name that an item defines.
pub(crate) fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        _ => return None,
    };
    Some(name.to_string())
}

pub(crate) fn visibility(item: &Item) -> Option<&Visibility> {
    Some(match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Mod(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        Item::Use(item) => &item.vis,
        _ => return None,
    })
}

pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether the item is for tests only, or an implementation for a browser beside one for all targets.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| {
            let condition = attribute.parse_args::<proc_macro2::TokenStream>().unwrap().to_string();
            ["test", "doctest"].contains(&condition.as_str()) || condition == "target_arch = \"wasm32\""
        })
}

/// Whether rustdoc hides the item.
pub(crate) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|argument| argument == "hidden")
    })
}

//! References of a source file to other modules: mentioned paths, definitions and re-exports.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, UseTree};

/// The names of the modules from the root of the crate to a module or an item.
pub(crate) type ModulePath = Vec<String>;

/// A `use` declaration.
pub(crate) struct Import {
    /// The module that contains it.
    pub(crate) within: ModulePath,
    /// The written path, with `crate`, `self` and `super` resolved. Otherwise it is relative to `within` or belongs to
    /// another crate.
    pub(crate) path: ModulePath,
    /// The imported name; `*` for all names.
    pub(crate) name: String,
}

/// Contents of a file, including its inline modules.
#[derive(Default)]
pub(crate) struct ModuleSource {
    /// Each module of the file.
    pub(crate) modules: Vec<ModulePath>,
    /// Modules, each with an item that it defines.
    pub(crate) items: Vec<(ModulePath, String)>,
    /// All imports.
    pub(crate) imports: Vec<Import>,
    /// Modules, each with a path of this crate that it mentions.
    pub(crate) mentions: Vec<(ModulePath, ModulePath)>,
    within: ModulePath,
}

impl ModuleSource {
    /// Reads the text of a module, without tests.
    pub(crate) fn read(module: ModulePath, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap();
        let mut source = Self {
            modules: vec![module.clone()],
            within: module,
            ..Self::default()
        };
        source.visit_file(&file);
        source
    }

    /// The path from the root of the crate, if it begins with `crate`, `self` or `super`.
    fn absolute(&self, path: &[String]) -> Option<ModulePath> {
        let mut absolute = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => self.within.clone(),
            _ => return None,
        };
        for name in path {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => drop(absolute.pop()),
                name => absolute.push(name.to_owned()),
            }
        }
        Some(absolute)
    }

    fn mention(&mut self, path: &[String]) {
        if let Some(path) = self.absolute(path) {
            self.mentions.push((self.within.clone(), path));
        }
    }

    fn import(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        let (path, name) = match tree {
            UseTree::Path(path) => return self.import(&with(&path.ident), &path.tree),
            UseTree::Group(group) => return group.items.iter().for_each(|tree| self.import(before, tree)),
            UseTree::Name(name) if name.ident == "self" => {
                (before.to_vec(), before.last().cloned().unwrap_or_default())
            }
            UseTree::Name(name) => (with(&name.ident), name.ident.to_string()),
            UseTree::Rename(rename) => (with(&rename.ident), rename.rename.to_string()),
            UseTree::Glob(_) => (before.to_vec(), "*".to_owned()),
        };
        self.mention(&path);
        let path = self.absolute(&path).unwrap_or(path);
        let within = self.within.clone();
        self.imports.push(Import { within, path, name });
    }

    /// Records paths in the tokens of a macro, whose meaning is unknown.
    fn mention_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut colons, mut is_after_dollar) = (0, false);
        for token in tokens {
            match &token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.mention(&std::mem::take(&mut path));
                    }
                    // `$crate` is the crate of the macro's caller, not of its module.
                    if !is_after_dollar {
                        path.push(name.to_string());
                    }
                    (colons, is_after_dollar) = (0, false);
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => colons += 1,
                other => {
                    self.mention(&std::mem::take(&mut path));
                    colons = 0;
                    is_after_dollar = matches!(other, TokenTree::Punct(punct) if punct.as_char() == '$');
                    if let TokenTree::Group(group) = other {
                        self.mention_tokens(group.stream());
                    }
                }
            }
        }
        self.mention(&path);
    }
}

impl Visit<'_> for ModuleSource {
    fn visit_item(&mut self, item: &Item) {
        if is_of_tests(attributes(item)) {
            return;
        }
        if let Some(name) = name_of(item) {
            self.items.push((self.within.clone(), name));
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &ItemMod) {
        if let Some((_, items)) = &module.content {
            self.within.push(module.ident.to_string());
            self.modules.push(self.within.clone());
            items.iter().for_each(|item| self.visit_item(item));
            self.within.pop();
        }
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.import(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // `self.name` is not a path of a module.
        if names.len() > 1 {
            self.mention(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &syn::Macro) {
        self.visit_path(&called.path);
        self.mention_tokens(called.tokens.clone());
    }
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = attribute.meta.require_list().map(|list| list.tokens.to_string());
        attribute.path().is_ident("cfg") && condition.is_ok_and(|condition| condition == "test" || condition == "doc")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

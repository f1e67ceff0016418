//! The modules of a crate, and the module that defines an item.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::module_source::{ModulePath, ModuleSource};

/// All modules of a crate.
#[derive(Default)]
pub(crate) struct CrateModules {
    modules: BTreeSet<ModulePath>,
    items: BTreeSet<(ModulePath, String)>,
    /// Imported paths, by module and name.
    imports: BTreeMap<(ModulePath, String), ModulePath>,
    /// Modules of glob imports, by module.
    globs: BTreeMap<ModulePath, Vec<ModulePath>>,
    /// Modules, each with a path that it mentions.
    mentions: Vec<(ModulePath, ModulePath)>,
}

impl CrateModules {
    /// Reads the sources below a folder `src`.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut files = Vec::new();
        collect(folder, &mut Vec::new(), &mut files);
        let has_library = files.iter().any(|(_, name, _)| name == "lib.rs");
        files.retain(|(module, name, _)| !(has_library && module.is_empty() && name == "main.rs"));
        Self::of(files.into_iter().map(|(module, _, text)| (module, text)))
    }

    /// The crate with these modules.
    pub(crate) fn of(texts: impl Iterator<Item = (ModulePath, String)>) -> Self {
        let mut all = Self::default();
        let mut imports = Vec::new();
        for (module, text) in texts {
            let source = ModuleSource::read(module, &text);
            all.modules.extend(source.modules);
            all.items.extend(source.items);
            all.mentions.extend(source.mentions);
            imports.extend(source.imports);
        }
        for import in imports {
            // A path that begins with a child's name belongs to the child; any other relative path belongs to another
            // crate.
            let below: ModulePath = [import.within.clone(), import.path.clone()].concat();
            let child = &below[..import.within.len() + usize::from(!import.path.is_empty())];
            let path = if all.modules.contains(child) {
                below
            } else {
                import.path
            };
            match import.name.as_str() {
                "*" => all.globs.entry(import.within).or_default().push(path),
                _ => drop(all.imports.insert((import.within, import.name), path)),
            }
        }
        all
    }

    /// Each module with a module that it uses.
    pub(crate) fn uses(&self) -> impl Iterator<Item = (&ModulePath, ModulePath)> {
        let uses = self.mentions.iter();
        uses.filter_map(|(module, path)| Some((module, self.defining(path, 8)?)))
    }

    /// The module of a path: the module itself, or the one that defines the item, through at most `steps` imports.
    fn defining(&self, path: &[String], steps: usize) -> Option<ModulePath> {
        let known = (0..=path.len())
            .rev()
            .find(|length| self.modules.contains(&path[..*length]))?;
        let module = path[..known].to_vec();
        let Some(name) = path.get(known) else {
            return Some(module);
        };
        let item = (module.clone(), name.clone());
        if self.items.contains(&item) || steps == 0 {
            return Some(module);
        }
        if let Some(imported) = self.imports.get(&item) {
            let of_this_crate = self.defining(imported, steps - 1);
            return of_this_crate.filter(|found| !found.is_empty() || imported.len() == 1);
        }
        let globs = self.globs.get(&module).into_iter().flatten();
        let through = globs.filter_map(|glob| {
            let path = [glob.clone(), vec![name.clone()]].concat();
            let is_module = self.modules.contains(glob);
            is_module.then(|| self.defining(&path, steps - 1)).flatten()
        });
        let found = through
            .into_iter()
            .find(|found| self.items.contains(&(found.clone(), name.clone())));
        // A name that a macro creates belongs to its module.
        Some(found.unwrap_or(module))
    }
}

/// Each file below a folder: its module, its name and its text.
fn collect(folder: &Path, module: &mut ModulePath, files: &mut Vec<(ModulePath, String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            module.push(name);
            collect(&path, module, files);
            module.pop();
        } else if let Some(stem) = name.strip_suffix(".rs") {
            let mut module = module.clone();
            if !["lib", "main", "mod"].contains(&stem) {
                module.push(stem.to_owned());
            }
            files.push((module, name.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

//! The crates of the workspace and how they depend on each other, read from their Cargo.toml files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};
use toml::{Table, Value};

use crate::app::HOST;
use crate::cargo_lock::CargoLock;

/// The workspace: its root folder and its crates by name.
#[derive(Debug)]
pub struct Workspace {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// The crates by name.
    pub members: BTreeMap<String, Member>,
    /// The target folder of another workspace, where this one builds in it.
    shared_target: Option<PathBuf>,
}

/// One crate of the workspace.
#[derive(Debug)]
pub struct Member {
    /// As in its Cargo.toml.
    pub name: String,
    /// Relative to the root.
    pub folder: PathBuf,
    /// As in its Cargo.toml, or that of the workspace.
    pub version: String,
    /// Names of the workspace crates that its library or build script depends on, for any target.
    pub dependencies: BTreeSet<String>,
    /// `[package.metadata.federation]`.
    pub federation: Option<Value>,
}

impl Workspace {
    /// The workspace that `start` lies in: the nearest folder upwards whose Cargo.toml has `[workspace]`.
    pub fn find(start: &Path) -> anyhow::Result<Self> {
        for folder in start.ancestors() {
            let file = folder.join("Cargo.toml");
            if file.is_file() {
                let manifest = read_table(&file)?;
                if manifest.contains_key("workspace") {
                    return Self::read(folder, &manifest);
                }
            }
        }
        bail!(
            "{} lies in no cargo workspace; run this inside the project",
            start.display()
        )
    }

    fn read(root: &Path, manifest: &Table) -> anyhow::Result<Self> {
        let patterns = at(manifest, &["workspace", "members"]).and_then(Value::as_array);
        let mut manifests = BTreeMap::new();
        if manifest.contains_key("package") {
            // As cargo has it: the crate of the root is a member.
            manifests.insert(PathBuf::new(), manifest.clone());
        }
        for pattern in patterns.into_iter().flatten().filter_map(Value::as_str) {
            for folder in expand(root, pattern)? {
                let table = read_table(&root.join(&folder).join("Cargo.toml"))?;
                manifests.insert(folder, table);
            }
        }
        let names: BTreeMap<PathBuf, String> = manifests
            .iter()
            .map(|(folder, table)| {
                let name = at(table, &["package", "name"]).and_then(Value::as_str);
                let name = name.with_context(|| format!("{}/Cargo.toml has no package.name", folder.display()))?;
                Ok((folder.clone(), name.to_owned()))
            })
            .collect::<anyhow::Result<_>>()?;
        let members = manifests.iter().map(|(folder, table)| {
            let member = Member {
                name: names[folder].clone(),
                folder: folder.clone(),
                version: version_of(table, manifest)
                    .with_context(|| format!("{}/Cargo.toml has no version", folder.display()))?,
                dependencies: local_dependencies(folder, table, manifest, &names),
                federation: at(table, &["package", "metadata", "federation"]).cloned(),
            };
            Ok((member.name.clone(), member))
        });
        Ok(Self {
            root: root.to_owned(),
            members: members.collect::<anyhow::Result<_>>()?,
            shared_target: None,
        })
    }

    /// Whether this is a repository of one remote, and not the shop.
    pub fn is_of_one_remote(&self) -> bool {
        !self.members.contains_key(HOST)
    }

    /// The folder that has `.tools/`: this one, or that of the project which this program is of.
    pub fn tools_root(&self) -> &Path {
        match self.is_of_one_remote() {
            true => Path::new(env!("CARGO_MANIFEST_DIR"))
                .ancestors()
                .nth(2)
                .unwrap_or(&self.root),
            false => &self.root,
        }
    }

    /// The version of the contract that apps of this workspace are compiled with.
    pub fn contract_version(&self) -> anyhow::Result<String> {
        const CONTRACT: &str = "shared-store";
        if let Some(member) = self.members.get(CONTRACT) {
            return Ok(member.version.clone());
        }
        let lock = CargoLock::read(&self.root)?;
        let version = lock.version_of(CONTRACT);
        let missing = || {
            format!(
                "{} depends on no {CONTRACT}, so no host could take it",
                self.root.display()
            )
        };
        version.map(str::to_owned).with_context(missing)
    }

    /// The crate of this name.
    pub fn member(&self, name: &str) -> anyhow::Result<&Member> {
        self.members
            .get(name)
            .with_context(|| format!("there is no crate \"{name}\" in this workspace"))
    }

    /// The crate and every workspace crate that it depends on, directly or not.
    pub fn with_dependencies(&self, name: &str) -> BTreeSet<&Member> {
        let mut found = BTreeSet::new();
        let mut open = vec![name];
        while let Some(member) = open.pop().and_then(|name| self.members.get(name)) {
            if found.insert(member) {
                open.extend(member.dependencies.iter().map(String::as_str));
            }
        }
        found
    }

    /// The same workspace, building in the target folder of `other`.
    pub fn sharing_target_of(mut self, other: &Self) -> Self {
        self.shared_target = Some(other.target_folder());
        self
    }

    /// Where the notes of the last builds are: each workspace has its own, also where they share a target folder.
    pub fn notes_folder(&self) -> PathBuf {
        let target = match self.shared_target {
            Some(_) => self.root.join("target"),
            None => self.target_folder(),
        };
        target.join("xtask").join("builds")
    }

    /// Where cargo puts what it builds.
    pub fn target_folder(&self) -> PathBuf {
        if let Some(shared) = &self.shared_target {
            return shared.clone();
        }
        match std::env::var_os("CARGO_TARGET_DIR") {
            // Cargo takes a relative path from the current folder; so does this.
            Some(folder) => std::path::absolute(&folder).unwrap_or_else(|_| folder.into()),
            None => self.root.join("target"),
        }
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Member {}

impl PartialOrd for Member {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Member {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(&other.name)
    }
}

/// Reads a TOML file; errors name it.
pub fn read_table(file: &Path) -> anyhow::Result<Table> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    text.parse()
        .with_context(|| format!("{} is not valid TOML", file.display()))
}

/// The value under this path of keys.
pub fn at<'a>(table: &'a Table, keys: &[&str]) -> Option<&'a Value> {
    let (first, rest) = keys.split_first()?;
    rest.iter().try_fold(table.get(*first)?, |value, key| value.get(*key))
}

fn expand(root: &Path, pattern: &str) -> anyhow::Result<Vec<PathBuf>> {
    let Some(parent) = pattern.strip_suffix("/*") else {
        return Ok(vec![PathBuf::from(pattern)]);
    };
    let folder = root.join(parent);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            found.push(Path::new(parent).join(entry.file_name()));
        }
    }
    found.sort();
    Ok(found)
}

fn version_of(table: &Table, workspace: &Table) -> Option<String> {
    let version = at(table, &["package", "version"])?;
    let version = match version.as_str() {
        Some(own) => own,
        None => at(workspace, &["workspace", "package", "version"])?.as_str()?,
    };
    Some(version.to_owned())
}

fn local_dependencies(
    folder: &Path,
    table: &Table,
    workspace: &Table,
    names: &BTreeMap<PathBuf, String>,
) -> BTreeSet<String> {
    let of_targets = table
        .get("target")
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(Table::values);
    let sections = std::iter::once(table)
        .chain(of_targets.filter_map(Value::as_table))
        .flat_map(|table| [table.get("dependencies"), table.get("build-dependencies")]);
    let mut found = BTreeSet::new();
    for (name, value) in sections.flatten().filter_map(Value::as_table).flatten() {
        let inherited = value.get("workspace").is_some();
        let path = match inherited {
            true => at(workspace, &["workspace", "dependencies", name, "path"]),
            false => value.get("path"),
        };
        if let Some(path) = path.and_then(Value::as_str) {
            let base = if inherited { Path::new("") } else { folder };
            found.extend(names.get(&normalized(&base.join(path))).cloned());
        }
    }
    found
}

/// The path without `.` and `..`.
pub fn normalized(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, file: &str, text: &str) {
        let file = root.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn example() -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(
            root,
            "Cargo.toml",
            "[workspace]\nmembers = [\"store\", \"wire\", \"remotes/*\"]\n\
             [workspace.package]\nversion = \"0.3.0\"\n\
             [workspace.dependencies]\nstore = { path = \"store\" }\nserde = \"1\"\n",
        );
        write(
            root,
            "wire/Cargo.toml",
            "[package]\nname = \"wire\"\nversion.workspace = true\n",
        );
        write(
            root,
            "store/Cargo.toml",
            "[package]\nname = \"store\"\nversion = \"1.2.0\"\n\
             [target.\"cfg(unix)\".dependencies]\nwire = { path = \"../wire\" }\n",
        );
        write(
            root,
            "remotes/cart/Cargo.toml",
            "[package]\nname = \"cart\"\nversion.workspace = true\n\
             [package.metadata.federation]\nport = 4002\n\
             [dependencies]\nstore.workspace = true\nserde.workspace = true\n",
        );
        write(
            root,
            "remotes/auth/Cargo.toml",
            "[package]\nname = \"auth\"\nversion = \"0.1.0\"\n",
        );
        write(root, "remotes/notes.txt", "no crate");
        let workspace = Workspace::find(&root.join("remotes/cart")).unwrap();
        (folder, workspace)
    }

    #[test]
    fn members_are_found_with_their_versions() {
        let (_folder, workspace) = example();
        let versions: Vec<_> = workspace
            .members
            .values()
            .map(|m| (m.name.as_str(), m.version.as_str()))
            .collect();
        assert_eq!(
            versions,
            [
                ("auth", "0.1.0"),
                ("cart", "0.3.0"),
                ("store", "1.2.0"),
                ("wire", "0.3.0")
            ]
        );
    }

    #[test]
    fn path_dependencies_are_followed_to_the_end() {
        let (_folder, workspace) = example();
        let names = |of| {
            workspace
                .with_dependencies(of)
                .iter()
                .map(|m| m.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("cart"), ["cart", "store", "wire"]);
        assert_eq!(names("auth"), ["auth"]);
    }

    #[test]
    fn federation_metadata_is_kept() {
        let (_folder, workspace) = example();
        let metadata = workspace.member("cart").unwrap().federation.as_ref().unwrap();
        assert_eq!(metadata["port"].as_integer(), Some(4002));
    }

    #[test]
    fn a_folder_outside_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            Workspace::find(folder.path())
                .unwrap_err()
                .to_string()
                .contains("no cargo workspace")
        );
    }
}

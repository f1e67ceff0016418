//! The workspace as reported by `cargo metadata`: its crates, their versions and dependencies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, anyhow, bail};
use cargo_metadata::{Metadata, MetadataCommand, Package};
use serde_json::Value;

use crate::normalized_path::normalized;
use crate::package_graph::PackageGraph;
use crate::settings::{Places, Settings};

/// A workspace: its root folder and its crates by name.
#[derive(Debug)]
pub struct Workspace {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// The crates by name.
    pub members: BTreeMap<String, Member>,
    /// Dependencies of the crates.
    pub packages: PackageGraph,
    /// `[workspace.metadata.tarn]`.
    pub settings: Settings,
    /// Optional files and folders.
    pub places: Places,
    /// Whether the root Cargo.toml has a release profile.
    pub has_release_profile: bool,
    /// Cargo's target folder.
    target: PathBuf,
    /// The target folder of another workspace, if this one builds in it.
    shared_target: Option<PathBuf>,
}

/// One crate of the workspace.
#[derive(Debug)]
pub struct Member {
    /// Name in its Cargo.toml.
    pub name: String,
    /// Relative to the root.
    pub folder: PathBuf,
    /// Version in its Cargo.toml, or the workspace's.
    pub version: String,
    /// `[package.metadata.federation]`.
    pub federation: Option<Value>,
}

impl Workspace {
    /// The workspace of the folder `start`. Cargo updates Cargo.lock and downloads missing crates, with its own
    /// messages.
    ///
    /// # Errors
    /// There is no workspace, or cargo cannot read it.
    pub fn find(start: &Path) -> anyhow::Result<Self> {
        if !start.ancestors().any(|folder| folder.join("Cargo.toml").is_file()) {
            bail!(
                "{} is not in a cargo workspace; change to the folder of one, or make one with `tarn new host PATH`",
                start.display()
            )
        }
        let cannot = || format!("cannot read the workspace of {}", start.display());
        let mut command = MetadataCommand::new();
        command.current_dir(start);
        // Silent if everything is present. Otherwise cargo updates and downloads, with its own messages and errors.
        let mut as_it_is = command.clone();
        as_it_is.other_options(["--frozen".to_owned()]);
        let metadata = as_it_is.exec().or_else(|_| command.verbose(true).exec());
        let metadata = metadata.map_err(|error| match error {
            // Cargo has said why.
            cargo_metadata::Error::CargoMetadata { .. } => anyhow!("{}: see the message of cargo above", cannot()),
            other => Error::new(other).context(cannot()),
        })?;
        Self::of(&metadata)
    }

    fn of(metadata: &Metadata) -> anyhow::Result<Self> {
        let root = PathBuf::from(&metadata.workspace_root);
        let members = metadata.workspace_packages().into_iter().map(|package| {
            let member = Member::of(package, &root);
            (member.name.clone(), member)
        });
        let members: BTreeMap<_, _> = members.collect();
        let settings = Settings::of(&metadata.workspace_metadata)?;
        let host = members.get(&settings.host).map(|host: &Member| host.folder.as_path());
        let workspace = Self {
            places: Places::find(&root, host, &settings)?,
            members,
            settings,
            packages: PackageGraph::of(metadata),
            has_release_profile: has_release_profile(&root)?,
            target: PathBuf::from(&metadata.target_directory),
            shared_target: None,
            root,
        };
        workspace.check_named_parts(&metadata.workspace_metadata)?;
        Ok(workspace)
    }

    /// Parts that the settings name must exist; default ones are optional.
    fn check_named_parts(&self, metadata: &Value) -> anyhow::Result<()> {
        let is_named = |setting: &str| metadata.pointer(&format!("/tarn/{setting}")).is_some();
        let settings = &self.settings;
        for (setting, exists, name) in [
            ("host", self.host().is_some(), &settings.host),
            ("contract", self.contract().is_some(), &settings.contract),
            ("server/package", self.server().is_some(), &settings.server.package),
        ] {
            if is_named(setting) && !exists {
                bail!("[workspace.metadata.tarn] {setting} = \"{name}\": there is no crate of this name");
            }
        }
        if is_named("remotes") && !self.root.join(&settings.remotes).is_dir() {
            bail!(
                "[workspace.metadata.tarn] remotes = \"{}\": there is no such folder",
                settings.remotes.display()
            );
        }
        Ok(())
    }

    /// The host's crate, if the workspace has one.
    pub fn host(&self) -> Option<&Member> {
        self.members.get(&self.settings.host)
    }

    /// The server's crate, if the workspace has one.
    pub fn server(&self) -> Option<&Member> {
        self.members.get(&self.settings.server.package)
    }

    /// The folder of the installed tools.
    pub fn tools_folder(&self) -> PathBuf {
        normalized(&self.root.join(&self.settings.tools))
    }

    /// Name and version of the contract of this workspace's apps.
    pub fn contract(&self) -> Option<(&str, &str)> {
        let name = self.settings.contract.as_str();
        let member = self.members.get(name).map(|member| member.version.as_str());
        Some((name, member.or_else(|| self.packages.version_of(name))?))
    }

    /// The crate of this name.
    pub fn member(&self, name: &str) -> anyhow::Result<&Member> {
        self.members
            .get(name)
            .with_context(|| format!("there is no crate \"{name}\" in this workspace"))
    }

    /// The same workspace, with the target folder of `other`.
    pub fn sharing_target_of(mut self, other: &Self) -> Self {
        self.shared_target = Some(other.target_folder());
        self
    }

    /// The folder of the build records: each workspace has its own, even in a shared target folder.
    pub fn notes_folder(&self) -> PathBuf {
        let target = self.target_folder();
        let own = match target.starts_with(&self.root) {
            true => target,
            // CARGO_TARGET_DIR, perhaps, which several workspaces may have.
            false => self.root.join("target"),
        };
        own.join("tarn").join("builds")
    }

    /// The tool's folder in the target folder: packaged builds before deployment, locks.
    pub fn own_target_folder(&self) -> PathBuf {
        self.target_folder().join("tarn")
    }

    /// Cargo's target folder.
    pub fn target_folder(&self) -> PathBuf {
        if let Some(shared) = &self.shared_target {
            return shared.clone();
        }
        self.target.clone()
    }
}

impl Member {
    fn of(package: &Package, root: &Path) -> Self {
        let folder = package.manifest_path.parent().map(Path::new).unwrap_or(root);
        Self {
            name: package.name.to_string(),
            folder: folder.strip_prefix(root).unwrap_or(folder).to_owned(),
            version: package.version.to_string(),
            federation: package.metadata.get("federation").cloned(),
        }
    }
}

/// Whether the Cargo.toml in this folder has a `[profile.release]`.
fn has_release_profile(root: &Path) -> anyhow::Result<bool> {
    let file = root.join("Cargo.toml");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let manifest: toml::Table = toml::from_str(&text).with_context(|| format!("{} is not valid", file.display()))?;
    Ok(manifest
        .get("profile")
        .is_some_and(|profiles| profiles.get("release").is_some()))
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
            "[workspace]\nresolver = \"3\"\nmembers = [\"store\", \"wire\", \"remotes/*\"]\n\
             [workspace.package]\nversion = \"0.3.0\"\nedition = \"2024\"\n\
             [workspace.dependencies]\nstore = { path = \"store\" }\n",
        );
        for (krate, rest) in [
            ("wire", "version.workspace = true\n"),
            (
                "store",
                "version = \"1.2.0\"\n[target.\"cfg(unix)\".dependencies]\nwire = { path = \"../wire\" }\n",
            ),
            (
                "remotes/cart",
                "version.workspace = true\n[package.metadata.federation]\nport = 4002\n\
                 [dependencies]\nstore.workspace = true\n",
            ),
            (
                "remotes/auth",
                "version = \"0.1.0\"\n[dev-dependencies]\nstore.workspace = true\n",
            ),
        ] {
            let name = krate.rsplit('/').next().unwrap();
            let manifest = format!("[package]\nname = \"{name}\"\nedition.workspace = true\n{rest}");
            write(root, &format!("{krate}/Cargo.toml"), &manifest);
            write(root, &format!("{krate}/src/lib.rs"), "");
        }
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
        assert_eq!(workspace.member("cart").unwrap().folder, Path::new("remotes/cart"));
    }

    #[test]
    fn path_dependencies_are_followed_to_the_end_and_those_of_tests_are_not() {
        let (_folder, workspace) = example();
        let folders = |of| {
            let folders = workspace.packages.local_folders_of(of).into_iter();
            folders
                .map(|folder| folder.strip_prefix(&workspace.root).unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            folders("cart"),
            [Path::new("remotes/cart"), Path::new("store"), Path::new("wire")]
        );
        assert_eq!(folders("auth"), [Path::new("remotes/auth")]);
    }

    #[test]
    fn federation_metadata_is_kept() {
        let (_folder, workspace) = example();
        let metadata = workspace.member("cart").unwrap().federation.as_ref().unwrap();
        assert_eq!(metadata["port"], 4002);
    }

    #[test]
    fn workspaces_that_share_a_target_folder_have_notes_of_their_own() {
        let ((_one, one), (_two, two)) = (example(), example());
        assert_eq!(one.notes_folder(), one.root.join("target/tarn/builds"));
        let shared = two.root.clone();
        let two = two.sharing_target_of(&one);
        assert_eq!(two.own_target_folder(), one.own_target_folder());
        assert_eq!(two.notes_folder(), shared.join("target/tarn/builds"));
    }

    #[test]
    fn a_workspace_may_say_how_release_builds_are_compiled() {
        let (folder, workspace) = example();
        assert!(!workspace.has_release_profile);
        let manifest = folder.path().join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap() + "[profile.release]\nopt-level = 2\n";
        fs::write(manifest, text).unwrap();
        assert!(Workspace::find(folder.path()).unwrap().has_release_profile);
    }

    #[test]
    fn a_part_that_the_settings_name_must_exist() {
        for setting in [
            "host = \"hst\"",
            "contract = \"stor\"",
            "remotes = \"remote\"",
            "server = { package = \"srv\" }",
        ] {
            let (folder, _) = example();
            let file = folder.path().join("Cargo.toml");
            let text = fs::read_to_string(&file).unwrap() + "[workspace.metadata.tarn]\n" + setting + "\n";
            fs::write(&file, text).unwrap();
            let error = Workspace::find(folder.path()).unwrap_err().to_string();
            assert!(error.contains("there is no"), "{setting}: {error}");
        }
    }

    #[test]
    fn a_folder_outside_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            Workspace::find(folder.path())
                .unwrap_err()
                .to_string()
                .contains("not in a cargo workspace")
        );
    }
}

//! The development tools: plain JavaScript, copied unchanged into a content-hashed folder of dist/. A workspace may have
//! its own; every other one gets those of this tool's version.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::deployment;
use crate::package::FileSet;
use crate::size_table::AppSizes;
use crate::trunk::Profile;
use crate::workspace::Workspace;

/// Their folder in dist/.
const DEVTOOLS: &str = "devtools";

/// The file that pages import; it names the folder of the other files and is never cached.
const ENTRY: &str = "index.js";

macro_rules! texts {
    ($($file:literal),* $(,)?) => { &[$(($file, include_str!(concat!("../devtools/", $file)))),*] };
}

/// The files of this tool's version.
const EMBEDDED: &[(&str, &str)] = texts![
    "element.js",
    "history.js",
    "lifted_state.js",
    "override_badge.js",
    "overrides.js",
    "panel/actions_tab.js",
    "panel/live_view.js",
    "panel/panel.js",
    "panel/remotes_tab.js",
    "panel/store_tab.js",
    "redux_extension.js",
    "refusal_notice.js",
    "start.js",
    "state_diff.js",
    "tools.css",
];

/// Updates dist/devtools/.
pub fn deploy(workspace: &Workspace, profile: Profile) -> anyhow::Result<()> {
    let files = match &workspace.places.devtools {
        Some(folder) => FileSet::read(folder)?,
        // Pages of a host open the tools.
        None if workspace.host().is_some() => embedded(),
        None => return Ok(()),
    };
    let place = workspace.root.join("dist").join(DEVTOOLS);
    let staging = workspace.own_target_folder().join(DEVTOOLS);
    deploy_files(&files, &staging, &place, profile).context("cannot deploy the development tools")
}

fn embedded() -> FileSet {
    let files = EMBEDDED.iter();
    FileSet {
        files: files
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_owned()))
            .collect(),
    }
}

fn deploy_files(files: &FileSet, staging: &Path, place: &Path, profile: Profile) -> anyhow::Result<()> {
    let build_id = files.build_id();
    if staging.exists() {
        fs::remove_dir_all(staging)?;
    }
    files.write(&staging.join(&build_id))?;
    // Not part of the page's load, so they have no budget.
    let mut unjudged = AppSizes::default();
    let mut sizes = (profile == Profile::Release).then_some(&mut unjudged);
    deployment::deploy_build(staging, place, "", sizes.as_deref_mut())?;
    let entry = format!("export * from \"./{build_id}/start.js\";\n");
    deployment::put(&place.join(ENTRY), entry.as_bytes(), sizes)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_tools_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("devtools");
        assert_eq!(embedded().files, FileSet::read(&folder).unwrap().files);
    }

    #[test]
    fn the_entry_names_the_folder_of_the_current_files_and_earlier_ones_stay() {
        let root = tempfile::tempdir().unwrap();
        let (sources, place) = (root.path().join("devtools"), root.path().join("dist/devtools"));
        fs::create_dir_all(&sources).unwrap();
        let deploy = |text: &str| {
            fs::write(sources.join("start.js"), text).unwrap();
            let files = FileSet::read(&sources).unwrap();
            deploy_files(&files, &root.path().join("staging"), &place, Profile::Release).unwrap();
            let entry = fs::read_to_string(place.join(ENTRY)).unwrap();
            let (_, rest) = entry.split_once("./").unwrap();
            rest.split('/').next().unwrap().to_owned()
        };
        let first = deploy("1");
        let second = deploy("2");
        assert_ne!(first, second);
        for (build_id, text) in [(first, "1"), (second, "2")] {
            assert_eq!(
                fs::read_to_string(place.join(&build_id).join("start.js")).unwrap(),
                text
            );
            assert!(place.join(&build_id).join("start.js.br").is_file());
        }
    }
}

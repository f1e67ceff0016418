//! Folders of builds, which are named by their content.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

/// The name of the one build in a folder.
pub(crate) fn only_build(parent: &Path) -> anyhow::Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(parent).with_context(|| format!("the build left no {}", parent.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && is_build_id(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [name] => Ok(name.clone()),
        _ => bail!(
            "{} should hold the folder of one build, but holds {names:?}; is trunk's post_build hook in Trunk.toml?",
            parent.display()
        ),
    }
}

/// Whether a folder's name is that of a build.
pub fn is_build_id(name: &str) -> bool {
    name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

//! Folders of new workspaces, and the paths between them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Whether the folder contains nothing, or only the files of a new git repository.
pub(super) fn is_empty(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.all(|entry| entry.file_name() == ".git")
}

/// The relative path from one folder to another, with `/`.
pub(crate) fn way(from: &Path, to: &Path) -> String {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The path of a folder that need not exist, with the links of its existing ancestors resolved.
pub(super) fn without_links(folder: &Path) -> anyhow::Result<PathBuf> {
    let existing = folder.ancestors().find(|ancestor| ancestor.exists());
    let existing = existing.with_context(|| format!("{} is below no folder", folder.display()))?;
    Ok(fs::canonicalize(existing)?.join(folder.strip_prefix(existing)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_to_the_project_is_relative() {
        assert_eq!(way(Path::new("/code/reviews"), Path::new("/code/tarn")), "../tarn");
        assert_eq!(way(Path::new("/a/b/c"), Path::new("/x")), "../../../x");
    }
}

//! Atomic writes: readers see either the old or the new content of a file.

use std::fs;
use std::io;
use std::path::Path;

/// Writes to a temporary file beside `file`, then renames it. Missing folders are created. A symbolic link stays one: its target is written.
pub fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(file);
    let file = target.as_deref().unwrap_or(file);
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = folder.join(format!(".{name}.{}", std::process::id()));
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, file)
}

/// Removes the file; a missing file is no error.
pub fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(unix)]
    fn a_symbolic_link_stays_one_and_its_target_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target.json"), folder.path().join("link.json"));
        std::fs::write(&target, "before").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        super::write(&link, b"after").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "after");
    }
}

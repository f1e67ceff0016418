//! Reads files of the built apps.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file as it goes out.
pub(super) struct DistFile {
    /// Its bytes, compressed or not.
    pub(super) bytes: Vec<u8>,
    /// Whether the bytes are compressed with brotli.
    pub(super) is_brotli: bool,
    /// Whether there is a compressed form, so that the answer depends on `Accept-Encoding`.
    pub(super) varies: bool,
}

/// Reads a file below `root`; `None` if there is none. Nothing is kept, so that what is built
/// anew is served anew.
///
/// The compressed form is `<file>.br` beside it. It is not taken when the file was changed later,
/// unless the file `is_immutable`.
pub(super) async fn read(
    root: &Path,
    file: PathBuf,
    takes_brotli: bool,
    is_immutable: bool,
) -> io::Result<Option<DistFile>> {
    let root = root.to_owned();
    tokio::task::spawn_blocking(move || read_now(&root, &file, takes_brotli, is_immutable))
        .await
        .map_err(io::Error::other)?
}

fn read_now(root: &Path, file: &Path, takes_brotli: bool, is_immutable: bool) -> io::Result<Option<DistFile>> {
    let Some(changed) = changed_at(root, file)? else {
        return Ok(None);
    };
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    let compressed = PathBuf::from(compressed);
    let is_fresh = changed_at(root, &compressed)?.is_some_and(|br| is_immutable || br >= changed);
    let is_brotli = is_fresh && takes_brotli;
    let bytes = match fs::read(if is_brotli { &compressed } else { file }) {
        // Taken away since.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        result => result?,
    };
    Ok(Some(DistFile {
        bytes,
        is_brotli,
        varies: is_fresh,
    }))
}

/// When the file was changed; `None` if there is no such file, or a link leads out of `root`.
fn changed_at(root: &Path, file: &Path) -> io::Result<Option<SystemTime>> {
    let found = root
        .canonicalize()
        .and_then(|root| Ok((root, file.canonicalize()?)))
        .and_then(|(root, file)| Ok((file.starts_with(root), fs::metadata(file)?)));
    match found {
        Ok((true, metadata)) if metadata.is_file() => metadata.modified().map(Some),
        Ok(_) => Ok(None),
        // Also a file where the path needs a folder, and a name that is too long for the system.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

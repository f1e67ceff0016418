//! Reads files of the built apps.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::dictionary::{self, Dictionary};

/// A file to send.
pub(super) struct DistFile {
    /// Its bytes, compressed or not.
    pub(super) bytes: Vec<u8>,
    /// The content encoding.
    pub(super) encoding: Option<&'static str>,
    /// The value of `Vary`.
    pub(super) varies: Option<&'static str>,
}

/// The acceptable forms of a file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Forms {
    /// The client accepts brotli.
    pub(super) brotli: bool,
    /// The path contains a content hash.
    pub(super) is_immutable: bool,
    /// The file may have deltas.
    pub(super) has_deltas: bool,
    /// The client's dictionary.
    pub(super) dictionary: Option<Dictionary>,
}

/// Reads a file below `root`; `None` if it does not exist. Nothing is cached, so a new build is served at once.
///
/// The compressed form is `<file>.br` beside it. It is stale, and not used, if the file changed later, unless the file is
/// immutable. Deltas lie there, too.
pub(super) async fn read(root: &Path, file: PathBuf, forms: Forms) -> io::Result<Option<DistFile>> {
    let root = root.to_owned();
    tokio::task::spawn_blocking(move || read_now(&root, &file, forms))
        .await
        .map_err(io::Error::other)?
}

fn read_now(root: &Path, file: &Path, forms: Forms) -> io::Result<Option<DistFile>> {
    let Some(changed) = changed_at(root, file)? else {
        return Ok(None);
    };
    let beside = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let compressed = beside(".br");
    let is_fresh = changed_at(root, &compressed)?.is_some_and(|br| forms.is_immutable || br >= changed);
    let varies = match (forms.has_deltas, is_fresh) {
        (true, _) => Some(dictionary::VARY),
        (false, true) => Some("accept-encoding"),
        (false, false) => None,
    };
    if let Some(dictionary) = forms.dictionary.filter(|_| forms.has_deltas) {
        let delta = beside(&dictionary.ending());
        if changed_at(root, &delta)?.is_some()
            && let Some(bytes) = read_if_there(&delta)?
            && dictionary.is_of(&bytes)
        {
            let encoding = Some(dictionary::ENCODING);
            return Ok(Some(DistFile {
                bytes,
                encoding,
                varies,
            }));
        }
    }
    let is_brotli = is_fresh && forms.brotli;
    let bytes = read_if_there(if is_brotli { &compressed } else { file })?;
    Ok(bytes.map(|bytes| DistFile {
        bytes,
        encoding: is_brotli.then_some("br"),
        varies,
    }))
}

/// `None` for a file that was deleted since the check.
fn read_if_there(file: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

/// The file's modification time; `None` if it does not exist, or a link leads out of `root`.
fn changed_at(root: &Path, file: &Path) -> io::Result<Option<SystemTime>> {
    let found = root
        .canonicalize()
        .and_then(|root| Ok((root, file.canonicalize()?)))
        .and_then(|(root, file)| Ok((file.starts_with(root), fs::metadata(file)?)));
    match found {
        Ok((true, metadata)) if metadata.is_file() => metadata.modified().map(Some),
        Ok(_) => Ok(None),
        // Also a file in place of a folder, and a name that is too long for the system.
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

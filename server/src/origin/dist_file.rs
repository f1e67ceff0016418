//! Reads files of the built apps.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::dictionary::{self, Dictionary};

/// A file as it goes out.
pub(super) struct DistFile {
    /// Its bytes, compressed or not.
    pub(super) bytes: Vec<u8>,
    /// How they are compressed: a content encoding.
    pub(super) encoding: Option<&'static str>,
    /// Which request headers the answer depends on.
    pub(super) varies: Option<&'static str>,
}

/// How a file may go out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Forms {
    /// The client takes brotli.
    pub(super) brotli: bool,
    /// The file's path carries a content hash.
    pub(super) is_immutable: bool,
    /// There may be deltas of the file.
    pub(super) has_deltas: bool,
    /// What the client has that a delta may be against.
    pub(super) dictionary: Option<Dictionary>,
}

/// Reads a file below `root`; `None` if there is none. Nothing is kept, so that what is built
/// anew is served anew.
///
/// The compressed form is `<file>.br` beside it. It is not taken when the file was changed later,
/// unless the file is immutable. A delta against a dictionary lies there, too.
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

/// `None` for a file that was taken away since somebody looked.
fn read_if_there(file: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
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

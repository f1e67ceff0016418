//! Deltas against files that a browser already has: Compression Dictionary Transport (RFC 9842), prepared at deploy
//! time.
//!
//! All apps link the same framework, so the host's wasm is a good dictionary for the wasm of each remote, and a build
//! is a very good dictionary for the next build of the same app. `cart_bg.wasm.<dictionary>.dcz` lies beside
//! `cart_bg.wasm` for each possible dictionary: the host's current wasm, and the cart's wasm in the kept builds. The
//! server sends it to browsers that announce this dictionary; all others get brotli.
//!
//! The encoding is `dcz`, zstd. Brotli's `dcb` would be 5 % smaller, but its safe Rust encoder may copy across the end
//! of the dictionary. Browsers refuse that, and its decoders do not detect it. Each delta is decoded once with zstd,
//! the library that browsers use, before it is kept.

mod report;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

use crate::app::HOST;
use crate::atomic_file;
use crate::build_folder::is_build_id;
use crate::fingerprint::hex;
use crate::renderer_files;
pub use report::{markdown, table};

/// Prefix of the frame: the header of a frame that zstd skips, then the SHA-256 of the dictionary.
const MAGIC: [u8; 8] = [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0];

/// The highest level of zstd, for files that are compressed once and served often.
const LEVEL: i32 = 22;

/// 8 MB, the largest window that every browser supports; dictionary and file must fit into it.
const WINDOW_LOG: u32 = 23;

/// File name endings of wasm and glue. Deltas of styles and manifests would save only a few hundred bytes.
const WASM: &str = "_bg.wasm";
const GLUE: &str = ".js";

/// Deltas of an app's current build.
#[derive(Debug)]
pub struct AppDeltas {
    /// Name of the app.
    pub app: String,
    /// Deltas of its wasm.
    pub wasm: FileDeltas,
    /// Deltas of its glue.
    pub glue: FileDeltas,
    /// Bytes of all files of the app with brotli.
    pub brotli: u64,
}

/// Download sizes of a file for browsers with different dictionaries. `None` if there is no such dictionary.
#[derive(Debug, Default)]
pub struct FileDeltas {
    /// Without a dictionary.
    pub brotli: u64,
    /// With the host's file.
    pub against_host: Option<u64>,
    /// With the file of the previous build.
    pub against_previous: Option<u64>,
}

impl FileDeltas {
    /// Download size with the host's file and without an older file of this app.
    pub fn after_host(&self) -> u64 {
        self.against_host.unwrap_or(self.brotli)
    }
}

/// An app's folder in dist/.
struct Place {
    app: String,
    /// Build folders: the current one first, then from newest to oldest.
    builds: Vec<PathBuf>,
    entry_files: Vec<PathBuf>,
}

/// A file that a browser may have.
struct Dictionary {
    bytes: Vec<u8>,
    sha256: [u8; 32],
}

/// Creates the missing deltas in this folder of built apps, and removes those without a dictionary.
pub fn prepare(dist: &Path) -> anyhow::Result<Vec<AppDeltas>> {
    let host = Place::find(HOST, &dist.join(HOST), "assets", "index.html")?;
    // Before the first build of the host, only previous builds are dictionaries.
    let of_host = |ending| match host.as_ref().map(|host| host.file(ending)).transpose()?.flatten() {
        Some(file) => Dictionary::read(&file).map(Some),
        None => Ok(None),
    };
    let of_host = [of_host(WASM)?, of_host(GLUE)?];
    let mut all = Vec::new();
    if let Some(host) = &host {
        all.push(host.prepare([None, None])?);
    }
    for name in folder_names(&dist.join("remotes"))? {
        if let Some(remote) = Place::find(&name, &dist.join("remotes").join(&name), "", "remote.json")? {
            all.push(remote.prepare([of_host[0].as_ref(), of_host[1].as_ref()])?);
        }
    }
    if all.is_empty() {
        bail!(
            "there are no built apps in {}; `tarn build` builds them",
            dist.display()
        );
    }
    Ok(all)
}

impl Place {
    /// `None` for a remote whose build folders are not named by content: browsers may not cache its files.
    fn find(app: &str, folder: &Path, builds: &str, entry: &str) -> anyhow::Result<Option<Self>> {
        let Ok(text) = fs::read_to_string(folder.join(entry)) else {
            return Ok(None);
        };
        let mut found: Vec<(bool, SystemTime, PathBuf)> = Vec::new();
        for name in folder_names(&folder.join(builds))?
            .into_iter()
            .filter(|name| is_build_id(name))
        {
            let build = folder.join(builds).join(&name);
            found.push((
                text.contains(&format!("{name}/")),
                fs::metadata(&build)?.modified()?,
                build,
            ));
        }
        found.sort_by(|one, other| other.cmp(one));
        if !found.first().is_some_and(|(is_present, ..)| *is_present) {
            return Ok(None);
        }
        Ok(Some(Self {
            app: app.to_owned(),
            builds: found.into_iter().map(|(.., folder)| folder).collect(),
            entry_files: vec![folder.join(entry)],
        }))
    }

    /// The file of the current build with this name ending; snippets are in subfolders.
    fn file(&self, ending: &str) -> anyhow::Result<Option<PathBuf>> {
        let mut found = files_in(&self.builds[0])?
            .into_iter()
            .filter(|file| file.to_string_lossy().ends_with(ending));
        Ok(found.next())
    }

    fn prepare(&self, of_host: [Option<&Dictionary>; 2]) -> anyhow::Result<AppDeltas> {
        let mut brotli = 0;
        for file in self.entry_files.iter().cloned().chain(files_below(&self.builds[0])?) {
            let name = file.to_string_lossy();
            // Browsers do not download the renderer.
            if !name.ends_with(".br") && !name.ends_with(".dcz") && !renderer_files::is_component(&file) {
                brotli += brotli_size(&file)?;
            }
        }
        let deltas = |ending, of_host| match self.file(ending)? {
            Some(file) => self.prepare_file(&file, of_host),
            None => Ok(FileDeltas::default()),
        };
        Ok(AppDeltas {
            app: self.app.clone(),
            wasm: deltas(WASM, of_host[0])?,
            glue: deltas(GLUE, of_host[1])?,
            brotli,
        })
    }

    fn prepare_file(&self, file: &Path, of_host: Option<&Dictionary>) -> anyhow::Result<FileDeltas> {
        let bytes = fs::read(file)?;
        let brotli = brotli_size(file)?;
        let mut kept = Vec::new();
        let mut delta = |dictionary: &Dictionary| -> anyhow::Result<Option<u64>> {
            // A rebuilt app with identical output.
            if dictionary.bytes == bytes {
                return Ok(None);
            }
            let place = dictionary.place_beside(file);
            if !place.is_file() {
                let delta = dictionary
                    .compress(&bytes)
                    .with_context(|| format!("cannot compress {}", file.display()))?;
                if delta.len() as u64 >= brotli {
                    return Ok(None);
                }
                atomic_file::write(&place, &delta).with_context(|| format!("cannot write {}", place.display()))?;
            }
            let size = fs::metadata(&place)?.len();
            kept.push(place);
            Ok(Some(size))
        };
        let against_host = of_host.map(&mut delta).transpose()?.flatten();
        let mut against_previous = None;
        for build in &self.builds[1..] {
            let previous = build.join(file.file_name().unwrap_or_default());
            if previous.is_file()
                && let Some(size) = delta(&Dictionary::read(&previous)?)?
            {
                against_previous.get_or_insert(size);
            }
        }
        self.remove_others(file, &kept)?;
        Ok(FileDeltas {
            brotli,
            against_host,
            against_previous,
        })
    }

    fn remove_others(&self, file: &Path, kept: &[PathBuf]) -> anyhow::Result<()> {
        let start = format!("{}.", file.file_name().unwrap_or_default().to_string_lossy());
        for other in files_in(&self.builds[0])? {
            let name = other.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(&start) && name.ends_with(".dcz") && !kept.contains(&other) {
                atomic_file::remove(&other)?;
            }
        }
        Ok(())
    }
}

impl Dictionary {
    fn read(file: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let sha256 = Sha256::digest(&bytes).into();
        Ok(Self { bytes, sha256 })
    }

    /// Path of the delta of `file` against this dictionary, where the server looks for it.
    fn place_beside(&self, file: &Path) -> PathBuf {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{}.dcz", &hex(&self.sha256)[..16]));
        name.into()
    }

    fn compress(&self, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
        if (self.bytes.len() + bytes.len()) as u64 > 1 << WINDOW_LOG {
            bail!("the file and its dictionary exceed the 8 MB window of browsers");
        }
        let mut delta = [&MAGIC[..], &self.sha256].concat();
        let mut encoder = zstd::stream::write::Encoder::with_ref_prefix(&mut delta, LEVEL, &self.bytes)?;
        encoder.window_log(WINDOW_LOG)?;
        encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
        encoder.write_all(bytes)?;
        encoder.finish()?;
        if self.expand(&delta)? != bytes {
            bail!("zstd does not decode its own output");
        }
        Ok(delta)
    }

    fn expand(&self, delta: &[u8]) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let frame = delta.get(MAGIC.len() + self.sha256.len()..).unwrap_or_default();
        zstd::stream::read::Decoder::with_ref_prefix(frame, &self.bytes)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Download size for a browser without a dictionary.
fn brotli_size(file: &Path) -> anyhow::Result<u64> {
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    let sent = if Path::new(&compressed).is_file() {
        Path::new(&compressed)
    } else {
        file
    };
    Ok(fs::metadata(sent)?.len())
}

/// Sorted names of the subfolders; none if the folder does not exist.
fn folder_names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn files_in(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = files_in(folder)?;
    for name in folder_names(folder)? {
        files.extend(files_below(&folder.join(name))?);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const FIRST: &str = "0000000000000001";
    const SECOND: &str = "0000000000000002";
    const HOSTS: &str = "00000000000000aa";

    /// Data that brotli cannot compress much, different for each seed.
    fn noise(seed: u32) -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        (0..20_000).map(|_| next()).collect()
    }

    struct Dist(tempfile::TempDir);

    impl Dist {
        /// A host and a cart with a common framework.
        fn new() -> Self {
            let dist = Self(tempfile::tempdir().unwrap());
            dist.write(
                &format!("host/assets/{HOSTS}/host_bg.wasm"),
                &[noise(1), noise(2)].concat(),
            );
            dist.write(&format!("host/assets/{HOSTS}/host.js"), b"export const host = 1;");
            dist.write("host/index.html", format!("/assets/{HOSTS}/host.js").as_bytes());
            dist.deploy_cart(FIRST, &[noise(1), noise(3)].concat());
            dist
        }

        fn deploy_cart(&self, build: &str, wasm: &[u8]) {
            self.write(&format!("remotes/cart/{build}/cart_bg.wasm"), wasm);
            self.write(
                &format!("remotes/cart/{build}/cart_bg.wasm.br"),
                &[noise(8), noise(9)].concat(),
            );
            self.write(
                "remotes/cart/remote.json",
                format!("\"{build}/cart_bg.wasm\"").as_bytes(),
            );
        }

        fn write(&self, path: &str, bytes: &[u8]) {
            atomic_file::write(&self.0.path().join(path), bytes).unwrap();
        }

        fn cart(&self) -> AppDeltas {
            prepare(self.0.path()).unwrap().pop().unwrap()
        }

        fn deltas_of(&self, build: &str) -> Vec<PathBuf> {
            let mut files = files_in(&self.0.path().join("remotes/cart").join(build)).unwrap();
            files.retain(|file| file.to_string_lossy().ends_with(".dcz"));
            files
        }
    }

    #[test]
    fn a_delta_has_the_header_of_the_rfc_and_decodes_with_its_dictionary_only() {
        let dictionary = |bytes: Vec<u8>| Dictionary {
            sha256: Sha256::digest(&bytes).into(),
            bytes,
        };
        let (right, wrong) = (dictionary(noise(1)), dictionary(noise(2)));
        let file = [noise(1), b"more".to_vec()].concat();
        let delta = right.compress(&file).unwrap();
        assert_eq!(delta[..8], [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0x00, 0x00, 0x00]);
        assert_eq!(delta[8..40], right.sha256);
        assert!(delta.len() < 200, "{}", delta.len());
        assert_eq!(right.expand(&delta).unwrap(), file);
        assert!(wrong.expand(&delta).ok().is_none_or(|other| other != file));
    }

    #[test]
    fn a_remote_gets_deltas_against_the_host_and_its_previous_build() {
        let dist = Dist::new();
        let first = dist.cart();
        assert!(first.wasm.against_host.unwrap() > 20_000 && first.wasm.against_previous.is_none());
        std::thread::sleep(Duration::from_millis(15));
        dist.deploy_cart(SECOND, &[noise(1), noise(3), b"changed".to_vec()].concat());
        let second = dist.cart();
        assert!(second.wasm.against_previous.unwrap() < 200);
        assert!(second.wasm.against_host.unwrap() > 20_000);
        assert_eq!(second.wasm.brotli, 40_000);
        let dictionary = fs::read(dist.0.path().join(format!("remotes/cart/{FIRST}/cart_bg.wasm"))).unwrap();
        let name = format!("cart_bg.wasm.{}.dcz", &hex(&Sha256::digest(dictionary))[..16]);
        assert!(dist.deltas_of(SECOND).iter().any(|file| file.ends_with(&name)));
        assert_eq!(dist.deltas_of(SECOND).len(), 2);
    }

    #[test]
    fn a_delta_that_is_no_smaller_than_brotli_is_not_kept() {
        let dist = Dist::new();
        dist.write(&format!("remotes/cart/{FIRST}/cart_bg.wasm.br"), &noise(9)[..10_000]);
        assert!(dist.cart().wasm.against_host.is_none());
        assert!(dist.deltas_of(FIRST).is_empty());
    }

    #[test]
    fn deltas_against_a_removed_host_are_removed() {
        let dist = Dist::new();
        dist.cart();
        let before = dist.deltas_of(FIRST);
        dist.write(
            &format!("host/assets/{HOSTS}/host_bg.wasm"),
            &[noise(1), noise(4)].concat(),
        );
        dist.cart();
        let after = dist.deltas_of(FIRST);
        assert_eq!((before.len(), after.len()), (1, 1));
        assert_ne!(before, after);
    }

    #[test]
    fn without_a_host_previous_builds_are_dictionaries() {
        let dist = Dist::new();
        fs::remove_dir_all(dist.0.path().join("host")).unwrap();
        std::thread::sleep(Duration::from_millis(15));
        dist.deploy_cart(SECOND, &[noise(1), noise(3), b"changed".to_vec()].concat());
        let cart = dist.cart();
        assert!(cart.wasm.against_host.is_none() && cart.wasm.against_previous.unwrap() < 200);
    }

    #[test]
    fn a_folder_without_apps_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = prepare(folder.path()).unwrap_err().to_string();
        assert!(error.contains(&folder.path().display().to_string()), "{error}");
    }
}

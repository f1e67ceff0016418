//! What a browser that has one file downloads of another: Compression Dictionary Transport (RFC 9842), prepared at deploy time.
//!
//! All apps link the same framework, so the host's wasm is a good dictionary for each remote's, and a build is a very good one
//! for the next build of the same app. Beside `cart_bg.wasm` lies `cart_bg.wasm.<dictionary>.dcz` for each file that a browser
//! may have: the host's present wasm, and the cart's of the builds that are kept. The server hands it out to browsers that say
//! they have that very dictionary; all others get brotli.
//!
//! The encoding is `dcz`, zstd: brotli's `dcb` would be 5 % smaller, but the encoder that is safe Rust may copy across the end
//! of the dictionary, which browsers refuse, and none of its decoders would notice. What zstd made is read back with zstd, the
//! library that browsers use, before it is kept.

mod report;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

use crate::app::HOST;
use crate::atomic_file;
use crate::deployment::is_build_id;
use crate::fingerprint::hex;
pub use report::{markdown, table};

/// What stands before the frame: the start of a frame that zstd skips, then the SHA-256 of the dictionary.
const MAGIC: [u8; 8] = [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0];

/// The highest level of zstd: compressed once, served often.
const LEVEL: i32 = 22;

/// 8 MB, the most that every browser reads back; dictionary and file have to fit.
const WINDOW_LOG: u32 = 23;

/// How the names of the two files end that are worth it. Of styles and manifests a few hundred bytes are all there is to save.
const WASM: &str = "_bg.wasm";
const GLUE: &str = ".js";

/// The deltas of one app's present build.
#[derive(Debug)]
pub struct AppDeltas {
    /// Its name.
    pub app: String,
    /// Of its wasm.
    pub wasm: FileDeltas,
    /// Of its glue.
    pub glue: FileDeltas,
    /// All files of the app, with brotli.
    pub brotli: u64,
}

/// What one file weighs on its way to a browser that has this or that. `None` where there is no such dictionary.
#[derive(Debug, Default)]
pub struct FileDeltas {
    /// For a browser that has nothing.
    pub brotli: u64,
    /// For one that has the host's file.
    pub against_host: Option<u64>,
    /// For one that has the file of the build before.
    pub against_previous: Option<u64>,
}

impl FileDeltas {
    /// What a browser gets that has the host's file and not an older one of this app.
    pub fn after_host(&self) -> u64 {
        self.against_host.unwrap_or(self.brotli)
    }
}

/// An app as it lies in dist/.
struct Place {
    app: String,
    /// The folders of the builds, the present one first, then the latest.
    builds: Vec<PathBuf>,
    entry_files: Vec<PathBuf>,
}

/// A file that a browser may have.
struct Dictionary {
    bytes: Vec<u8>,
    sha256: [u8; 32],
}

/// Makes the deltas that are missing in this folder of built apps, and takes away those whose dictionary is no longer there.
pub fn prepare(dist: &Path) -> anyhow::Result<Vec<AppDeltas>> {
    let host = Place::find(HOST, &dist.join(HOST), "assets", "index.html")?;
    // Before the host is built for the first time there are only the builds before.
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
    /// `None` for a remote whose builds are not in folders named by their content: nothing there may be kept by browsers.
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

    /// The file of the present build whose name ends like this; snippets lie deeper.
    fn file(&self, ending: &str) -> anyhow::Result<Option<PathBuf>> {
        let mut found = files_in(&self.builds[0])?
            .into_iter()
            .filter(|file| file.to_string_lossy().ends_with(ending));
        Ok(found.next())
    }

    fn prepare(&self, of_host: [Option<&Dictionary>; 2]) -> anyhow::Result<AppDeltas> {
        let mut brotli = 0;
        for file in self.entry_files.iter().cloned().chain(files_below(&self.builds[0])?) {
            if !file.to_string_lossy().ends_with(".br") && !file.to_string_lossy().ends_with(".dcz") {
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
            // An app that was built anew and came out the same.
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

    /// Where the server looks for the delta of `file` against this dictionary.
    fn place_beside(&self, file: &Path) -> PathBuf {
        let mut name = file.as_os_str().to_owned();
        name.push(format!(".{}.dcz", &hex(&self.sha256)[..16]));
        name.into()
    }

    fn compress(&self, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
        if (self.bytes.len() + bytes.len()) as u64 > 1 << WINDOW_LOG {
            bail!("it and its dictionary are larger than the 8 MB that browsers look back");
        }
        let mut delta = [&MAGIC[..], &self.sha256].concat();
        let mut encoder = zstd::stream::write::Encoder::with_ref_prefix(&mut delta, LEVEL, &self.bytes)?;
        encoder.window_log(WINDOW_LOG)?;
        encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
        encoder.write_all(bytes)?;
        encoder.finish()?;
        if self.expand(&delta)? != bytes {
            bail!("zstd does not read back what it wrote");
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

/// What a browser without a dictionary downloads.
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

/// The names of the folders in a folder, sorted; none where there is no such folder.
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

    /// Something that brotli cannot compress much, different for each seed.
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
        /// A host and a cart that have their framework in common.
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
    fn a_delta_begins_as_the_rfc_has_it_and_reads_back_with_its_dictionary_only() {
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
    fn a_remote_gets_one_against_the_host_and_one_against_its_build_before() {
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
    fn what_was_made_for_a_host_that_is_gone_goes() {
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
    fn without_a_host_there_are_still_the_builds_before() {
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

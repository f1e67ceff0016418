//! Published binaries, which save compilation. Only archives with a SHA-256 listed here are used: the program must be
//! exactly the reviewed one.
//!
//! The program `curl` downloads and `tar` unpacks: both exist on every system that Rust supports, including Windows.
//! Crates for HTTP, TLS and archives would take longer to compile than they save.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

use super::executable;
use crate::fingerprint::hex;
use crate::process;

/// One archive.
#[derive(Debug)]
pub(super) struct Archive {
    program: &'static str,
    version: &'static str,
    os: &'static str,
    arch: &'static str,
    url: &'static str,
    sha256: &'static str,
}

/// Archives with known checksums. On other platforms the program is compiled. The project of trunk publishes the
/// checksums beside the archives, as files that end in `.sha256`.
const ARCHIVES: &[Archive] = &[Archive {
    program: "trunk",
    version: "0.21.14",
    os: "linux",
    arch: "x86_64",
    url: "https://github.com/trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz",
    sha256: "f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b",
}];

impl Archive {
    /// The archive of this program for this machine; `None` if none is known, or if cargo may not use the network.
    pub(super) fn of(program: &str, version: &str) -> Option<&'static Self> {
        if std::env::var_os("CARGO_NET_OFFLINE").is_some_and(|offline| offline == "true") {
            return None;
        }
        ARCHIVES
            .iter()
            .find(|archive| archive.is_for(program, version, OS, ARCH))
    }

    fn is_for(&self, program: &str, version: &str, os: &str, arch: &str) -> bool {
        (self.program, self.version, self.os, self.arch) == (program, version, os, arch)
    }

    /// Downloads and verifies the archive, and unpacks it into the folder of programs.
    pub(super) fn install(&self, bin: &Path) -> anyhow::Result<PathBuf> {
        let folder = bin.join(format!(".{}-{}", self.program, self.version));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let installed = self.install_by_way_of(&folder, bin);
        // A leftover folder is harmless.
        let _ = fs::remove_dir_all(&folder);
        installed
    }

    fn install_by_way_of(&self, folder: &Path, bin: &Path) -> anyhow::Result<PathBuf> {
        let file = folder.join("archive");
        let mut download = Command::new("curl");
        download
            .args(["--fail", "--silent", "--show-error", "--location"])
            .args(["--connect-timeout", "10", "--max-time", "300", "--output"])
            .arg(&file)
            .args(["--", self.url]);
        process::run(&mut download)?;
        self.verify(&fs::read(&file)?)?;
        let program = executable(self.program);
        let mut unpack = Command::new("tar");
        unpack.arg("-xf").arg(&file).arg("-C").arg(folder).arg(&program);
        process::run(&mut unpack)?;
        let place = bin.join(&program);
        fs::rename(folder.join(&program), &place).with_context(|| format!("cannot write {}", place.display()))?;
        Ok(place)
    }

    fn verify(&self, archive: &[u8]) -> anyhow::Result<()> {
        let found = hex(&Sha256::digest(archive));
        if found != self.sha256 {
            bail!(
                "{} has the SHA-256 {found}, not {}, so it is not what was published",
                self.url,
                self.sha256
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(url: &'static str, sha256: &'static str) -> Archive {
        Archive {
            program: "tool",
            version: "1.2.3",
            os: "linux",
            arch: "x86_64",
            url,
            sha256,
        }
    }

    /// Creates an archive with the program `tool`; returns its address.
    fn published(folder: &Path) -> (&'static str, &'static str) {
        fs::write(folder.join(executable("tool")), "the program").unwrap();
        let file = folder.join("tool.tar.gz");
        let mut pack = Command::new("tar");
        pack.arg("-czf")
            .arg(&file)
            .arg("-C")
            .arg(folder)
            .arg(executable("tool"));
        process::run(&mut pack).unwrap();
        let sha256 = hex(&Sha256::digest(fs::read(&file).unwrap()));
        let url = format!("file://{}", file.display());
        (url.leak(), sha256.leak())
    }

    #[test]
    #[cfg(unix)]
    fn a_program_whose_archive_is_as_published_is_installed() {
        let (there, here) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (url, sha256) = published(there.path());
        let place = archive(url, sha256).install(here.path()).unwrap();
        assert_eq!(fs::read_to_string(place).unwrap(), "the program");
        assert_eq!(fs::read_dir(here.path()).unwrap().count(), 1, "nothing is left over");
    }

    #[test]
    #[cfg(unix)]
    fn a_changed_archive_is_refused_and_installs_nothing() {
        let (there, here) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (url, _) = published(there.path());
        let error = archive(url, "00").install(here.path()).unwrap_err().to_string();
        assert!(error.contains("not what was published"), "{error}");
        assert_eq!(fs::read_dir(here.path()).unwrap().count(), 0);
        let gone = archive("file:///no/such/archive", "00").install(here.path());
        assert!(gone.unwrap_err().to_string().contains("curl"));
    }

    #[test]
    fn another_version_or_platform_has_no_archive() {
        let archive = archive("", "");
        assert!(archive.is_for("tool", "1.2.3", "linux", "x86_64"));
        for (program, version, os, arch) in [
            ("other", "1.2.3", "linux", "x86_64"),
            ("tool", "1.2.4", "linux", "x86_64"),
            ("tool", "1.2.3", "macos", "x86_64"),
            ("tool", "1.2.3", "linux", "aarch64"),
        ] {
            assert!(!archive.is_for(program, version, os, arch));
        }
    }

    #[test]
    fn every_checksum_is_well_formed() {
        for archive in ARCHIVES {
            let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            assert!(
                archive.sha256.len() == 64 && archive.sha256.bytes().all(is_digit),
                "{archive:?}"
            );
        }
    }
}

//! The files of an app's present build: its pointer, which a deployment replaces at once, and its renderer.

use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha384};
use tarn_manifest::{Manifest, check_remote_name};

use super::failure::Failure;
use crate::{WORLD, is_run_by};

/// An app whose renderer is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum App<'a> {
    Host,
    Remote(&'a str),
}

impl App<'_> {
    /// The name in logs and metrics.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Host => "host",
            Self::Remote(name) => name,
        }
    }

    /// The file that names the present build.
    fn pointer(&self, dist: &Path) -> PathBuf {
        match self {
            Self::Host => dist.join("host/render.json"),
            Self::Remote(name) => dist.join("remotes").join(name).join("remote.json"),
        }
    }
}

/// Distinguishes builds without reading a file: a deployment replaces the pointer by another file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    changed: Option<SystemTime>,
    length: u64,
    file: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let file = 0;
        Self {
            changed: metadata.modified().ok(),
            length: metadata.len(),
            file,
        }
    }
}

/// The longest file that names a build, as in browsers, and the longest component, in bytes.
const MAX_POINTER: u64 = 1 << 18;
const MAX_COMPONENT: u64 = 64 << 20;

fn read_up_to(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(io::Error::other(format!("it has more than {limit} bytes"))),
        false => Ok(bytes),
    }
}

/// The present build of an app. A remote whose name is no name has none: it could be the path of another one.
pub(super) fn stamp(dist: &Path, app: App<'_>) -> io::Result<Stamp> {
    if let App::Remote(name) = app {
        check_remote_name(name, &[]).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
    }
    fs::metadata(app.pointer(dist)).map(|metadata| Stamp::of(&metadata))
}

/// A build as its pointer describes it.
#[derive(Debug)]
pub(super) struct Build {
    /// The pointer's text.
    pub(super) pointer: String,
    /// The name of the build's folder.
    pub(super) id: String,
    /// The renderer; `None` for an app without one.
    pub(super) component: Option<Vec<u8>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pointer {
    #[serde(default)]
    build_id: String,
    entry: Entry,
    #[serde(default)]
    integrity: std::collections::HashMap<String, String>,
}

#[derive(Deserialize)]
struct Entry {
    render: Option<RenderEntry>,
}

#[derive(Deserialize)]
struct RenderEntry {
    file: String,
    world: String,
}

/// Reads the present build, and compares its renderer with the hash in its pointer.
pub(super) fn read(dist: &Path, app: App<'_>) -> Result<Build, Failure> {
    let path = app.pointer(dist);
    let unreadable =
        |error: &dyn std::fmt::Display| Failure::unfit(format!("{} cannot be read: {error}", path.display()));
    let pointer = read_up_to(&path, MAX_POINTER).map_err(|error| unreadable(&error))?;
    let pointer = String::from_utf8(pointer).map_err(|error| unreadable(&error))?;
    if let App::Remote(name) = app {
        // What hosts refuse is not rendered either.
        Manifest::from_json(name, pointer.as_bytes()).map_err(|error| unreadable(&error))?;
    }
    let parsed: Pointer = serde_json::from_str(&pointer).map_err(|error| unreadable(&error))?;
    let component = parsed
        .entry
        .render
        .map(|entry| component(&path, &entry, &parsed.integrity))
        .transpose()?;
    Ok(Build {
        pointer,
        id: parsed.build_id,
        component,
    })
}

fn component(
    pointer: &Path,
    entry: &RenderEntry,
    integrity: &std::collections::HashMap<String, String>,
) -> Result<Vec<u8>, Failure> {
    let RenderEntry { file, world } = entry;
    if !is_run_by(world, WORLD) {
        return Err(Failure::unfit(format!(
            "it is built for version {world} of the world, and this server has {WORLD}; build app and server with the same tarn-render"
        )));
    }
    let is_plain = file
        .split('/')
        .all(|part| !part.is_empty() && part != "." && part != "..")
        && !file.contains('\\');
    let path = pointer.parent().filter(|_| is_plain).map(|folder| folder.join(file));
    let Some(path) = path else {
        return Err(Failure::unfit(format!(
            "entry.render: \"{file}\" is not a plain path below the manifest"
        )));
    };
    let bytes = read_up_to(&path, MAX_COMPONENT)
        .map_err(|error| Failure::unfit(format!("{} cannot be read: {error}", path.display())))?;
    let hash = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&bytes)));
    match integrity.get(file) {
        Some(expected) if *expected == hash => Ok(bytes),
        Some(_) => Err(Failure::unfit(format!(
            "{} is damaged: its bytes do not match the hash in the manifest; deploy the build again",
            path.display()
        ))),
        None => Err(Failure::unfit(format!("integrity.{file}: is missing"))),
    }
}

//! One attempt to load a remote: manifest, checks, files, instance.

use std::rc::Rc;

use web_sys::Url;

use super::fetch;
use super::instance::Instance;
use crate::manifest::{LimitsConfig, Manifest, RemoteConfig};
use crate::version;
use crate::{Code, FederationError};

/// A manifest that was found, and where.
pub(super) struct Found {
    pub(super) manifest: Manifest,
    /// The manifest's absolute address, to which its files are relative.
    pub(super) url: String,
}

/// Reads the manifest from one of its addresses.
///
/// # Errors
/// When it cannot be had there, or is not what it should be.
pub(super) async fn find_manifest(
    name: &str,
    config: &RemoteConfig,
    origin: usize,
    limits: &LimitsConfig,
) -> Result<Found, FederationError> {
    let Some(address) = config.manifests.get(origin) else {
        return Err(FederationError::new(
            Code::MALFORMED,
            format!("federation.json names no manifest for \"{name}\""),
        ));
    };
    let page = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let url = resolve(address, &page)?;
    let manifest = Manifest::read(name, &fetch::json(&url, limits.manifest_ms).await?)?;
    Ok(Found { manifest, url })
}

/// Checks everything that can be known before code is fetched.
///
/// # Errors
/// [`Code::CONTRACT_REFUSED`].
pub(super) fn check(manifest: &Manifest, shared: &[(&str, &str)]) -> Result<(), FederationError> {
    for warning in version::check_all(&manifest.name, &manifest.requires, shared)? {
        web_sys::console::warn_1(&warning.into());
    }
    Ok(())
}

/// Loads glue, wasm and styles side by side, as one set, and instantiates. `attempt` is 0 the first time; browsers keep a
/// failed module by its address for good, so a further attempt goes to another address of the same file.
///
/// # Errors
/// Whatever is wrong with the first file that fails.
pub(super) async fn load(found: &Found, attempt: u32, limits: &LimitsConfig) -> Result<Rc<Instance>, FederationError> {
    let Found { manifest, url } = found;
    let file = |file: &str| {
        let mut address = resolve(file, url)?;
        if attempt > 0 {
            address.push_str(&format!("?attempt={attempt}"));
        }
        Ok::<_, FederationError>((address, manifest.integrity_of(file)))
    };
    let styles = manifest.entry.css.iter().map(|style| file(style));
    let wasm = manifest.entry.wasm.as_deref().map(file).transpose()?;
    let glue = fetch::remote(
        &manifest.name,
        &file(&manifest.entry.js)?,
        wasm.as_ref(),
        &styles.collect::<Result<Vec<_>, _>>()?,
        limits.code_ms,
    )
    .await?;
    Instance::new(&manifest.name, &glue, limits.mount_ms).map(Rc::new)
}

fn resolve(address: &str, base: &str) -> Result<String, FederationError> {
    Url::new_with_base(address, base).map(|url| url.href()).map_err(|_| {
        FederationError::new(
            Code::MALFORMED,
            format!("\"{address}\" is no address; correct it in federation.json"),
        )
    })
}

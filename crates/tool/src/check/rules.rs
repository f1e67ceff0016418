//! The rules of `federation.json` and `remote.json`, as the page itself has them: all that the check takes from `tarn-manifest`.

use serde_json::Value;
use tarn_manifest::requirement::VersionReq;
use tarn_manifest::{Entry, FederationConfig, Manifest, Requirement as ManifestRequirement, version};

use crate::app::Requirement;

/// Reads the text of a `federation.json` as a page does.
pub(super) fn read_federation(text: &str) -> Result<FederationConfig, String> {
    FederationConfig::from_json(text.as_bytes()).map_err(|error| error.to_string())
}

/// Reads the text of a remote's `remote.json` as a page does.
pub(super) fn read_manifest(name: &str, text: &str) -> Result<Manifest, String> {
    Manifest::from_json(name, text.as_bytes()).map_err(|error| error.to_string())
}

/// The text as JSON.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("is not valid JSON: {error}"))
}

/// Whether all that the remote dispatches is granted to it.
pub(super) fn check_grants(name: &str, dispatches: &[String], grants: &[String]) -> Result<(), String> {
    let manifest = Manifest {
        schema: 1,
        name: name.to_owned(),
        version: String::new(),
        build_id: String::new(),
        requires: Default::default(),
        exposes: Vec::new(),
        entry: Entry {
            js: String::new(),
            wasm: None,
            css: Vec::new(),
        },
        integrity: Default::default(),
        dispatches: Some(dispatches.to_vec()),
    };
    manifest.check_grants(grants).map_err(|error| error.to_string())
}

/// Whether a page with this version of a shared crate takes a remote that requires it; a warning where it does so reluctantly.
pub(super) fn check_version(
    remote: &str,
    shared: &str,
    offered: Option<&str>,
    requirement: &Requirement,
) -> Result<Option<String>, String> {
    let version = VersionReq::parse(&requirement.version).ok_or_else(|| {
        format!(
            "{remote} requires {shared} \"{}\", which is no version requirement",
            requirement.version
        )
    })?;
    let requirement = ManifestRequirement {
        version,
        strict: requirement.strict,
    };
    match version::check(remote, shared, offered, &requirement) {
        Ok(version::Verdict::Accepted) => Ok(None),
        Ok(version::Verdict::AcceptedWithWarning(warning)) => Ok(Some(warning)),
        Err(error) => Err(error.to_string()),
    }
}

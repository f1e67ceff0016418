//! The page's own rules of `federation.json` and `remote.json`: everything that the check uses of `tarn-manifest`.

use serde_json::Value;
use tarn_manifest::requirement::VersionReq;
use tarn_manifest::{
    Entry, FederationConfig, Manifest, Requirement as ManifestRequirement, version, without_byte_order_mark,
};

use crate::app::Requirement;

/// Reads the text of a `federation.json` as a page does.
pub(super) fn read_federation(text: &str) -> Result<FederationConfig, String> {
    FederationConfig::from_json(text.as_bytes()).map_err(|error| error.to_string())
}

/// Reads the text of a remote's `remote.json` as a page does.
pub(super) fn read_manifest(name: &str, text: &str) -> Result<Manifest, String> {
    Manifest::from_json(name, text.as_bytes()).map_err(|error| error.to_string())
}

/// Parses the text as JSON.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_slice(without_byte_order_mark(text.as_bytes()))
        .map_err(|error| format!("is not valid JSON: {error}"))
}

/// Checks that all actions of the remote are granted.
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
            render: None,
        },
        integrity: Default::default(),
        dispatches: Some(dispatches.to_vec()),
    };
    manifest.check_grants(grants).map_err(|error| error.to_string())
}

/// Checks a required version against the page's version of a shared crate; returns a warning if the page accepts an
/// unmet requirement.
pub(super) fn check_version(
    remote: &str,
    shared: &str,
    offered: Option<&str>,
    requirement: &Requirement,
) -> Result<Option<String>, String> {
    let version = VersionReq::parse(&requirement.version).ok_or_else(|| {
        format!(
            "{remote} requires {shared} \"{}\", which is not a version requirement",
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

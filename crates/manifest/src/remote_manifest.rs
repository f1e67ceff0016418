//! `remote.json`: its types and their validation.

use tarn_wire::{Map, Wire};

#[cfg(feature = "json")]
use crate::config::map_in_order;
use crate::file_path::is_below_manifest;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use crate::render_entry::RenderEntry;
use crate::requirement::VersionReq;
use crate::{Code, FederationError, covers, malformed};

/// `remote.json`: identity, requirements and files of a remote. Unknown members are ignored.
#[derive(Debug, Clone, PartialEq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Manifest {
    /// Version of the file format: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub schema: u32,
    /// The remote's name, the same as in `federation.json`.
    pub name: String,
    /// The remote's own version.
    pub version: String,
    /// Identifier of the build, which changes with every byte.
    pub build_id: String,
    /// Requirements for crates shared with the page, by crate name.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "std::collections::BTreeMap<String, Requirement>")
    )]
    #[cfg_attr(feature = "json", serde(default, serialize_with = "map_in_order"))]
    #[wire(default)]
    pub requires: Map<Requirement>,
    /// The exposed components.
    pub exposes: Vec<String>,
    /// Its files, relative to the manifest.
    pub entry: Entry,
    /// Hash of each file of the entry, as `sha384-...`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::integrity"))]
    #[cfg_attr(feature = "json", serde(serialize_with = "map_in_order"))]
    pub integrity: Map<String>,
    /// Actions that the remote declares; all need a grant. Without this member, dispatches are not compared with a
    /// declaration.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub dispatches: Option<Vec<String>>,
}

/// A requirement for a shared crate.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    /// A requirement in Cargo's syntax, such as `^1.0.0`.
    pub version: VersionReq,
    /// Whether the page must meet the requirement. Otherwise an older, compatible version is accepted with a warning.
    #[cfg_attr(feature = "json", serde(default))]
    #[wire(default)]
    pub strict: bool,
}

/// The files of a remote: paths below the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The glue: an ES module.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::file"))]
    pub js: String,
    /// The wasm; absent for a remote in JavaScript only.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::file_or_null"))]
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub wasm: Option<String>,
    /// The style sheets.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::files"))]
    #[cfg_attr(feature = "json", serde(default))]
    #[wire(default)]
    pub css: Vec<String>,
    /// The renderer, which servers run; absent for a remote that renders in browsers only. A page does not read it: a
    /// faulty renderer is no reason to refuse the remote.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub render: Option<RenderEntry>,
}

/// Version of the `remote.json` format defined here.
pub const SCHEMA: u32 = 1;

/// Prefix of each file hash.
pub(crate) const HASH: &str = "sha384-";

/// Whether browsers compare the file with this hash: they ignore a malformed one and load the file without a comparison.
fn is_hash(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let digits = text.strip_prefix(HASH).unwrap_or_default();
    !digits.is_empty() && !digits.starts_with('=') && digits.bytes().all(is_digit)
}

impl Manifest {
    /// Reads the `remote.json` of remote `name` from the wire form of its JSON.
    ///
    /// # Errors
    /// [`Code::MALFORMED`], naming the field.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, FederationError> {
        let file = format!("remote.json of \"{name}\"");
        let manifest: Self = tarn_wire::from_slice(bytes).map_err(|error| malformed(&file, &error.to_string()))?;
        manifest.check(name).map_err(|what| malformed(&file, &what))?;
        Ok(manifest)
    }

    fn check(&self, name: &str) -> Result<(), String> {
        if self.schema != SCHEMA {
            return Err(format!(
                "schema: {} is not {SCHEMA}, the one that this host reads",
                self.schema
            ));
        }
        if self.name != name {
            return Err(format!("name: \"{}\" is another remote", self.name));
        }
        for file in self.files() {
            if !is_below_manifest(file) {
                return Err(format!("entry: \"{file}\" is not a plain path below the manifest"));
            }
            if self.integrity.get(file).is_none() {
                return Err(format!("integrity.{file}: is missing"));
            }
        }
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        if let Some(renderer) = &self.entry.render {
            renderer.check(&self.integrity)?;
        }
        match self.integrity.iter().find(|(_, hash)| !is_hash(hash)) {
            Some((file, _)) => Err(format!("integrity.{file}: must be {HASH} and a hash in base64")),
            None => Ok(()),
        }
    }

    /// All files of the entry that a browser loads.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.entry.js)
            .chain(&self.entry.wasm)
            .chain(&self.entry.css)
            .map(String::as_str)
    }

    /// Checks that each declared action has a grant.
    ///
    /// # Errors
    /// [`Code::NOT_GRANTED`], naming the first action without a grant.
    pub fn check_grants(&self, grants: &[String]) -> Result<(), FederationError> {
        let is_granted = |wanted: &str| grants.iter().any(|grant| covers(grant, wanted));
        match self.dispatches.iter().flatten().find(|wanted| !is_granted(wanted)) {
            None => Ok(()),
            Some(wanted) => Err(FederationError::new(
                Code::NOT_GRANTED,
                format!(
                    "remote \"{name}\" declares \"{wanted}\", which it is not granted; grant it in federation.json, remotes.{name}.grants, or remove it from the remote",
                    name = self.name
                ),
            )),
        }
    }

    /// The expected hash of a file, in the form of the `integrity` attribute.
    #[must_use]
    pub fn integrity_of(&self, file: &str) -> &str {
        self.integrity.get(file).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn manifest() -> Value {
        json!({
            "schema": 1, "name": "cart", "version": "0.1.0", "buildId": "abc",
            "requires": {"shared-store": {"version": "^1.0.0", "strict": true}},
            "exposes": ["CartPage"],
            "entry": {"js": "abc/cart.js", "wasm": "abc/cart_bg.wasm", "css": ["abc/cart.css"]},
            "integrity": {"abc/cart.js": "sha384-x", "abc/cart_bg.wasm": "sha384-y", "abc/cart.css": "sha384-z"},
            "dispatches": ["cart/*"], "addedLater": {"any": ["thing"]}
        })
    }

    fn read(value: &Value) -> Result<Manifest, FederationError> {
        Manifest::read("cart", &tarn_wire::to_vec(value))
    }

    #[track_caller]
    fn is_refused(pointer: &str, value: Value, mentioning: &str) {
        let mut manifest = manifest();
        *manifest.pointer_mut(pointer).unwrap() = value;
        let error = read(&manifest).unwrap_err();
        assert_eq!(error.code, Code::MALFORMED);
        assert!(
            error.message.contains(mentioning) && error.message.contains("cart"),
            "{error}"
        );
    }

    #[test]
    fn a_manifest_is_read_and_unknown_fields_are_ignored() {
        let manifest = read(&manifest()).unwrap();
        assert_eq!(manifest.exposes, ["CartPage"]);
        assert_eq!(manifest.files().count(), 3);
        assert!(manifest.requires["shared-store"].strict);
    }

    #[test]
    fn an_error_names_the_wrong_member() {
        is_refused("/schema", json!(2), "schema");
        is_refused("/name", json!("auth"), "auth");
        is_refused("/exposes", json!("CartPage"), "exposes");
        is_refused("/entry/js", json!(7), "entry.js");
        is_refused("/integrity", json!({}), "integrity");
        for hash in [
            "md5-x",
            "sha384-",
            "sha384-!!",
            "sha384-=",
            "sha384-x sha256-y",
            "sha384-x?a",
        ] {
            is_refused("/integrity/abc~1cart.js", json!(hash), "sha384");
        }
        is_refused(
            "/requires/shared-store/version",
            json!(1),
            "requires.shared-store.version",
        );
    }

    #[test]
    fn a_manifest_cannot_point_elsewhere() {
        for path in [
            "https://evil.example/x.js",
            "//evil.example/x.js",
            "/x.js",
            "../auth/x.js",
            "a/../../x.js",
            "data:x",
            "",
        ] {
            is_refused("/entry/js", json!(path), "below the manifest");
        }
    }

    #[test]
    fn no_manifest_at_all_is_malformed() {
        for value in [json!(null), json!([]), json!("remote"), json!({})] {
            assert_eq!(read(&value).unwrap_err().code, Code::MALFORMED);
        }
    }

    #[test]
    fn every_declared_action_needs_a_grant() {
        let manifest = read(&manifest()).unwrap();
        let check = |grants: &[&str]| {
            manifest.check_grants(&grants.iter().map(|grant| (*grant).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(check(&["cart/*"]), Ok(()));
        assert_eq!(check(&["user/setAt", "*"]), Ok(()));
        for too_little in [&[][..], &["cart/addToCart"], &["cartoon/*"], &["car*"]] {
            let error = check(too_little).unwrap_err();
            assert_eq!(error.code, Code::NOT_GRANTED);
            assert!(error.message.contains("cart/*"), "{error}");
        }
    }

    #[test]
    fn a_renderer_is_no_file_of_a_browser_and_a_faulty_one_is_refused() {
        let mut value = manifest();
        assert_eq!(read(&value).unwrap().entry.render, None);
        value["entry"]["render"] = json!({"file": "abc/cart.renderer", "world": "1.0"});
        let error = read(&value).unwrap_err();
        assert!(
            error.message.contains("integrity.abc/cart.renderer: is missing"),
            "{error}"
        );
        value["integrity"]["abc/cart.renderer"] = json!("sha384-r");
        let manifest = read(&value).unwrap();
        assert!(manifest.files().all(|file| file != "abc/cart.renderer"));
        assert_eq!(manifest.integrity_of("abc/cart.renderer"), "sha384-r");
        value["entry"]["render"]["world"] = json!("latest");
        let error = read(&value).unwrap_err();
        assert!(error.message.contains("entry.render.world"), "{error}");
    }

    #[test]
    fn a_remote_can_be_all_javascript() {
        let mut value = manifest();
        value["entry"].as_object_mut().unwrap().remove("wasm");
        assert_eq!(read(&value).unwrap().files().count(), 2);
    }
}

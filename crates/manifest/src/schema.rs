//! JSON Schema files, generated from the types. Editors use them to complete and check `federation.json` and
//! `remote.json`.
//!
//! The repository contains `types/federation.schema.json` and `types/remote.schema.json`. After a change of the types,
//! run `UPDATE_SCHEMA=1 cargo test -p tarn-manifest --all-features --test schema`.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::requirement::VersionReq;
use crate::{FederationConfig, Manifest, RESERVED_NAMES, RemoteConfig, file_path, remote_manifest, remote_name};

/// The schema of `federation.json`.
#[must_use]
pub fn federation() -> Value {
    generate::<FederationConfig>("federation.json")
}

/// The schema of `remote.json`.
#[must_use]
pub fn remote() -> Value {
    generate::<Manifest>("remote.json")
}

fn generate<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    let of_schema = json!({ "description": "Path of this file's schema, for editors. The page ignores it." });
    if let Some(Value::Object(members)) = schema.get_mut("properties") {
        let known = std::mem::take(members);
        *members = Map::from_iter([("$schema".to_owned(), of_schema)]);
        members.extend(known);
    }
    schema.to_value()
}

/// `remotes` in `federation.json`.
pub(crate) fn remotes(generator: &mut SchemaGenerator) -> Schema {
    let name = format!("^[A-Za-z0-9._-]{{1,{}}}$", remote_name::MAX_BYTES);
    json_schema!({
        "type": "object",
        "propertyNames": { "pattern": name, "not": { "enum": RESERVED_NAMES } },
        "additionalProperties": generator.subschema_for::<RemoteConfig>(),
    })
}

/// `integrity` in `remote.json`.
pub(crate) fn integrity(_: &mut SchemaGenerator) -> Schema {
    let hash = format!("^{}", remote_manifest::HASH);
    json_schema!({ "type": "object", "additionalProperties": { "type": "string", "pattern": hash } })
}

/// A path below the manifest as a regular expression.
fn file_pattern() -> String {
    format!(r"^(?![\s\S]*({}))", file_path::wrong_part())
}

/// A path below the manifest.
pub(crate) fn file(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": file_pattern() })
}

/// A path below the manifest, or null.
pub(crate) fn file_or_null(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "null"], "pattern": file_pattern() })
}

/// The version of a world.
pub(crate) fn world(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)$" })
}

/// Paths below the manifest.
pub(crate) fn files(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": file(generator) })
}

impl JsonSchema for VersionReq {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "VersionReq".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": version_pattern() })
    }
}

/// [`VersionReq::parse`] as a regular expression.
fn version_pattern() -> String {
    let (number, open) = (r"(0|[1-9]\d*)", r"[*xX]");
    let bound = format!(r"({number}(\.{number}(\.({number}|{open}))?|(\.{open}){{1,2}})?|{open}(\.{open}){{0,2}})");
    let comparator = format!(r"\s*(\^|~|>=?|<=?|=)?\s*{bound}\s*");
    format!("^{comparator}(,{comparator})*$")
}

//! `types/*.schema.json` are generated from the types, accept every file of this repository, and refuse the files that
//! the parser refuses.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod files;
mod wrong_files;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use tarn_manifest::schema;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_owned()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap()
}

#[test]
fn the_schema_files_are_those_of_the_types() {
    for (name, schema) in [("federation", schema::federation()), ("remote", schema::remote())] {
        let file = root().join(format!("types/{name}.schema.json"));
        let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&file, &generated).unwrap();
        }
        assert!(
            fs::read_to_string(&file).unwrap_or_default() == generated,
            "types/{name}.schema.json differs from the types; run UPDATE_SCHEMA=1 cargo test -p tarn-manifest --test schema"
        );
    }
}

#[test]
fn every_member_of_a_schema_is_described_for_editors() {
    fn undescribed(place: &str, schema: &Value, found: &mut Vec<String>) {
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}.{name}");
            // A member with a type of its own has that type's description in addition to its own.
            if member["description"].as_str().is_none_or(str::is_empty) {
                found.push(place.clone());
            }
            undescribed(&place, member, found);
        }
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            undescribed(name, definition, found);
        }
    }
    let mut found = Vec::new();
    undescribed("federation", &schema::federation(), &mut found);
    undescribed("remote", &schema::remote(), &mut found);
    assert_eq!(found, [""; 0]);
}

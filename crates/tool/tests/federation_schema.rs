//! The tool's copy of the schema of `federation.json`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

/// The package contains the copy and not the folder `types`.
#[test]
fn the_schema_of_the_check_is_that_of_the_types() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = here.join("src/check/federation.schema.json");
    let original = fs::read_to_string(here.join("../../types/federation.schema.json")).unwrap();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&copy, &original).unwrap();
    }
    assert!(
        fs::read_to_string(copy).unwrap() == original,
        "crates/tool/src/check/federation.schema.json differs from types/; run UPDATE_SCHEMA=1 cargo test -p tarn-tool --test federation_schema"
    );
}

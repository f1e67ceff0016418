//! The rules as JavaScript, for the inline script of the page.

use crate::{file_path, path, remote_manifest};

const SCRIPT: &str = include_str!("page_rules.js");

/// JavaScript that defines `matchPath`, `covers` and `isLoadable`, for the script of the page.
#[must_use]
pub fn page_rules() -> String {
    SCRIPT
        .replace("PARAMETER", &path::PARAMETER.to_string())
        .replace("THIS_SCHEMA", &remote_manifest::SCHEMA.to_string())
        .replace("WRONG_PART", &file_path::wrong_part())
        .replace("HASH", remote_manifest::HASH)
}

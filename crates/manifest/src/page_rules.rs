//! The rules in JavaScript, for the script that stands in the page.

use crate::{file_path, path, remote_manifest};

const SCRIPT: &str = include_str!("page_rules.js");

/// JavaScript that defines `matchPath`, `covers` and `isLoadable`, for the script of the page.
#[must_use]
pub fn page_rules() -> String {
    SCRIPT
        .replace("{parameter}", &path::PARAMETER.to_string())
        .replace("{schema}", &remote_manifest::SCHEMA.to_string())
        .replace("{wrong part}", &file_path::wrong_part())
        .replace("{hash}", remote_manifest::HASH)
}

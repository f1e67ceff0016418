//! The renderer of a remote, which servers run.

use tarn_wire::{Map, Wire};

use crate::file_path::is_below_manifest;

/// The renderer of a remote: a WebAssembly component of the world `renderer` of `tarn-render`.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RenderEntry {
    /// The component: a path below the manifest.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::file"))]
    pub file: String,
    /// The version of the world: major and minor number, such as `1.0`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::world"))]
    pub world: String,
}

impl RenderEntry {
    /// Checks path and version, and that there is a hash of the file. The error begins with the name of the field.
    pub(crate) fn check(&self, integrity: &Map<String>) -> Result<(), String> {
        let Self { file, world } = self;
        if !is_below_manifest(file) {
            return Err(format!(
                "entry.render.file: \"{file}\" is not a plain path below the manifest"
            ));
        }
        if !is_world(world) {
            return Err(format!(
                "entry.render.world: \"{world}\" must be a major and a minor number, such as 1.0"
            ));
        }
        match integrity.get(file) {
            Some(_) => Ok(()),
            None => Err(format!("integrity.{file}: is missing")),
        }
    }
}

/// Whether the text is the version of a world.
fn is_world(text: &str) -> bool {
    let is_number = |part: &str| {
        let is_canonical = part == "0" || !part.starts_with('0');
        is_canonical && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(text.split_once('.'), Some((major, minor)) if is_number(major) && is_number(minor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(file: &str, world: &str) -> Result<(), String> {
        let mut integrity = Map::default();
        integrity.insert("abc/cart.renderer", "sha384-x".to_owned());
        let renderer = RenderEntry {
            file: file.into(),
            world: world.into(),
        };
        renderer.check(&integrity)
    }

    #[test]
    fn a_renderer_has_a_path_below_the_manifest_a_hash_and_a_version() {
        assert_eq!(checked("abc/cart.renderer", "1.0"), Ok(()));
        for (file, world, field) in [
            ("../auth/a.renderer", "1.0", "entry.render.file"),
            ("https://evil.example/a", "1.0", "entry.render.file"),
            ("abc/other.renderer", "1.0", "integrity.abc/other.renderer"),
            ("abc/cart.renderer", "1", "entry.render.world"),
        ] {
            let error = checked(file, world).unwrap_err();
            assert!(error.starts_with(field), "{error}");
        }
    }

    #[test]
    fn the_version_of_a_world_is_two_numbers() {
        for right in ["0.0", "1.0", "10.25"] {
            assert!(is_world(right), "{right}");
        }
        for wrong in [
            "", "1", "1.", ".1", "1.0.0", "01.0", "1.00", "v1.0", "1.x", " 1.0", "-1.0", "+1.0",
        ] {
            assert!(!is_world(wrong), "{wrong}");
        }
    }
}

//! Paths of a remote's files.

/// Characters that no path of a file may have: they could leave the folder, or mean another file to a server.
pub(crate) const FORBIDDEN: [char; 5] = [':', '\\', '?', '#', '%'];

/// Whether a path stays below the manifest, so that a manifest cannot load code from elsewhere.
pub(crate) fn is_below_manifest(file: &str) -> bool {
    !file.contains(FORBIDDEN) && file.split('/').all(|part| !part.is_empty() && part != "..")
}

/// A regular expression of those characters, for the schema and the page's script.
#[cfg(any(not(all(target_arch = "wasm32", target_os = "unknown")), feature = "schema"))]
pub(crate) fn wrong_part() -> String {
    let forbidden = FORBIDDEN.iter().collect::<String>().replace('\\', r"\\");
    format!(r"(^|\/)(\.\.)?(\/|$)|[{forbidden}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_below_its_manifest_or_refused() {
        for right in ["a.js", "abc/a.js", "a/b/c.css", "..a/b", "a..b"] {
            assert!(is_below_manifest(right), "{right}");
        }
        for wrong in [
            "",
            "/x.js",
            "//evil.example/x.js",
            "https://evil.example/x.js",
            "data:x",
            "../auth/x.js",
            "a/../../x.js",
            "a/..",
            "a//b.js",
            "a/",
            "a\\b",
            "a?b",
            "a#b",
            "a%2fb",
        ] {
            assert!(!is_below_manifest(wrong), "{wrong}");
        }
    }
}

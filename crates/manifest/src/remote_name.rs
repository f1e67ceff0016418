//! Reserved names of remotes.

use thiserror::Error;

/// The name of a page's owner.
pub const OWNER_NAME: &str = "host";
/// The name of the page's own JavaScript.
pub const PAGE_NAME: &str = "page";
/// The name of another tab of the site.
pub const TAB_NAME: &str = "tab";

/// Names under which the parts of a page dispatch. They bypass grants, so no remote may have such a name.
pub const RESERVED_NAMES: [&str; 3] = [OWNER_NAME, PAGE_NAME, TAB_NAME];

/// The longest name in bytes.
pub(crate) const MAX_BYTES: usize = 64;

/// The error for a name that no remote may have.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct RemoteNameError {
    /// A sentence that names the mistake.
    pub message: String,
    /// Whether the name is reserved.
    pub is_reserved: bool,
}

/// Checks the name of a remote. `reserved` are names that the caller reserves besides [`RESERVED_NAMES`], such as its contract's.
///
/// ```
/// use tarn_manifest::check_remote_name;
///
/// assert!(check_remote_name("recently-viewed", &["my-contract"]).is_ok());
/// assert!(check_remote_name("host", &[]).is_err());
/// ```
///
/// # Errors
/// [`RemoteNameError`].
pub fn check_remote_name(name: &str, reserved: &[&str]) -> Result<(), RemoteNameError> {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if name.is_empty() || name.len() > MAX_BYTES || !name.bytes().all(is_fit) {
        let shown: String = name.chars().take(MAX_BYTES).collect();
        return Err(RemoteNameError {
            message: format!(
                "\"{shown}\" cannot be the name of a remote: letters, digits, -, _ and ., no more than {MAX_BYTES}"
            ),
            is_reserved: false,
        });
    }
    if RESERVED_NAMES.contains(&name) || reserved.contains(&name) {
        return Err(RemoteNameError {
            message: format!("\"{name}\" is a reserved name; give the remote another name"),
            is_reserved: true,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_are_accepted() {
        for name in ["cart", "recently-viewed", "Team_2", "a.b", "hosts", "tabs"] {
            assert_eq!(check_remote_name(name, &["contract"]), Ok(()), "{name}");
        }
    }

    #[test]
    fn the_names_of_the_parts_of_a_page_are_reserved() {
        for name in ["host", "tab", "page", "contract"] {
            let error = check_remote_name(name, &["contract"]).unwrap_err();
            assert!(error.is_reserved && error.message.contains(name), "{error}");
        }
    }

    #[test]
    fn malformed_names_are_refused() {
        for name in [
            "",
            " ",
            "*",
            "cart/*",
            "cart\n",
            "tab ",
            "über",
            "\u{0}",
            &"x".repeat(65),
        ] {
            let error = check_remote_name(name, &[]).unwrap_err();
            assert!(!error.is_reserved, "{error}");
        }
    }
}

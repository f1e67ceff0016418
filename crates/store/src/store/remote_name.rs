//! What a remote may be called.

use super::{OWNER_NAME, PAGE_NAME, TAB_NAME};

use crate::Contract;

const MAX_BYTES: usize = 64;

/// Refuses a name that no remote can have: the parts of a page have no grants to keep to, so nobody may act in their names.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn check_remote_name(name: &str, contract: &Contract) -> Result<(), String> {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if name.is_empty() || name.len() > MAX_BYTES || !name.bytes().all(is_fit) {
        let shown: String = name.chars().take(MAX_BYTES).collect();
        return Err(format!(
            "\"{shown}\" cannot be the name of a remote: letters, digits, -, _ and ., no more than {MAX_BYTES}, as federation.json has it"
        ));
    }
    if [OWNER_NAME, PAGE_NAME, TAB_NAME, contract.name].contains(&name) {
        return Err(format!(
            "FED-012: \"{name}\" is the name of a part of the page, for which no grants hold; a remote uses its own, as federation.json has it"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTRACT: Contract = Contract {
        name: "shared-store",
        version: "1.0.0",
        fingerprint: "",
    };

    #[test]
    fn remotes_have_names_of_their_own() {
        for name in ["cart", "recently-viewed", "Team_2", "a.b", "hosts", "tabs"] {
            assert_eq!(check_remote_name(name, &CONTRACT), Ok(()), "{name}");
        }
    }

    #[test]
    fn the_names_of_the_parts_of_a_page_are_reserved() {
        for name in ["host", "tab", "page", "shared-store"] {
            let message = check_remote_name(name, &CONTRACT).unwrap_err();
            assert!(message.contains("FED-012") && message.contains(name), "{message}");
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
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
            let message = check_remote_name(name, &CONTRACT).unwrap_err();
            assert!(message.contains("cannot be the name of a remote"), "{message}");
        }
    }
}

//! Maps storage keys to the users whose data they hold.

/// The key of the user's id: in localStorage the user of the browser's data, in sessionStorage the user of the tab's.
pub(crate) const USER_KEY: &str = "shop.user";

/// Prefixes of storage keys that belong to the page or its developers, and not to a user.
const OF_THE_PAGE: [&str; 4] = ["federation", "devtools", "host", "page"];

/// True for a sessionStorage key that is removed with its user: a key of a remote, or one that remotes share,
/// `<name>.<what>`. A key without a name belongs to another program.
pub(crate) fn is_of_user(key: &str) -> bool {
    let Some((name, _)) = key.split_once('.') else {
        return false;
    };
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    is_name && !name.is_empty() && !OF_THE_PAGE.contains(&name) && key != USER_KEY
}

/// True for a localStorage key that is removed with its user. The page's own keys start with `shop.` and are emptied by
/// their slices.
pub(crate) fn is_of_user_in_browser(key: &str) -> bool {
    is_of_user(key) && !key.starts_with("shop.")
}

/// True if data of the user `kept` may be shown to the user `present`. A guest's data pass to the next user.
pub(crate) fn may_stay(kept: Option<&str>, present: Option<&str>) -> bool {
    kept.is_none() || kept == present
}

/// True if the browser's cart, stored for `kept`, is the cart of `present`. A tab without a user, because the session is
/// not restored yet or has expired, shows the browser's cart.
pub(crate) fn is_cart_of(kept: Option<&str>, present: Option<&str>) -> bool {
    present.is_none() || kept == present
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_remotes_are_removed_with_the_user_and_other_keys_stay() {
        for key in ["shop.checkout", "orders.unconfirmed", "order.draft", "my-remote.text"] {
            assert!(is_of_user(key), "{key}");
        }
        for key in [
            "devtools",
            "federation.overrides",
            "host.scroll",
            "shop.user",
            ".x",
            "Some Extension.x",
            "plain",
        ] {
            assert!(!is_of_user(key), "{key}");
        }
        assert!(is_of_user_in_browser("orders.draft"));
        assert!(!is_of_user_in_browser("shop.logout"));
        assert!(!is_of_user_in_browser("shop.context"));
    }

    #[test]
    fn a_tab_shows_the_stored_cart_unless_it_belongs_to_another_user() {
        for (kept, present, is_shown) in [
            (None, None, true),
            (Some("a"), None, true),
            (Some("a"), Some("a"), true),
            (Some("b"), Some("a"), false),
            (None, Some("a"), false),
        ] {
            assert_eq!(is_cart_of(kept, present), is_shown, "{kept:?} {present:?}");
        }
    }

    #[test]
    fn data_of_a_user_is_not_shown_to_another_user_or_a_guest() {
        assert!(may_stay(None, Some("a")) && may_stay(None, None) && may_stay(Some("a"), Some("a")));
        assert!(!may_stay(Some("a"), Some("b")) && !may_stay(Some("a"), None));
    }
}

//! Whose data a storage holds.

/// The key of the user's id: in localStorage whose data the browser keeps, in sessionStorage whose data the tab keeps.
pub(crate) const USER_KEY: &str = "shop.user";

/// Prefixes of storage keys that belong to the page or its developers, and not to a user.
const OF_THE_PAGE: [&str; 4] = ["federation", "devtools", "host", "page"];

/// Whether what a tab keeps under this key of sessionStorage goes with its user: the keys of remotes and those that remotes
/// agree on, `<name>.<what>`. A key without a name is some other program's.
pub(crate) fn is_of_user(key: &str) -> bool {
    let Some((name, _)) = key.split_once('.') else {
        return false;
    };
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    is_name && !name.is_empty() && !OF_THE_PAGE.contains(&name) && key != USER_KEY
}

/// Whether this key of localStorage goes with its user. The page's own begin with `shop.` and are emptied by their slices.
pub(crate) fn is_of_user_in_browser(key: &str) -> bool {
    is_of_user(key) && !key.starts_with("shop.")
}

/// Whether data of the user `kept` may be shown to the user `present`. Data of a guest passes to the next user.
pub(crate) fn may_stay(kept: Option<&str>, present: Option<&str>) -> bool {
    kept.is_none() || kept == present
}

/// Whether the cart that a browser keeps for `kept` is the one to show to `present`. A tab that shows nobody, because the session is not
/// restored yet or has expired, shows the browser's cart.
pub(crate) fn is_cart_of(kept: Option<&str>, present: Option<&str>) -> bool {
    present.is_none() || kept == present
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_remotes_go_with_the_user_and_keys_of_others_stay() {
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
    fn a_tab_shows_the_browsers_cart_unless_another_user_is_logged_in_there() {
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
    fn what_is_kept_for_one_user_is_not_shown_to_another_or_to_nobody() {
        assert!(may_stay(None, Some("a")) && may_stay(None, None) && may_stay(Some("a"), Some("a")));
        assert!(!may_stay(Some("a"), Some("b")) && !may_stay(Some("a"), None));
    }
}

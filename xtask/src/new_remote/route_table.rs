//! Adding a route to the host's table of remotes with one page each, at `/apps/NAME`.

use anyhow::bail;

use super::name::RemoteName;

/// The line of `host/src/remote_routes.rs` above which routes are added.
const MARKER: &str = "// new-remote: add above this line";

/// The source with one route more.
pub(super) fn with_route(source: &str, name: &RemoteName) -> anyhow::Result<String> {
    let Some(position) = source.find(MARKER) else {
        bail!("it has no line \"{MARKER}\"");
    };
    let line_start = source[..position].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = &source[line_start..position];
    let route = format!(
        "{indent}(\"{name}\", \"{component}\"),\n",
        name = name.kebab(),
        component = name.component(),
    );
    Ok(format!("{}{route}{}", &source[..line_start], &source[line_start..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "const REMOTES: &[(&str, &str)] = &[\n    // new-remote: add above this line\n];\n";

    #[test]
    fn routes_are_added_in_order_above_the_marker() {
        let one = with_route(TABLE, &RemoteName::parse("wishlist").unwrap()).unwrap();
        let two = with_route(&one, &RemoteName::parse("gift-cards").unwrap()).unwrap();
        let lines: Vec<_> = two.lines().collect();
        assert_eq!(lines[1], "    (\"wishlist\", \"WishlistPage\"),");
        assert_eq!(lines[2], "    (\"gift-cards\", \"GiftCardsPage\"),");
        assert_eq!(lines[3].trim(), MARKER);
    }

    #[test]
    fn a_table_without_the_marker_is_left_alone() {
        let error = with_route("fn main() {}", &RemoteName::parse("wishlist").unwrap()).unwrap_err();
        assert!(error.to_string().contains(MARKER));
    }
}

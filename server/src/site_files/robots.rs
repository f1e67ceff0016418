//! `robots.txt`.

/// Pages that show nothing to a guest.
const OF_USERS: [&str; 6] = ["account", "bag", "cart", "checkout", "login", "orders"];

/// The file of the site at this address. Crawlers that run scripts may ask for products, as the pages do.
pub(super) fn text(site: &str, base: &str) -> String {
    let mut text = format!("User-agent: *\nAllow: {base}api/products\nDisallow: {base}api/\n");
    for page in OF_USERS {
        text.extend(["Disallow: ", base, page, "\n"]);
    }
    text.extend(["\nSitemap: ", site, "sitemap.xml\n"]);
    text
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn pages_of_users_are_left_out_below_the_base_path() {
        let text = text("https://shop.example/shop/", "/shop/");
        assert!(
            text.starts_with("User-agent: *\nAllow: /shop/api/products\nDisallow: /shop/api/\n"),
            "{text}"
        );
        assert!(text.contains("\nDisallow: /shop/cart\n"), "{text}");
        assert!(
            text.ends_with("\n\nSitemap: https://shop.example/shop/sitemap.xml\n"),
            "{text}"
        );
    }
}

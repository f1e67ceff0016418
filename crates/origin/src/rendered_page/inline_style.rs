//! Style sheets inside a rendered page: it needs no second request before it is visible.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};

use crate::dist_file::{self, Forms};
use crate::last_message::LastMessage;

/// The longest sheet in a page, in bytes. A longer one is better kept in the caches of browsers.
const MAX_LENGTH: usize = 64 << 10;

/// The text of a sheet, ready for an element `style`; `None` if browsers must fetch the sheet. Its relative addresses are absolute in the text.
/// `file` is below `root`, and `address` is its address.
///
/// # Errors
/// The file is missing, unreadable, or has another hash than `integrity`. During a deployment, it may come later.
pub(super) async fn text(root: &Path, file: PathBuf, address: &str, integrity: &str) -> io::Result<Option<String>> {
    let read = dist_file::read(root, file, Forms::default()).await?;
    let bytes = read.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?.bytes;
    if !integrity.is_empty() && integrity != format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes))) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "its hash is another"));
    }
    let css = String::from_utf8(bytes).ok().filter(|_| is_plain(address));
    let css = css.map(|css| with_absolute_addresses(&css, address));
    Ok(css.filter(|css| may_be_inline(css)))
}

/// Logs that a sheet cannot be read: once, although each request finds it again.
pub(super) fn warn(address: &str, error: &io::Error) {
    static LAST: LastMessage = LastMessage::new();
    if LAST.is_new(&format!("{address} {error}")) {
        tracing::warn!(address, %error, "a style sheet is not as its build says: pages link to it");
    }
}

/// Whether an address can stand in a sheet as it is, whatever follows it.
fn is_plain(address: &str) -> bool {
    let mut bytes = address.bytes();
    bytes.all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte))
}

/// Texts that end the element, and those by which the parts of a page are found.
const OF_HTML: [&str; 9] = [
    "</style", "<!--", "<script", "<style", "<title", "</head", "<body", "<html", "<link ",
];
/// What means something else in an element `style`, and relative addresses outside of `url(...)`.
const OF_FILES: [&str; 4] = ["@import", "@charset", "image-set(", "src("];

/// Whether the sheet means the same in an element `style`. Parsers of HTML change line ends and null characters, and a byte order mark is for
/// files.
fn may_be_inline(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    let mut others = OF_HTML.iter().chain(&OF_FILES);
    css.len() <= MAX_LENGTH && !css.contains(['\r', '\0', '\u{feff}']) && !others.any(|text| lower.contains(text))
}

/// A relative `url(...)` is relative to the sheet, and inside a page to the page.
fn with_absolute_addresses(css: &str, address: &str) -> String {
    const OPEN: &str = "url(";
    // With the same byte positions.
    let lower = css.to_ascii_lowercase();
    let mut out = String::with_capacity(css.len() + 256);
    let mut rest = css;
    while let Some(start) = lower[css.len() - rest.len()..].find(OPEN).map(|at| at + OPEN.len()) {
        let (before, target) = rest.split_at(start);
        out.push_str(before);
        let quotes = target.len() - target.trim_start_matches([' ', '\t', '\n', '\u{c}', '"', '\'']).len();
        let (quotes, target) = target.split_at(quotes);
        out.push_str(quotes);
        if is_relative(target) {
            let parents = target.split("../").take_while(|part| part.is_empty()).count();
            out.push_str(folder(address, parents));
            rest = &target[parents * "../".len()..];
        } else {
            rest = target;
        }
    }
    out.push_str(rest);
    out
}

fn is_relative(target: &str) -> bool {
    let end = target.find([')', '"', '\'']).unwrap_or(target.len());
    let target = &target[..end];
    let has_scheme = target.split('/').next().is_some_and(|first| first.contains(':'));
    !target.is_empty() && !target.starts_with(['/', '#']) && !has_scheme
}

/// The folder of an address, or one that contains it: `/a/b/` for `/a/b/c/x.css` and one parent.
fn folder(address: &str, parents: usize) -> &str {
    let folder = &address[..=address.rfind('/').unwrap_or(0)];
    (0..parents).fold(folder, |folder, _| {
        let inner = folder.trim_end_matches('/');
        match inner.rfind('/') {
            Some(end) => &folder[..=end],
            // Above the root is the root.
            None => folder,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_absolute() {
        let css = "a{background:url(../../images/a.svg) 0,url( \"b.svg\" )}b{background:url('./c.svg')}";
        assert_eq!(
            with_absolute_addresses(css, "/shop/assets/f00/host.css"),
            "a{background:url(/shop/images/a.svg) 0,url( \"/shop/assets/f00/b.svg\" )}b{background:url('/shop/assets/f00/./c.svg')}"
        );
        assert_eq!(
            with_absolute_addresses("a{b:url(../../../x)}", "/a/x.css"),
            "a{b:url(/x)}"
        );
    }

    #[test]
    fn css_may_be_written_in_other_ways() {
        assert_eq!(
            with_absolute_addresses("a{b:URL(\n'x')}", "/a/x.css"),
            "a{b:URL(\n'/a/x')}"
        );
    }

    #[test]
    fn other_addresses_stay() {
        for css in [
            "a{b:url(/x.svg)}",
            "a{b:url(data:image/svg+xml,<svg>)}",
            "a{b:url(https://x.example/y)}",
            "a{filter:url(#f)}",
            "a{b:url()}",
            "a{b:url(",
        ] {
            assert_eq!(with_absolute_addresses(css, "/assets/x.css"), css);
        }
    }

    #[test]
    fn a_sheet_that_would_mean_something_else_is_fetched() {
        assert!(may_be_inline("a > b { content: '<' }"));
        for css in [
            "a{}</STYLE><script>",
            "<!-- a{} -->",
            "@Import 'x.css';",
            "@charset \"utf-8\";",
            "a\r\nb",
            "a\0",
            "\u{feff}a{}",
            "a{b:url('data:image/svg+xml,<svg><title>')}",
            "a{b:image-set('x.png' 1x)}",
        ] {
            assert!(!may_be_inline(css), "{css}");
        }
        assert!(!may_be_inline(&" ".repeat(MAX_LENGTH + 1)));
    }

    #[tokio::test]
    async fn a_damaged_sheet_is_not_in_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.css");
        std::fs::write(&file, "a{}").unwrap();
        let hash = format!("sha384-{}", STANDARD.encode(Sha384::digest("a{}")));
        let text = async |integrity: &str| text(folder.path(), file.clone(), "/x.css", integrity).await.unwrap();
        assert_eq!(text(&hash).await.as_deref(), Some("a{}"));
        assert_eq!(text("").await.as_deref(), Some("a{}"));
        let other = super::text(folder.path(), file.clone(), "/x.css", "sha384-other").await;
        assert_eq!(other.unwrap_err().kind(), io::ErrorKind::InvalidData);
        let missing = folder.path().join("y.css");
        assert!(super::text(folder.path(), missing, "/y.css", "").await.is_err());
    }

    #[tokio::test]
    async fn no_address_ends_the_element() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.css");
        std::fs::write(&file, "a{b:url(i.svg)}").unwrap();
        for address in [
            "/remotes/a/x</style><script src=y>/x.css",
            "/a b/x.css",
            "/a)/x.css",
            "/\u{e4}/x.css",
        ] {
            let text = super::text(folder.path(), file.clone(), address, "").await;
            assert_eq!(text.unwrap(), None, "{address}");
        }
    }
}

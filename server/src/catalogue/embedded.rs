//! The embedded catalogue: `catalogue/products.json` and `catalogue/pictures/*.svg`.

use include_dir::{Dir, include_dir};

static CATALOGUE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalogue");

/// The JSON of the embedded catalogue.
#[must_use]
pub fn embedded_catalogue() -> &'static str {
    CATALOGUE
        .get_file("products.json")
        .and_then(|file| file.contents_utf8())
        // An empty catalogue is refused at the start, like any malformed one.
        .unwrap_or_default()
}

/// The picture with this file name.
pub(crate) fn picture(name: &str) -> Option<&'static [u8]> {
    Some(CATALOGUE.get_file(format!("pictures/{name}"))?.contents())
}

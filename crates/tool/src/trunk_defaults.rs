//! The settings of trunk for an app without a Trunk.toml: file names without hashes, no hooks, and a generated page for an app without an
//! index.html.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::app::App;
use crate::atomic_file;
use crate::new_remote::way;
use crate::normalized_path::normalized;
use crate::tools;
use crate::workspace::Workspace;

/// The release profile for a workspace without `[profile.release]`. It minimizes the size, because apps are downloaded.
pub(crate) const RELEASE_PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"),
    ("CARGO_PROFILE_RELEASE_LTO", "fat"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
    ("CARGO_PROFILE_RELEASE_STRIP", "debuginfo"),
];

/// Options of wasm-opt: the wasm features that current compilers use, and size optimizations.
const WASM_OPT: &str = "--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
                        --enable-reference-types --enable-multivalue --low-memory-unused --converge";

/// Adds the settings to a call of `trunk build`.
pub(crate) fn set(command: &mut Command, workspace: &Workspace, app: &App) -> anyhow::Result<()> {
    let folder = normalized(&workspace.root.join(&app.member.folder));
    let own_page = folder.join("index.html");
    let page = match own_page.is_file() {
        true => own_page,
        false => write_page(workspace, app, &folder)?,
    };
    command
        // No hashes: packaging moves the built files into a folder named by their content, and writes the integrity attributes.
        .args(["--filehash", "false", "--no-sri", "true", "--public-url", "/"])
        .arg(page)
        // An older wasm-opt on PATH would break the module.
        .env("TRUNK_TOOLS_WASM_OPT", format!("version_{}", tools::BINARYEN));
    Ok(())
}

/// Writes a page for an app without an index.html.
fn write_page(workspace: &Workspace, app: &App, folder: &Path) -> anyhow::Result<PathBuf> {
    let place = workspace.own_target_folder().join("pages").join(app.name());
    let style = format!("{}.css", app.name());
    let html = page(
        app.name(),
        &way(&place, folder),
        folder.join(&style).is_file().then_some(&style),
    );
    let page = place.join("index.html");
    atomic_file::write(&page, html.as_bytes()).with_context(|| format!("cannot write {}", page.display()))?;
    Ok(page)
}

/// The page of a crate in the relative folder `way`, with the style sheet of a remote if there is one.
fn page(name: &str, way: &str, style: Option<&String>) -> String {
    let style = style.map(|style| format!("<link data-trunk rel=\"copy-file\" href=\"{way}/{style}\" />\n"));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>{name}</title>\n\
         <link rel=\"icon\" href=\"data:,\" />\n\
         <link data-trunk rel=\"rust\" href=\"{way}/Cargo.toml\" data-bindgen-target=\"web\" data-wasm-opt=\"z\" \
         data-wasm-opt-params=\"{WASM_OPT}\" />\n{}</head>\n<body></body>\n</html>\n",
        style.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_links_the_crate_and_an_existing_style_sheet() {
        let html = page("cart", "../../remotes/cart", Some(&"cart.css".to_owned()));
        assert!(
            html.contains("rel=\"rust\" href=\"../../remotes/cart/Cargo.toml\""),
            "{html}"
        );
        assert!(
            html.contains("rel=\"copy-file\" href=\"../../remotes/cart/cart.css\""),
            "{html}"
        );
        assert!(!page("cart", "..", None).contains("copy-file"));
    }
}

//! What trunk is told of an app that has no Trunk.toml: files with plain names, no hooks, and, where the app has no index.html either, a page
//! that names its crate.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::app::App;
use crate::atomic_file;
use crate::new_remote::way;
use crate::normalized_path::normalized;
use crate::tools;
use crate::workspace::Workspace;

/// How release builds of a workspace are compiled that has no `[profile.release]`: apps are downloaded, so every byte counts.
pub(crate) const RELEASE_PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"),
    ("CARGO_PROFILE_RELEASE_LTO", "fat"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// What current wasm needs to be optimised at all, and what makes it smaller.
const WASM_OPT: &str = "--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
                        --enable-reference-types --enable-multivalue --low-memory-unused --converge";

/// Adds to a call of `trunk build` what a Trunk.toml would say.
pub(crate) fn set(command: &mut Command, workspace: &Workspace, app: &App) -> anyhow::Result<()> {
    let folder = normalized(&workspace.root.join(&app.member.folder));
    let own_page = folder.join("index.html");
    let page = match own_page.is_file() {
        true => own_page,
        false => write_page(workspace, app, &folder)?,
    };
    command
        // Plain names: packaging puts the finished files into a folder named by their content, and writes the integrity attributes.
        .args(["--filehash", "false", "--no-sri", "true", "--public-url", "/"])
        .arg(page)
        // An older one on PATH would break the module.
        .env("TRUNK_TOOLS_WASM_OPT", format!("version_{}", tools::BINARYEN));
    Ok(())
}

/// Writes the page of an app that has none.
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

/// A page with the crate, and the style of a remote, in the folder `way` from it.
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
    fn the_page_names_the_crate_and_the_style_that_is_there() {
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

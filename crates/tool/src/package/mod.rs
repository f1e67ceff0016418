//! Packages an app that trunk has built: moves the files into a content-hashed folder, updates the page's references,
//! and writes a remote's manifest. Trunk's post_build hook calls it, so that `trunk build`, `trunk serve` and
//! `tarn build` give the same result; for an app without a Trunk.toml, `tarn build` calls it.

mod bundle;
mod component;
mod file_set;
mod glue;
mod manifest;
mod page;
mod short_names;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::app::{App, Kind};
use crate::shared_crates::{SHARED_FILE, Shared};
use crate::tools;
use crate::workspace::Workspace;
pub(crate) use component::add_component;
pub use file_set::FileSet;
pub(crate) use glue::MADE_FOR as WASM_BINDGEN;
pub(crate) use manifest::requires_today;

/// Packages the app in the folder that trunk names in `TRUNK_STAGING_DIR`.
pub fn run(workspace: &Workspace, name: &str) -> anyhow::Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: trunk's post_build hook calls `package`; \
         use `trunk build` in the app's folder, or `tarn build`",
    )?;
    let public_url = std::env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".to_owned());
    let apps = App::named(workspace, &[name.to_owned()])?;
    let app = apps.first().context("no such app")?;
    package(workspace, app, &staging, &public_url).with_context(|| format!("cannot package {name}"))
}

/// Finishes the app in the folder `staging`, where trunk has put what it built.
pub(crate) fn package(workspace: &Workspace, app: &App, staging: &Path, public_url: &str) -> anyhow::Result<()> {
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    let mut files = FileSet::read(staging)?;
    let esbuild = tools::esbuild(workspace)?;
    files.remove_from(staging)?;
    match (app.kind, &app.page_crate) {
        (Kind::Host, _) => finish_page(workspace, app, staging, files, &html, public_url, &esbuild),
        (Kind::Remote, None) => {
            // Trunk requires a page, but a remote has none.
            fs::remove_file(&page)?;
            finish_remote(workspace, app, staging, files, &esbuild)
        }
        (Kind::Remote, Some(_)) => {
            // Trunk built the remote and its standalone page: two sets, each with its own hash, so that a change of the
            // page does not change the remote.
            let own = files.split_off(app.name());
            finish_remote(workspace, app, staging, own, &esbuild)?;
            let federation = manifest::standalone_federation(app.name(), &app.federation()?);
            write_json(&staging.join("federation.json"), &federation)?;
            finish_page(workspace, app, staging, files, &html, public_url, &esbuild)
        }
    }
}

/// Writes the remote's files and its manifest.
fn finish_remote(
    workspace: &Workspace,
    app: &App,
    staging: &Path,
    mut files: FileSet,
    esbuild: &Path,
) -> anyhow::Result<()> {
    if app.page_crate.is_none() {
        files.drop_foreign_snippets()?;
    }
    files.make_lean(esbuild, &staging.join("between"))?;
    let build_id = files.build_id();
    files.write(&staging.join(&build_id))?;
    let manifest = manifest::of_build(app, &app.federation()?, workspace.contract(), &build_id, &files)?;
    write_json(&staging.join("remote.json"), &manifest)
}

/// Writes a page with its files: the host's, or a remote's standalone page.
fn finish_page(
    workspace: &Workspace,
    app: &App,
    staging: &Path,
    mut files: FileSet,
    html: &str,
    public_url: &str,
    esbuild: &Path,
) -> anyhow::Result<()> {
    let mut dropped = files.drop_foreign_snippets()?;
    dropped.extend(files.merge_styles(html, public_url));
    dropped.extend(files.make_lean(esbuild, &staging.join("between"))?);
    let build_id = files.build_id();
    let folder = format!("{}/{build_id}", app.page_folder());
    let mut script = text_of(workspace.places.first_script.as_deref())?;
    let requires = match app.kind {
        Kind::Host => Some(serde_json::to_string(&manifest::written(&requires_today(
            workspace.contract(),
        ))?)?),
        Kind::Remote => None,
    };
    script += &page::script(public_url, &folder, &files, requires.as_deref())?;
    if app.kind == Kind::Host {
        script += &text_of(workspace.places.last_script.as_deref())?;
    }
    let script_file = staging.join("start.js");
    fs::write(&script_file, script)?;
    let script = bundle::inline(esbuild, &script_file)?;
    fs::remove_file(&script_file)?;
    let html = page::rewrite(html, public_url, &folder, &files, &dropped, &script)?;
    files.write(&staging.join(&folder))?;
    fs::write(staging.join("index.html"), html)?;
    if app.kind == Kind::Host {
        write_json(&staging.join(SHARED_FILE), &Shared::of(workspace))?;
        component::write_none(staging, &build_id)?;
    }
    Ok(())
}

/// The text of a file; empty without a file.
fn text_of(file: Option<&Path>) -> anyhow::Result<String> {
    let Some(file) = file else {
        return Ok(String::new());
    };
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn write_json(path: &Path, value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut json = serde_json::to_string_pretty(value)?;
    json.push('\n');
    fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
}

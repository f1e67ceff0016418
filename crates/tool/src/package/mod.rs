//! Finishing one app after trunk built it: the files move into a folder named by their content, the
//! page refers to them there, and a remote gets its manifest. Trunk's post_build hook calls this, so
//! that `trunk build`, `trunk serve` and `cargo xtask build` give the same.

mod bundle;
mod file_set;
mod glue;
mod lean;
mod manifest;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::app::{App, Kind};
use crate::tools;
use crate::workspace::Workspace;
pub use file_set::FileSet;

/// Finishes the app in the folder that trunk names in `TRUNK_STAGING_DIR`.
pub fn run(workspace: &Workspace, name: &str) -> anyhow::Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: `package` is what trunk's post_build hook calls; \
         use `trunk build` in the app's folder, or `cargo xtask build`",
    )?;
    let public_url = std::env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".to_owned());
    let apps = App::named(workspace, &[name.to_owned()])?;
    let app = apps.first().context("no such app")?;
    package(workspace, app, &staging, &public_url).with_context(|| format!("cannot package {name}"))
}

fn package(workspace: &Workspace, app: &App, staging: &Path, public_url: &str) -> anyhow::Result<()> {
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    let mut files = FileSet::read(staging)?;
    let esbuild = tools::esbuild(workspace.tools_root())?;
    let between = staging.join("between");
    files.remove_from(staging)?;
    if app.kind == Kind::Remote {
        // Beside the remote, trunk built the page that shows it on its own: two sets, each with its own hash, so that a
        // change of that page leaves the remote what it was.
        let mut own = files.split_off(app.name());
        own.make_lean(&esbuild, &between)?;
        let build_id = own.build_id();
        own.write(&staging.join(&build_id))?;
        let contract = workspace.contract_version()?;
        let metadata = app.federation()?;
        let manifest = manifest::Manifest::new(app, &metadata, &contract, &build_id, &own)?;
        write_json(&staging.join("remote.json"), &manifest)?;
        write_json(
            &staging.join("federation.json"),
            &manifest::standalone_federation(app.name(), &metadata),
        )?;
    }
    let mut dropped = files.drop_foreign_snippets()?;
    dropped.extend(files.merge_styles(&html, public_url));
    dropped.extend(files.make_lean(&esbuild, &between)?);
    let folder = format!("{}/{}", app.page_folder(), files.build_id());
    let requires = match app.kind {
        Kind::Host => Some(serde_json::to_string(&manifest::requires_today(
            &workspace.contract_version()?,
        ))?),
        Kind::Remote => None,
    };
    let mut script = page::script(public_url, &folder, &files, requires.as_deref())?;
    if app.kind == Kind::Host {
        let analytics = workspace.root.join(&app.member.folder).join("analytics.js");
        script += &fs::read_to_string(&analytics).with_context(|| format!("cannot read {}", analytics.display()))?;
    }
    let script_file = staging.join("start.js");
    fs::write(&script_file, script)?;
    let script = bundle::inline(&esbuild, &script_file)?;
    fs::remove_file(&script_file)?;
    let html = page::rewrite(&html, public_url, &folder, &files, &dropped, &script)?;
    files.write(&staging.join(&folder))?;
    fs::write(page, html)?;
    Ok(())
}

fn write_json(path: &Path, value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut json = serde_json::to_string_pretty(value)?;
    json.push('\n');
    fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
}

//! `tarn build`: builds every app with changed sources into dist/, and prints sizes and budgets.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use tarn_manifest::without_byte_order_mark;

use crate::app::{App, STANDALONE};
use crate::budget::Budgets;
use crate::size_table::{AppSizes, Row, table};
use crate::tools::Tools;
use crate::trunk::{self, Profile};
use crate::workspace::Workspace;
use crate::{atomic_file, deltas, deployment, devtools, error_pages, fingerprint, own_code, source_files, step_times};

/// Inputs and result of the last build of an app.
#[derive(Debug, Serialize, Deserialize)]
struct LastBuild {
    fingerprint: String,
    build_id: String,
    sizes: Option<AppSizes>,
    page_sizes: Option<AppSizes>,
}

/// An app that is now in dist/.
#[derive(Debug)]
pub struct Built<'a> {
    /// The app.
    pub app: App<'a>,
    /// Whether the app was rebuilt.
    pub rebuilt: bool,
    sizes: Option<AppSizes>,
    page_sizes: Option<AppSizes>,
}

/// Builds the named apps, or all; prints the table; fails if an app is over its budget.
pub fn run(workspace: &Workspace, names: &[String], profile: Profile) -> anyhow::Result<()> {
    // Checked before the tools: a misspelt name should not be reported only after minutes of installing tools.
    App::named(workspace, names)?;
    let tools = Tools::ensure(workspace)?;
    let built = build_changed(workspace, &tools, names, profile)?;
    if profile == Profile::Dev {
        println!("dev build: sizes are checked in release builds only");
        return Ok(());
    }
    let over = print_sizes(workspace, &built)?;
    if !over.is_empty() {
        bail!("over budget: {}; see budgets.toml", over.join(", "));
    }
    Ok(())
}

/// Prints the table; returns the names of the apps over their budget.
pub fn print_sizes(workspace: &Workspace, built: &[Built]) -> anyhow::Result<Vec<String>> {
    let budgets = Budgets::of(workspace)?;
    let mut rows: Vec<Row> = built
        .iter()
        .filter_map(|built| {
            let sizes = built.sizes.as_ref()?;
            Some(Row {
                app: built.app.name(),
                sizes,
                budget: budgets.of_app(&built.app),
            })
        })
        .collect();
    // Every remote has the same page, so the table shows it once.
    if let Some(sizes) = built.iter().find_map(|built| built.page_sizes.as_ref()) {
        rows.push(Row {
            app: STANDALONE,
            sizes,
            budget: budgets.standalone,
        });
    }
    println!("\nBytes that a browser downloads, without compression and with brotli:");
    print!("{}", table(&rows));
    let deltas = deltas::prepare(&workspace.root.join("dist"))?;
    println!(
        "\nBytes that a browser downloads in full, with the host's file, or with the file of the app's last build:"
    );
    print!("{}", deltas::table(&deltas));
    Ok(rows
        .iter()
        .filter(|row| row.is_over())
        .map(|row| row.app.to_owned())
        .collect())
}

/// Updates dist/, one app after the other.
pub fn build_changed<'a>(
    workspace: &'a Workspace,
    tools: &Tools,
    names: &[String],
    profile: Profile,
) -> anyhow::Result<Vec<Built<'a>>> {
    let apps = App::named(workspace, names)?;
    let _alone = lock(workspace)?;
    copy_federation_json(workspace, profile)?;
    devtools::deploy(workspace, profile)?;
    error_pages::deploy(workspace, profile)?;
    let mut built = Vec::new();
    for app in apps {
        let name = app.name().to_owned();
        built.push(step_times::timed(name, || {
            build_if_changed(workspace, tools, app, profile)
        })?);
    }
    if profile == Profile::Release {
        step_times::timed("deltas", || deltas::prepare(&workspace.root.join("dist")))
            .context("cannot prepare the deltas")?;
    }
    Ok(built)
}

fn build_if_changed<'a>(
    workspace: &Workspace,
    tools: &Tools,
    app: App<'a>,
    profile: Profile,
) -> anyhow::Result<Built<'a>> {
    let dist = workspace.root.join("dist");
    let note = workspace.notes_folder().join(format!("{}.json", app.name()));
    let fingerprint = fingerprint_of(workspace, tools, &app, profile)?;
    let last = fs::read(&note)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<LastBuild>(&bytes).ok());
    // The sources of a page in another workspace are unknown here.
    let is_all_known = app.page_crate.is_none() || source_files::page_member(workspace, &app).is_some();
    if let Some(last) = last
        && is_all_known
        && last.fingerprint == fingerprint
        && deployment::is_deployed(&dist, &app, &last.build_id)
    {
        println!("{:<10} unchanged ({})", app.name(), last.build_id);
        return Ok(Built {
            app,
            rebuilt: false,
            sizes: last.sizes,
            page_sizes: last.page_sizes,
        });
    }
    println!("{:<10} building ({})", app.name(), profile.name());
    let start = Instant::now();
    let finished = trunk::build(workspace, tools, &app, profile)?;
    let deployed = deployment::deploy(&finished, &dist, &app, profile)?;
    println!(
        "{:<10} built ({}) in {:.1} s",
        app.name(),
        deployed.build_id,
        start.elapsed().as_secs_f32()
    );
    let last = LastBuild {
        fingerprint,
        build_id: deployed.build_id,
        sizes: deployed.sizes,
        page_sizes: deployed.page_sizes,
    };
    atomic_file::write(&note, &serde_json::to_vec(&last)?)?;
    Ok(Built {
        app,
        rebuilt: true,
        sizes: last.sizes,
        page_sizes: last.page_sizes,
    })
}

fn fingerprint_of(workspace: &Workspace, tools: &Tools, app: &App, profile: Profile) -> anyhow::Result<String> {
    let files = source_files::of_app(workspace, app)?;
    let mut settings = workspace.packages.closure_of(app.name());
    if let Some(page) = source_files::page_member(workspace, app) {
        settings.extend(workspace.packages.closure_of(&page.name));
    }
    settings.push(format!("profile {}", profile.name()));
    settings.push(format!("render {}", workspace.settings.render));
    settings.extend(tools.versions());
    // The manifests contain it.
    settings.extend(workspace.contract().map(|(name, version)| format!("{name} {version}")));
    settings.push(format!("tool {}", own_code::fingerprint()));
    Ok(fingerprint::of_contents(&workspace.root, &files, &settings))
}

/// `federation.json` belongs to no build: pages read it at run time, and operators change it.
fn copy_federation_json(workspace: &Workspace, profile: Profile) -> anyhow::Result<()> {
    let Some(source) = &workspace.places.federation else {
        return Ok(());
    };
    let bytes = fs::read(source).with_context(|| format!("cannot read {}", source.display()))?;
    serde_json::from_slice::<serde_json::Value>(without_byte_order_mark(&bytes))
        .with_context(|| format!("{} is not valid JSON", source.display()))?;
    let mut unjudged = AppSizes::default();
    let sizes = (profile == Profile::Release).then_some(&mut unjudged);
    let target = workspace.root.join("dist").join("federation.json");
    deployment::put(&target, &bytes, sizes).with_context(|| format!("cannot write {}", target.display()))
}

/// A lock held during a build: a second build waits for the first.
fn lock(workspace: &Workspace) -> anyhow::Result<File> {
    let path: PathBuf = workspace.own_target_folder().join("build.lock");
    fs::create_dir_all(path.parent().unwrap_or(&workspace.root))?;
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("another build is running; waiting for it");
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

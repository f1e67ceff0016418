//! `tarn build`: builds every app with changed sources into dist/, and prints sizes and budgets.

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use tarn_manifest::without_byte_order_mark;

use crate::app::{App, STANDALONE};
pub use crate::app_build::Built;
use crate::app_build::build_if_changed;
use crate::budget::Budgets;
use crate::size_table::{AppSizes, Row, renderers, table};
use crate::tools::Tools;
use crate::trunk::Profile;
use crate::workspace::Workspace;
use crate::{deltas, deployment, devtools, error_pages, step_times};

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
    print!("{}{}", table(&rows), renderers(&rows).unwrap_or_default());
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

/// Updates dist/, one app after the other. In a dev build, the renderers follow when each app can be tried in a browser.
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
    // The failure of one renderer leaves the others.
    let mut failure = Ok(());
    for app in &mut built {
        failure = failure.and(app.add_renderer(workspace, profile));
    }
    failure?;
    if profile == Profile::Release {
        step_times::timed("deltas", || deltas::prepare(&workspace.root.join("dist")))
            .context("cannot prepare the deltas")?;
    }
    Ok(built)
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

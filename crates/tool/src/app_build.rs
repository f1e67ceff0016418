//! One app of a build: its browser half, made by trunk, and its renderer.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::deployment::{self, Deployed};
use crate::size_table::AppSizes;
use crate::tools::Tools;
use crate::trunk::{self, Profile};
use crate::workspace::Workspace;
use crate::{atomic_file, fingerprint, own_code, package, render_half, source_files, step_times};

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
    pub(crate) sizes: Option<AppSizes>,
    pub(crate) page_sizes: Option<AppSizes>,
    /// The browser half of a dev build, whose renderer is still to be added.
    browser_half: Option<Half>,
}

/// A build that [`trunk::build`] has finished.
#[derive(Debug)]
struct Half {
    fingerprint: String,
    finished: PathBuf,
}

/// Builds the app if its sources have changed. A dev build is then without its renderer.
pub(crate) fn build_if_changed<'a>(
    workspace: &Workspace,
    tools: &Tools,
    app: App<'a>,
    profile: Profile,
) -> anyhow::Result<Built<'a>> {
    let dist = workspace.root.join("dist");
    let fingerprint = fingerprint_of(workspace, tools, &app, profile)?;
    // The sources of a page in another workspace are unknown here.
    let is_all_known = app.page_crate.is_none() || source_files::page_member(workspace, &app).is_some();
    if let Some(last) = last_build(&note_of(workspace, &app))
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
            browser_half: None,
        });
    }
    println!("{:<10} building ({})", app.name(), profile.name());
    let start = Instant::now();
    let finished = trunk::build(workspace, tools, &app, profile)?;
    let has_renderer = app.has_renderer(&workspace.settings)?;
    if has_renderer && profile == Profile::Release {
        add_renderer(workspace, &app, &finished, profile)?;
    }
    let deployed = deployment::deploy(&finished, &dist, &app, profile)?;
    announce(&app, "built", &deployed, start);
    let mut built = Built {
        app,
        rebuilt: true,
        sizes: None,
        page_sizes: None,
        browser_half: None,
    };
    let half = Half { fingerprint, finished };
    match has_renderer && profile == Profile::Dev {
        true => built.browser_half = Some(half),
        false => built.finish(workspace, half, deployed)?,
    }
    Ok(built)
}

impl Built<'_> {
    /// Adds the renderer to a dev build that lacks it, as a new build.
    pub(crate) fn add_renderer(&mut self, workspace: &Workspace, profile: Profile) -> anyhow::Result<()> {
        let Some(half) = self.browser_half.take() else {
            return Ok(());
        };
        let start = Instant::now();
        let step = format!("renderer of {}", self.app.name());
        step_times::timed(step, || add_renderer(workspace, &self.app, &half.finished, profile))?;
        let deployed = deployment::deploy(&half.finished, &workspace.root.join("dist"), &self.app, profile)?;
        announce(&self.app, "renders", &deployed, start);
        self.finish(workspace, half, deployed)
    }

    /// Notes the complete build, so that the next one can be left out.
    fn finish(&mut self, workspace: &Workspace, half: Half, deployed: Deployed) -> anyhow::Result<()> {
        let last = LastBuild {
            fingerprint: half.fingerprint,
            build_id: deployed.build_id,
            sizes: deployed.sizes,
            page_sizes: deployed.page_sizes,
        };
        atomic_file::write(&note_of(workspace, &self.app), &serde_json::to_vec(&last)?)?;
        (self.sizes, self.page_sizes) = (last.sizes, last.page_sizes);
        Ok(())
    }
}

fn add_renderer(workspace: &Workspace, app: &App, finished: &Path, profile: Profile) -> anyhow::Result<()> {
    let component = render_half::build(workspace, app, profile)?;
    package::add_component(finished, app, &component)
}

fn announce(app: &App, what: &str, deployed: &Deployed, start: Instant) {
    println!(
        "{:<10} {what} ({}) in {:.1} s",
        app.name(),
        deployed.build_id,
        start.elapsed().as_secs_f32()
    );
}

/// The file with the last build of the app.
fn note_of(workspace: &Workspace, app: &App) -> PathBuf {
    workspace.notes_folder().join(format!("{}.json", app.name()))
}

fn last_build(note: &Path) -> Option<LastBuild> {
    serde_json::from_slice(&fs::read(note).ok()?).ok()
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

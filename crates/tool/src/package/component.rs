//! Adds the renderer to a packaged build: one content hash for both halves of an app.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde_json::json;
use tarn_manifest::{Manifest, RenderEntry};

use super::file_set::FileSet;
use super::write_json;
use crate::app::{App, Kind};
use crate::build_folder::only_build;
use crate::renderer_files::{ENDING, RENDER_FILE};

/// Adds the renderer to the packaged app in `finished`. The build gets the hash of all of its files: its folder is
/// renamed, and the files that name it follow.
pub(crate) fn add_component(finished: &Path, app: &App, component: &Path) -> anyhow::Result<()> {
    let name = format!("{}{ENDING}", app.name());
    let builds = finished.join(app.builds_folder());
    let old = only_build(&builds)?;
    let mut files = FileSet::read(&builds.join(&old))?;
    let bytes = fs::read(component).with_context(|| format!("cannot read {}", component.display()))?;
    fs::write(builds.join(&old).join(&name), &bytes)?;
    files.files.insert(name.clone(), bytes);
    let new = files.build_id();
    fs::rename(builds.join(&old), builds.join(&new))?;
    let integrity = files.integrity(&name).unwrap_or_default();
    match app.kind {
        Kind::Host => {
            rename_build(&finished.join("index.html"), &old, &new)?;
            write_host(finished, &new, &name, &integrity)
        }
        Kind::Remote => add_to_manifest(&finished.join("remote.json"), app, [&old, &new], &name, integrity),
    }
}

/// Writes the `render.json` of a host without a renderer.
pub(super) fn write_none(folder: &Path, build_id: &str) -> anyhow::Result<()> {
    let nothing = json!({ "buildId": build_id, "entry": {}, "integrity": {} });
    write_json(&folder.join(RENDER_FILE), &nothing)
}

/// Writes `render.json` of a host: the build in the folder `build_id`, and its renderer.
fn write_host(folder: &Path, build_id: &str, name: &str, integrity: &str) -> anyhow::Result<()> {
    let file = format!("assets/{build_id}/{name}");
    let pointer = json!({
        "buildId": build_id,
        "entry": { "render": renderer(file.clone()) },
        "integrity": { file: integrity },
    });
    write_json(&folder.join(RENDER_FILE), &pointer)
}

fn add_to_manifest(path: &Path, app: &App, [old, new]: [&str; 2], name: &str, integrity: String) -> anyhow::Result<()> {
    rename_build(path, old, new)?;
    let mut manifest = Manifest::from_json(app.name(), &fs::read(path)?)?;
    let file = format!("{new}/{name}");
    manifest.integrity.insert(&file, integrity);
    manifest.entry.render = Some(renderer(file));
    write_json(path, &manifest)
}

fn renderer(file: String) -> RenderEntry {
    RenderEntry {
        file,
        world: tarn_render::WORLD.to_owned(),
    }
}

/// Replaces the hash of a build in the file that names it. No other text has these digits.
fn rename_build(path: &Path, old: &str, new: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    fs::write(path, text.replace(old, new)).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::file_set::example;
    use super::*;
    use crate::workspace::Member;

    fn member(name: &str) -> Member {
        Member {
            name: name.into(),
            folder: format!("remotes/{name}").into(),
            version: "0.1.0".into(),
            federation: None,
        }
    }

    /// A packaged build without a renderer, in the folder of its hash.
    fn packaged(finished: &Path, builds: &str, entry: &str, text: impl FnOnce(&str) -> String) -> String {
        let files = example(&[("cart.js", "js"), ("cart_bg.wasm", "wasm")]);
        let id = files.build_id();
        files.write(&finished.join(builds).join(&id)).unwrap();
        fs::write(finished.join(entry), text(&id)).unwrap();
        id
    }

    fn with_component(folder: &Path, app: &App, text: &str) -> String {
        let component = folder.join("component.wasm");
        fs::write(&component, text).unwrap();
        let finished = folder.join("finished");
        add_component(&finished, app, &component).unwrap();
        only_build(&finished.join(app.builds_folder())).unwrap()
    }

    fn json(path: &Path) -> Value {
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    }

    fn manifest(id: &str) -> String {
        json!({
            "schema": 1, "name": "cart", "version": "0.1.0", "buildId": id, "exposes": ["CartPage"],
            "entry": { "js": format!("{id}/cart.js"), "wasm": format!("{id}/cart_bg.wasm") },
            "integrity": { format!("{id}/cart.js"): "sha384-x", format!("{id}/cart_bg.wasm"): "sha384-y" },
        })
        .to_string()
    }

    #[test]
    fn both_halves_of_a_remote_have_one_hash_and_one_manifest() {
        let folder = tempfile::tempdir().unwrap();
        let finished = folder.path().join("finished");
        fs::create_dir(&finished).unwrap();
        let member = member("cart");
        let app = App::example(Kind::Remote, &member);
        let old = packaged(&finished, "", "remote.json", manifest);
        let new = with_component(folder.path(), &app, "component");
        assert_ne!(old, new);
        let bytes = fs::read(finished.join("remote.json")).unwrap();
        let manifest = Manifest::from_json("cart", &bytes).unwrap();
        assert_eq!(
            (&manifest.build_id, &manifest.entry.js),
            (&new, &format!("{new}/cart.js"))
        );
        let renderer = manifest.entry.render.as_ref().unwrap();
        assert_eq!(renderer.file, format!("{new}/cart.renderer"));
        assert_eq!(renderer.world, tarn_render::WORLD);
        let of_component = example(&[("a", "component")]).integrity("a").unwrap();
        assert_eq!(manifest.integrity_of(&renderer.file), of_component);
        assert!(finished.join(&renderer.file).is_file());
        assert!(!String::from_utf8(bytes).unwrap().contains(&old));
    }

    #[test]
    fn another_renderer_is_another_build() {
        let ids = ["one", "two", "one"].map(|component| {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("finished")).unwrap();
            let member = member("cart");
            packaged(&folder.path().join("finished"), "", "remote.json", manifest);
            with_component(folder.path(), &App::example(Kind::Remote, &member), component)
        });
        assert_ne!(ids[0], ids[1]);
        assert_eq!(ids[0], ids[2]);
    }

    #[test]
    fn page_and_pointer_of_a_host_name_the_build_with_the_renderer() {
        let folder = tempfile::tempdir().unwrap();
        let finished = folder.path().join("finished");
        fs::create_dir(&finished).unwrap();
        let member = member("host");
        let app = App::example(Kind::Host, &member);
        let old = packaged(&finished, "assets", "index.html", |id| {
            format!("<script src=assets/{id}/a.js>")
        });
        write_none(&finished, &old).unwrap();
        assert_eq!(json(&finished.join(RENDER_FILE))["entry"], json!({}));
        let new = with_component(folder.path(), &app, "component");
        let page = fs::read_to_string(finished.join("index.html")).unwrap();
        assert_eq!(page, format!("<script src=assets/{new}/a.js>"));
        let pointer = json(&finished.join(RENDER_FILE));
        let file = format!("assets/{new}/host.renderer");
        assert_eq!(pointer["buildId"], new);
        assert_eq!(pointer["entry"]["render"]["file"], file);
        assert!(pointer["integrity"][&file].as_str().unwrap().starts_with("sha384-"));
        assert!(finished.join(file).is_file());
    }
}

//! A folder of built apps with one remote, whose renderer is made for a test.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest as _, Sha384};
use tarn_render::{PageRequest, RemoteHtml, RenderOptions, Renderers, Slot};

pub struct Site {
    folder: tempfile::TempDir,
    pub renderers: Renderers,
    builds: std::cell::Cell<u32>,
}

impl Site {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = RenderOptions {
            deadline: Duration::from_millis(50),
            memory: 4 << 20,
            concurrent: 4,
            memo: 4 << 20,
            ..RenderOptions::new(folder.path())
        };
        Self {
            renderers: Renderers::new(options).unwrap(),
            folder,
            builds: std::cell::Cell::new(0),
        }
    }

    /// A site whose remote "cart" has this renderer.
    pub fn with(component: &[u8]) -> Self {
        let site = Self::new();
        site.deploy(component);
        site
    }

    /// Deploys another build of the remote, as the tool does: the files first, then the manifest with a rename.
    pub fn deploy(&self, component: &[u8]) -> String {
        self.deploy_with(component, "1.0", |_| {})
    }

    pub fn deploy_with(&self, component: &[u8], world: &str, edit: impl FnOnce(&mut Vec<u8>)) -> String {
        self.deploy_remote("cart", component, world, edit)
    }

    /// Deploys a build of another remote.
    pub fn deploy_remote(&self, name: &str, component: &[u8], world: &str, edit: impl FnOnce(&mut Vec<u8>)) -> String {
        self.builds.set(self.builds.get() + 1);
        let build = format!("{:016x}", self.builds.get());
        let place = self.place(name);
        let (file, script) = (format!("{build}/{name}.renderer"), format!("{build}/{name}.js"));
        fs::create_dir_all(place.join(&build)).unwrap();
        let mut written = component.to_vec();
        edit(&mut written);
        fs::write(place.join(&file), written).unwrap();
        let hash = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(component)));
        let manifest = json!({
            "schema": 1,
            "name": name,
            "version": "1.0.0",
            "exposes": ["CartPage"],
            "buildId": build,
            "entry": { "js": script, "render": { "file": file, "world": world } },
            "integrity": { file: hash, script: "sha384-js" },
        });
        let arriving = place.join("arriving.json");
        fs::write(&arriving, manifest.to_string()).unwrap();
        fs::rename(arriving, place.join("remote.json")).unwrap();
        build
    }

    /// The folder of a remote.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join("remotes").join(name)
    }

    pub fn remove_component(&self) {
        let place = self.folder.path().join("remotes/cart");
        let build = format!("{:016x}", self.builds.get());
        fs::remove_file(place.join(build).join("cart.renderer")).unwrap();
    }

    pub fn restore_component(&self, component: &[u8]) {
        let build = format!("{:016x}", self.builds.get());
        let place = self.folder.path().join("remotes/cart").join(build);
        fs::write(place.join("cart.renderer"), component).unwrap();
    }

    /// Puts an edited copy of the manifest into its place for the next request.
    pub fn edit_manifest(&self, edit: impl FnOnce(String) -> String) {
        let place = self.folder.path().join("remotes/cart");
        let original = place.join("original.json");
        if !original.exists() {
            fs::copy(place.join("remote.json"), &original).unwrap();
        }
        fs::write(place.join("arriving.json"), edit(fs::read_to_string(original).unwrap())).unwrap();
        fs::rename(place.join("arriving.json"), place.join("remote.json")).unwrap();
    }

    pub async fn cart(&self) -> Option<RemoteHtml> {
        self.cart_at("/cart").await
    }

    pub async fn cart_at(&self, path: &str) -> Option<RemoteHtml> {
        let slot = Slot {
            remote: "cart".into(),
            component: "CartPage".into(),
            props: "{}".into(),
            ..Slot::default()
        };
        let page = PageRequest {
            path: path.into(),
            ..PageRequest::default()
        };
        self.renderers.remote(&page, &slot, &[]).await
    }

    /// How often the renderer has run, and how often its last result was used again.
    pub fn calls(&self) -> (u64, u64) {
        let metrics = self.renderers.metrics();
        let cart = &metrics.apps["cart"];
        (cart.rendered, cart.repeated)
    }

    /// The number of failures with this code.
    pub fn failures(&self, code: &str) -> u64 {
        let metrics = self.renderers.metrics();
        let cart = metrics.apps.get("cart");
        cart.and_then(|cart| cart.failed.get(code)).copied().unwrap_or_default()
    }
}

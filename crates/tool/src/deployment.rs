//! Deploys a finished build into dist/ during concurrent reads.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context as _;

use crate::app::{App, Kind, STANDALONE};
use crate::build_folder::{is_build_id, only_build};
use crate::renderer_files::RENDER_FILE;
use crate::shared_crates::SHARED_FILE;
use crate::size_table::{AppSizes, FileKind};
use crate::trunk::Profile;
use crate::{atomic_file, compression};

/// Number of kept builds of an app, so that tabs opened before a deployment keep working.
const BUILDS_KEPT: usize = 5;

/// Result of a deployment.
#[derive(Debug)]
pub struct Deployed {
    pub build_id: String,
    /// `None` without compression: sizes of a dev build are meaningless.
    pub sizes: Option<AppSizes>,
    /// Sizes of the page that shows a remote standalone.
    pub page_sizes: Option<AppSizes>,
}

/// Copies a finished build (see [`crate::package`]) to the app's folder in `dist`: first the complete folder of the
/// build, then the files that name it, each with one rename.
pub fn deploy(finished: &Path, dist: &Path, app: &App, profile: Profile) -> anyhow::Result<Deployed> {
    let place = dist.join(app.dist_folder());
    let mut sizes = (profile == Profile::Release).then(AppSizes::default);
    let build_id = deploy_build(finished, &place, app.builds_folder(), sizes.as_mut())?;
    let mut page_sizes = None;
    if app.page_crate.is_some() {
        page_sizes = (profile == Profile::Release).then(AppSizes::default);
        deploy_build(finished, &place, STANDALONE, page_sizes.as_mut())?;
    }
    // Not part of the page's load, so it has no budget.
    let mut unjudged = sizes.clone();
    for name in app.entry_files() {
        // The page and its `federation.json` belong to the standalone page.
        let sizes = match (app.kind, *name) {
            (Kind::Remote, "index.html" | "federation.json") => &mut page_sizes,
            (Kind::Host, name) if name == SHARED_FILE || name == RENDER_FILE => &mut unjudged,
            _ => &mut sizes,
        };
        let bytes =
            fs::read(finished.join(name)).with_context(|| format!("the build of {} has no {name}", app.name()))?;
        put(&place.join(name), &bytes, sizes.as_mut())
            .with_context(|| format!("cannot write {name} to {}", place.display()))?;
    }
    Ok(Deployed {
        build_id,
        sizes,
        page_sizes,
    })
}

/// Copies the single build in a folder of `finished` to the same folder of `place`; returns its id.
pub fn deploy_build(
    finished: &Path,
    place: &Path,
    folder: &str,
    sizes: Option<&mut AppSizes>,
) -> anyhow::Result<String> {
    let builds = place.join(folder);
    let build_id = only_build(&finished.join(folder))?;
    fs::create_dir_all(&builds).with_context(|| format!("cannot make {}", builds.display()))?;
    let arriving = builds.join(format!(".{build_id}.{}", std::process::id()));
    let source = finished.join(folder).join(&build_id);
    copy_folder(&source, &arriving, sizes)
        .with_context(|| format!("cannot copy {} to {}", source.display(), arriving.display()))?;
    settle(&arriving, &builds.join(&build_id)).with_context(|| format!("cannot deploy into {}", builds.display()))?;
    remove_old_builds(&builds, &build_id)?;
    Ok(build_id)
}

/// Writes a file whose name is the same in every build, with a compressed copy if `sizes` is given.
pub fn put(file: &Path, bytes: &[u8], sizes: Option<&mut AppSizes>) -> io::Result<()> {
    let compressed_file = with_br(file);
    match sizes {
        Some(sizes) => {
            let compressed = compression::brotli(bytes)?;
            sizes.add(FileKind::of(&file.to_string_lossy()), bytes.len(), compressed.len());
            atomic_file::write(file, bytes)?;
            // A reader between the two writes gets the previous build, which still exists.
            atomic_file::write(&compressed_file, &compressed)
        }
        None => {
            // Otherwise the server would send the compressed file of an earlier build.
            atomic_file::remove(&compressed_file)?;
            atomic_file::write(file, bytes)
        }
    }
}

/// Whether the app's folder in dist/ names this build as current.
pub fn is_deployed(dist: &Path, app: &App, build_id: &str) -> bool {
    let place = dist.join(app.dist_folder());
    place.join(app.builds_folder()).join(build_id).is_dir()
        && app.entry_files().iter().all(|name| place.join(name).is_file())
        && fs::read_to_string(place.join(app.entry_files()[0])).is_ok_and(|text| text.contains(&format!("{build_id}/")))
}

fn with_br(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

fn copy_folder(from: &Path, to: &Path, mut sizes: Option<&mut AppSizes>) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target, sizes.as_deref_mut())?;
            continue;
        }
        let bytes = fs::read(entry.path())?;
        fs::write(&target, &bytes)?;
        if let Some(sizes) = sizes.as_deref_mut() {
            let compressed = if compression::is_compressible(&target) {
                let compressed = compression::brotli(&bytes)?;
                fs::write(with_br(&target), &compressed)?;
                compressed.len()
            } else {
                bytes.len()
            };
            sizes.add(FileKind::of(&entry.path().to_string_lossy()), bytes.len(), compressed);
        }
    }
    Ok(())
}

/// Renames the folder to its final name. If the same build exists already, its files are identical and may be in use,
/// so only missing compressed files are added.
fn settle(arriving: &Path, place: &Path) -> io::Result<()> {
    if !place.is_dir() {
        return fs::rename(arriving, place);
    }
    add_missing(arriving, place)?;
    fs::remove_dir_all(arriving)?;
    // The build is current again, so it becomes the newest.
    File::open(place)?.set_modified(SystemTime::now())
}

fn add_missing(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            add_missing(&entry.path(), &target)?;
        } else if !target.exists() {
            fs::rename(entry.path(), target)?;
        }
    }
    Ok(())
}

fn remove_old_builds(builds: &Path, current: &str) -> anyhow::Result<()> {
    let mut old: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(builds)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && name != current && is_build_id(&name) {
            old.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    // Newest first; the current build is always kept.
    old.sort_by(|one, other| other.cmp(one));
    for (_, folder) in old.iter().skip(BUILDS_KEPT - 1) {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove the old build {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Kind;
    use crate::workspace::Member;

    struct Site {
        folder: tempfile::TempDir,
        cart: Member,
    }

    impl Site {
        fn new() -> Self {
            let cart = Member {
                name: "cart".into(),
                folder: "remotes/cart".into(),
                version: "0.1.0".into(),
                federation: None,
            };
            Self {
                folder: tempfile::tempdir().unwrap(),
                cart,
            }
        }

        fn cart(&self) -> App<'_> {
            App::example(Kind::Remote, &self.cart)
        }

        fn deploy(&self, build_id: &str, profile: Profile) -> Deployed {
            let finished = self.folder.path().join("finished");
            let _ = fs::remove_dir_all(&finished);
            let build = finished.join(build_id);
            fs::create_dir_all(build.join("snippets")).unwrap();
            fs::write(build.join("cart.js"), format!("// {build_id}")).unwrap();
            fs::write(build.join("cart_bg.wasm"), "wasm").unwrap();
            fs::write(build.join("snippets/a.js"), "1").unwrap();
            let page = finished.join(STANDALONE).join(id(99));
            fs::create_dir_all(&page).unwrap();
            fs::write(page.join("standalone.js"), "// page").unwrap();
            fs::write(
                finished.join("index.html"),
                format!("./standalone/{}/standalone.js", id(99)),
            )
            .unwrap();
            fs::write(finished.join("federation.json"), "{}").unwrap();
            fs::write(finished.join("remote.json"), format!("\"{build_id}/cart.js\"")).unwrap();
            deploy(&finished, &self.dist(), &self.cart(), profile).unwrap()
        }

        fn dist(&self) -> PathBuf {
            self.folder.path().join("dist")
        }

        fn builds(&self) -> Vec<String> {
            let mut names: Vec<_> = fs::read_dir(self.dist().join("remotes/cart"))
                .unwrap()
                .map(|entry| entry.unwrap())
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .filter(|name| is_build_id(name))
                .collect();
            names.sort();
            names
        }
    }

    fn id(number: usize) -> String {
        format!("{number:016x}")
    }

    #[test]
    fn a_release_build_arrives_with_compressed_files_and_sizes() {
        let site = Site::new();
        let deployed = site.deploy(&id(1), Profile::Release);
        let place = site.dist().join("remotes/cart");
        for file in [
            "index.html",
            "remote.json",
            &format!("{}/cart_bg.wasm", id(1)),
            &format!("{}/snippets/a.js", id(1)),
        ] {
            assert!(place.join(file).is_file(), "{file}");
            assert!(place.join(format!("{file}.br")).is_file(), "{file}.br");
        }
        assert!(deployed.sizes.unwrap().total().brotli > 0);
        assert!(is_deployed(&site.dist(), &site.cart(), &id(1)));
    }

    #[test]
    fn a_dev_build_leaves_no_compressed_entry_of_an_older_build() {
        let site = Site::new();
        site.deploy(&id(1), Profile::Release);
        let deployed = site.deploy(&id(2), Profile::Dev);
        assert!(deployed.sizes.is_none());
        let place = site.dist().join("remotes/cart");
        assert!(!place.join("index.html.br").exists());
        assert!(!place.join("remote.json.br").exists());
        assert!(fs::read_to_string(place.join("remote.json")).unwrap().contains(&id(2)));
    }

    #[test]
    fn five_builds_stay_and_the_current_one_is_among_them() {
        let site = Site::new();
        for number in 1..=7 {
            site.deploy(&id(number), Profile::Dev);
            // Folders are ordered by modification time.
            std::thread::sleep(std::time::Duration::from_millis(15));
        }
        assert_eq!(site.builds(), (3..=7).map(id).collect::<Vec<_>>());
    }

    #[test]
    fn the_same_build_twice_is_one_folder_with_nothing_left_over() {
        let site = Site::new();
        site.deploy(&id(1), Profile::Dev);
        site.deploy(&id(1), Profile::Release);
        assert_eq!(site.builds(), [id(1)]);
        assert!(
            site.dist()
                .join("remotes/cart")
                .join(id(1))
                .join("cart.js.br")
                .is_file()
        );
    }

    #[test]
    fn a_replaced_build_is_not_deployed() {
        let site = Site::new();
        site.deploy(&id(1), Profile::Dev);
        site.deploy(&id(2), Profile::Dev);
        assert!(!is_deployed(&site.dist(), &site.cart(), &id(1)));
    }

    #[test]
    fn a_build_without_its_folder_points_at_the_hook() {
        let site = Site::new();
        let finished = site.folder.path().join("finished");
        fs::create_dir_all(&finished).unwrap();
        let error = deploy(&finished, &site.dist(), &site.cart(), Profile::Dev).unwrap_err();
        assert!(error.to_string().contains("post_build hook"), "{error}");
    }
}

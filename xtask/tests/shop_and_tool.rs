//! The tool applied to the shop: its templates, its tables and its sources.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tarn_manifest::FederationConfig;
use tarn_tool::app::App;
use tarn_tool::workspace::Workspace;
use tarn_tool::{error_pages, new_remote, ownership, source_files};
use toml::Table;

fn this() -> Workspace {
    Workspace::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(file: &str) -> String {
    fs::read_to_string(this().root.join(file)).unwrap()
}

#[test]
fn real_remotes_have_the_page_and_trunk_file_of_the_template() {
    // Title and description are specific to each remote.
    let same = |text: &str| {
        let lines = text
            .lines()
            .filter(|line| !line.contains("<title>") && !line.contains("description"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let workspace = this();
    for (name, port) in [
        ("auth", 4001),
        ("cart", 4002),
        ("products", 4003),
        ("orders", 4004),
        ("account", 4005),
    ] {
        let files = new_remote::files_of(&workspace, name, port).unwrap();
        for file in ["Trunk.toml", "index.html"] {
            let real = read(&format!("remotes/{name}/{file}"));
            assert_eq!(same(&files[file]), same(&real), "remotes/{name}/{file}");
        }
    }
}

#[test]
fn a_new_remote_may_not_have_the_name_of_a_page_or_slice_of_the_host() {
    let workspace = this();
    for name in ["checkout", "context", "shared-store"] {
        let error = new_remote::files_of(&workspace, name, 4009).unwrap_err().to_string();
        assert!(error.contains("reserved-names"), "{name}: {error}");
    }
}

fn manifest(folder: &Path) -> Table {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
}

#[test]
fn an_own_repository_has_the_build_settings_of_this_project() {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("guest-book");
    let workspace = this();
    new_remote::in_own_repository(&workspace, "guest-book", &folder).unwrap();
    let (ours, theirs) = (manifest(&workspace.root), manifest(&folder));
    assert_eq!(theirs["profile"]["release"], ours["profile"]["release"]);
    for key in ["edition", "rust-version", "publish"] {
        assert_eq!(theirs["package"][key], ours["workspace"]["package"][key], "{key}");
    }
    let patched = |manifest: &Table| {
        let patches = manifest["patch"]["crates-io"].as_table().unwrap();
        patches.keys().cloned().collect::<BTreeSet<_>>()
    };
    // Dependents name the version of the federation. The patch points to this project until a registry has it.
    let of_registry = ["tarn-federation", "tarn-view"];
    for name in of_registry {
        assert_eq!(theirs["dependencies"][name].as_str(), Some("0.1"), "{name}");
    }
    assert_eq!(
        patched(&theirs),
        &patched(&ours) | &BTreeSet::from(of_registry.map(str::to_owned))
    );
    let made = Workspace::find(&folder.join("src")).unwrap();
    assert!(made.host().is_none());
    assert_eq!(made.contract(), workspace.contract());
    let apps = App::all(&made).unwrap();
    assert_eq!(apps.iter().map(App::name).collect::<Vec<_>>(), ["guest-book"]);
    assert_eq!(apps[0].federation().unwrap().exposes, ["GuestBookPage"]);
    assert!(apps[0].page_crate.is_some());
    // A fresh clone has no tools yet, and paths of files that do not exist cannot be compared.
    fs::create_dir_all(workspace.tools_folder()).unwrap();
    let real = |path: PathBuf| fs::canonicalize(path).unwrap();
    assert_eq!(real(made.tools_folder()), real(workspace.tools_folder()));
    assert_eq!(
        made.places.budgets.clone().map(real),
        workspace.places.budgets.clone().map(real)
    );
}

#[test]
fn a_repository_in_this_project_or_in_a_non_empty_folder_is_refused() {
    let workspace = this();
    let inside = workspace.root.join("somewhere/reviews");
    let make = |folder: &Path| new_remote::in_own_repository(&workspace, "reviews", folder);
    let error = make(&inside).unwrap_err().to_string();
    assert!(error.contains("in this project"), "{error}");
    assert!(!inside.exists());
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("notes.txt"), "mine").unwrap();
    let error = make(outside.path()).unwrap_err().to_string();
    assert!(error.contains("not empty"), "{error}");
}

#[test]
fn the_ownership_table_is_rendered_from_the_enforced_grants() {
    let workspace = this();
    let federation = read("host/federation.json");
    let rendered = ownership::render(&FederationConfig::from_json(federation.as_bytes()).unwrap()).unwrap();
    let file = workspace.places.ownership.as_ref().unwrap();
    if std::env::var_os("UPDATE_OWNERSHIP").is_some() {
        fs::write(file, &rendered).unwrap();
    }
    assert!(
        fs::read_to_string(file).unwrap_or_default() == rendered,
        "docs/ownership.md differs from the grants of host/federation.json; run UPDATE_OWNERSHIP=1 cargo test -p xtask ownership"
    );
}

#[test]
fn details_below_the_table_are_on_the_page_of_their_code() {
    let text = read("docs/errors.md");
    let all = error_pages::pages(&text).unwrap();
    let page_of = |code| &all.iter().find(|(other, _)| *other == code).unwrap().1;
    let reasons = page_of("FED-015");
    for part in [
        "<th>reason</th>",
        "<td><code>not-allowed</code></td>",
        "<td><code>storage</code></td>",
        "&quot;cannot be stored&quot;",
    ] {
        assert!(reasons.replace('"', "&quot;").contains(part), "{part} not in {reasons}");
    }
    assert!(!reasons.contains("\n|"), "{reasons}");
    assert!(!page_of("FED-014").contains("<table>"));
}

#[test]
fn the_file_of_errors_has_a_page_for_each_code() {
    let text = read("docs/errors.md");
    let codes: Vec<_> = error_pages::pages(&text)
        .unwrap()
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert!(codes.len() >= 20 && codes.is_sorted_by(|a, b| a < b), "{codes:?}");
}

#[test]
fn the_theme_is_set_before_any_request_in_the_papers_colours() {
    let workspace = this();
    let script = fs::read_to_string(workspace.places.first_script.as_ref().unwrap()).unwrap();
    assert!(script.contains("data-theme"));
    let design = read("shop/ui/design.css");
    let papers: Vec<_> = design.split("--paper: ").skip(1).map(|rest| &rest[..7]).collect();
    assert_eq!(
        papers.len(),
        3,
        "a light and a dark colour, and the dark one without scripts"
    );
    for paper in papers {
        assert!(script.contains(paper), "{paper}");
    }
}

#[test]
fn the_dark_theme_is_the_same_without_scripts() {
    let design = read("shop/ui/design.css");
    let dark: Vec<_> = design.split("    color-scheme: dark;").skip(1).collect();
    let [with_scripts, without] = [dark[0], dark[1]].map(|rest| rest.split('}').next());
    assert_eq!(with_scripts, without);
}

/// The apps that are rebuilt when this file changes.
fn built_from(workspace: &Workspace, file: &str) -> Vec<String> {
    assert!(workspace.root.join(file).is_file(), "{file}");
    let apps = App::all(workspace).unwrap();
    let is_built_from = |app: &&App| {
        let files = source_files::of_app(workspace, app).unwrap();
        files.contains(&PathBuf::from(file))
    };
    let found: Vec<_> = apps
        .iter()
        .filter(is_built_from)
        .map(|app| app.name().to_owned())
        .collect();
    match found.len() == apps.len() {
        true => vec!["all".into()],
        false => found,
    }
}

#[test]
fn a_change_rebuilds_only_its_dependents() {
    let workspace = this();
    for (file, apps) in [
        ("remotes/cart/src/lib.rs", &["cart"][..]),
        ("remotes/cart/cart.css", &["cart"]),
        ("remotes/cart/Cargo.toml", &["cart"]),
        ("host/src/lib.rs", &["host"]),
        ("host/analytics.js", &["host"]),
        ("Trunk.toml", &["host"]),
        ("shop/wishlist/src/lib.rs", &["account", "products"]),
        ("shared-store/src/lib.rs", &["all"]),
        ("shop/ui/design.css", &["all"]),
        ("shop/page/src/first_paint.js", &["all"]),
        ("crates/wire-derive/src/lib.rs", &["all"]),
        ("vendor/wasm-streams/src/lib.rs", &["all"]),
        ("vendor/send_wrapper/src/lib.rs", &["all"]),
        ("Cargo.toml", &["all"]),
        ("host/federation.json", &[]),
        ("crates/tool/src/serve.rs", &[]),
        ("README.md", &[]),
        ("devtools/start.js", &[]),
    ] {
        assert_eq!(built_from(&workspace, file), apps, "{file}");
    }
    let of_the_page = built_from(&workspace, "shop/standalone/src/lib.rs");
    assert!(!of_the_page.contains(&"host".to_owned()), "{of_the_page:?}");
    assert!(of_the_page.contains(&"cart".to_owned()), "{of_the_page:?}");
}

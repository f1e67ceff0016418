//! Rules of ARCHITECTURE.md that a compiler does not check: allowed dependencies.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::Table;

/// Allowed dependencies of a remote. Each one costs bytes in every remote: decide about additions here.
const FOR_REMOTES: &[&str] = &[
    "tarn-capabilities",
    "tarn-federation",
    "gloo-events",
    "tarn-view",
    "js-sys",
    "leptos",
    "shop-props",
    "send_wrapper",
    "serde",
    // On servers only: see `no_crate_of_an_app_depends_on_serde_json`.
    "serde_json",
    "shop-api",
    "shared-store",
    "shop-ui",
    "tarn-small-allocator",
    "tarn-store",
    "wasm-bindgen",
    "web-sys",
    "tarn-wire",
    "shop-wishlist",
    "shop-login",
    "shop-checkout",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn manifest(folder: &str) -> Table {
    fs::read_to_string(root().join(folder).join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap()
}

/// The folder of a crate that apps depend on by this name, from the root's `[workspace.dependencies]`. `None` for
/// external crates.
fn folder_of(name: &str) -> Option<String> {
    let root = manifest("");
    let dependency = root["workspace"]["dependencies"].get(name)?;
    Some(dependency.get("path")?.as_str()?.to_owned())
}

fn dependencies_of_crate(name: &str) -> BTreeSet<String> {
    dependencies(&folder_of(name).unwrap())
}

fn remotes() -> Vec<String> {
    let folders = fs::read_dir(root().join("remotes")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| root().join("remotes").join(name).join("Cargo.toml").is_file())
        .collect()
}

/// The names of all dependencies except dev-dependencies, for every target.
fn dependencies(folder: &str) -> BTreeSet<String> {
    dependency_entries(folder).into_iter().map(|(name, _)| name).collect()
}

/// All dependencies except dev-dependencies, for every target.
fn dependency_entries(folder: &str) -> Vec<(String, toml::Value)> {
    entries_for(folder, |_| true)
}

/// The dependencies in a browser.
fn browser_entries(folder: &str) -> Vec<(String, toml::Value)> {
    entries_for(folder, |target| {
        target != "cfg(not(all(target_arch = \"wasm32\", target_os = \"unknown\")))"
    })
}

fn entries_for(folder: &str, is_meant: fn(&str) -> bool) -> Vec<(String, toml::Value)> {
    let manifest = manifest(folder);
    let targets = manifest.get("target").and_then(|target| target.as_table());
    let tables = targets
        .into_iter()
        .flat_map(|targets| targets.iter().filter(|(target, _)| is_meant(target)))
        .filter_map(|(_, target)| target.as_table());
    std::iter::once(&manifest)
        .chain(tables)
        .filter_map(|table| table.get("dependencies")?.as_table())
        .flat_map(|dependencies| dependencies.clone())
        .collect()
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                sources.push((path, text));
            }
        }
    }
    sources
}

#[test]
fn a_remote_depends_on_no_other_remote_and_not_on_the_host() {
    let remotes = remotes();
    assert!(remotes.len() >= 5);
    for remote in &remotes {
        let allowed: BTreeSet<String> = FOR_REMOTES.iter().map(|name| (*name).to_owned()).collect();
        let others: Vec<_> = dependencies(&format!("remotes/{remote}"))
            .difference(&allowed)
            .cloned()
            .collect();
        assert!(others.is_empty(), "{remote} depends on {others:?}");
    }
}

#[test]
fn federation_knows_neither_shops_nor_stores() {
    for name in dependencies_of_crate("tarn-federation") {
        let is_ours = folder_of(&name).is_some();
        let is_allowed = matches!(
            name.as_str(),
            "tarn-federation-derive"
                | "tarn-wire"
                | "tarn-view"
                | "tarn-base-path"
                | "tarn-capabilities"
                | "tarn-manifest"
                | "tarn-render"
        );
        assert!(!is_ours || is_allowed, "federation depends on {name}");
    }
    for (file, text) in sources(&folder_of("tarn-federation").unwrap()) {
        for word in ["shared_store", "shop_api", "cart/", "addToCart"] {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//") && !line.contains("json!"));
            let code: Vec<_> = code.take_while(|line| !line.contains("#[cfg(test)]")).collect();
            assert!(
                !code.iter().any(|line| line.contains(word)),
                "{} mentions {word}",
                file.display()
            );
        }
    }
}

/// Words of the shop, and of its API and places. Tests, examples in comments and the tool's default for the contract's name may have them.
#[test]
fn no_library_names_the_shop() {
    const WORDS: [&str; 9] = [
        "shop_",
        "shop-",
        "../shop",
        "shopper",
        "storefront",
        "shared_store",
        "wishlist",
        "addToCart",
        "/api/",
    ];
    let mut found = Vec::new();
    for folder in fs::read_dir(root().join("crates")).unwrap() {
        let folder = folder.unwrap();
        if !folder.path().is_dir() {
            continue;
        }
        let folder = format!("crates/{}/src", folder.file_name().into_string().unwrap());
        for (file, text) in sources(&folder) {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in lines {
                if let Some(word) = WORDS.iter().find(|word| line.contains(**word)) {
                    found.push(format!("{}: {word}", file.display()));
                }
            }
        }
    }
    assert_eq!(found, [""; 0], "a library names the shop");
}

#[test]
fn the_contract_knows_neither_the_federation_nor_the_server() {
    let dependencies = dependencies_of_crate("shared-store");
    for name in ["tarn-federation", "shop-api", "shop-props", "shop-page"] {
        assert!(!dependencies.contains(name), "shared-store depends on {name}");
    }
}

/// Other code has other places: the engine is in crates/store, code that remotes share in shop/. Unit tests are not counted.
#[test]
fn the_contract_is_under_1500_lines() {
    let lines: usize = sources("shared-store/src")
        .iter()
        .map(|(_, text)| text.split("#[cfg(test)]").next().unwrap_or_default().lines().count())
        .sum();
    assert!(lines < 1_500, "{lines} lines in shared-store/src");
}

/// Libraries for other teams: no dependency leads from a library to the shop.
#[test]
fn libraries_depend_on_libraries_only() {
    let entries = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap());
    for folder in entries.filter(|entry| entry.path().is_dir()) {
        let folder = format!("crates/{}", folder.file_name().into_string().unwrap());
        for name in dependencies(&folder) {
            let ours = folder_of(&name);
            assert!(
                ours.as_ref().is_none_or(|ours| ours.starts_with("crates/")),
                "{folder} depends on {name}"
            );
        }
    }
}

#[test]
fn exposed_components_never_create_a_store() {
    for (file, text) in sources("remotes") {
        for word in ["make_store", "own_page", "Page::boot", "Page::builder", "__TARN__"] {
            assert!(!text.contains(word), "{} uses {word}", file.display());
        }
    }
}

/// The name of an exposed component by the constant of `shop/props`, as in `RemoteComponent::new("cart", "CartPage")`.
fn component_of(constant: &str) -> Option<String> {
    let constant = format!("pub const {}:", constant.strip_prefix("shop_props::")?);
    sources("shop/props/src").into_iter().find_map(|(_, text)| {
        let (_, after) = text.split_once(&constant)?;
        let (_, arguments) = after.split(';').next()?.split_once("RemoteComponent::new(")?;
        Some(arguments.split('"').nth(3)?.to_owned())
    })
}

/// The components in `expose!`, each named by a constant or by a text.
fn exposed(lib: &str) -> BTreeSet<String> {
    let names = lib
        .lines()
        .filter_map(|line| Some(line.trim().split_once(" => ")?.0))
        .map(|name| match name.trim_matches('"') {
            text if text != name => text.to_owned(),
            constant => component_of(constant).unwrap(),
        });
    names.collect()
}

#[test]
fn a_remote_exposes_the_components_of_its_manifest() {
    for remote in remotes() {
        let folder = format!("remotes/{remote}");
        let manifest = manifest(&folder);
        let exposes: BTreeSet<_> = manifest["package"]["metadata"]["federation"]["exposes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap().to_owned())
            .collect();
        let lib = fs::read_to_string(root().join(&folder).join("src/lib.rs")).unwrap();
        assert_eq!(
            exposed(&lib),
            exposes,
            "{folder}: expose! in src/lib.rs, and `exposes` in Cargo.toml"
        );
    }
}

/// The crate `page` changes the address. Two routers that do so make each other stale, so no remote may either: see
/// [`FOR_REMOTES`].
#[test]
fn no_library_depends_on_a_page_owner() {
    for name in [
        "tarn-base-path",
        "tarn-capabilities",
        "tarn-federation",
        "tarn-view",
        "tarn-query",
        "shop-props",
        "shop-api",
        "shared-store",
        "shop-ui",
        "shop-wishlist",
        "shop-login",
        "shop-checkout",
    ] {
        let dependencies = dependencies_of_crate(name);
        for page in ["tarn-page", "shop-page"] {
            assert!(!dependencies.contains(page), "{name} depends on {page}");
        }
    }
}

/// The folders of this workspace's crates in the app in `folder`.
fn crates_of(folder: &str, found: &mut BTreeSet<String>) {
    for folder in dependencies(folder).iter().filter_map(|name| folder_of(name)) {
        if found.insert(folder.clone()) {
            crates_of(&folder, found);
        }
    }
}

/// Types of the contract have serde's traits, for the server, tools and tests. Their code is in an app only if a data format uses it, and
/// `serde_json` adds 18 to 24 KB to it in a browser.
#[test]
fn no_crate_of_an_app_depends_on_serde_json() {
    let mut crates: BTreeSet<String> = remotes().iter().map(|remote| format!("remotes/{remote}")).collect();
    crates.extend(["host".into(), "shop/standalone".into()]);
    for app in crates.clone() {
        crates_of(&app, &mut crates);
    }
    assert!(crates.contains("crates/wire"));
    let is_json = |feature: &toml::Value| matches!(feature.as_str(), Some("json" | "serde_json"));
    for folder in crates {
        for (name, entry) in browser_entries(&folder) {
            let is_optional = entry
                .get("optional")
                .is_some_and(|optional| optional.as_bool() == Some(true));
            assert!(name != "serde_json" || is_optional, "{folder} depends on serde_json");
            let features = entry.get("features").and_then(|features| features.as_array());
            let has_json = features.is_some_and(|features| features.iter().any(is_json));
            assert!(
                !has_json || is_optional,
                "{folder} has {name} with the feature of serde_json"
            );
        }
    }
}

#[test]
fn trunk_watches_every_crate_of_its_app() {
    let remotes = remotes();
    let pages = remotes.iter().map(|remote| (format!("remotes/{remote}"), "../../"));
    for (folder, up) in pages.chain([("host".to_owned(), "")]) {
        let trunk = if up.is_empty() { ".".into() } else { folder.clone() };
        let trunk: Table = fs::read_to_string(root().join(trunk).join("Trunk.toml"))
            .unwrap()
            .parse()
            .unwrap();
        let watched = trunk["watch"]["watch"].as_array().unwrap();
        let mut crates = BTreeSet::new();
        crates_of(&folder, &mut crates);
        if !up.is_empty() {
            // Trunk serves a remote's standalone page.
            crates_of("shop/standalone", &mut crates);
            crates.insert("shop/standalone".into());
        }
        for name in crates {
            let is_watched = |path: &toml::Value| {
                let folder = path.as_str().unwrap().strip_prefix(up);
                folder.is_some_and(|folder| Path::new(&name).starts_with(folder))
            };
            assert!(
                watched.iter().any(is_watched),
                "{folder}/Trunk.toml does not watch {name}"
            );
        }
    }
}

/// `trunk serve` shows the same as the server: files outside an app's own build come from the server.
#[test]
fn a_page_served_by_trunk_asks_the_shops_server_for_the_rest() {
    let remotes = remotes().into_iter().map(|remote| format!("remotes/{remote}"));
    for (folder, others) in remotes
        .map(|remote| (remote, &[][..]))
        .chain([(String::new(), &["/remotes", "/federation.json"][..])])
    {
        let text = fs::read_to_string(root().join(&folder).join("Trunk.toml")).unwrap();
        let trunk: Table = text.parse().unwrap();
        let backends: Vec<_> = trunk["proxy"]
            .as_array()
            .unwrap()
            .iter()
            .map(|proxy| proxy["backend"].as_str().unwrap())
            .collect();
        for path in ["/api", "/images", "/devtools"].iter().chain(others) {
            assert!(
                backends.iter().any(|backend| backend.ends_with(path)),
                "{folder}/Trunk.toml has no [[proxy]] for {path}"
            );
        }
    }
}

/// That global belongs to Module Federation: both registries can live in one page, and ours neither creates, reads nor
/// freezes the other.
#[test]
fn only_tests_and_docs_name_the_registry_of_module_federation() {
    const FOREIGN: &str = concat!("__FEDERA", "TION__");
    let may_name = |path: &Path| {
        let path = path.strip_prefix(root()).unwrap_or(path);
        path.starts_with("docs")
            || path.starts_with("e2e")
            || path.extension().is_some_and(|extension| extension == "md")
    };
    let mut folders = vec![root()];
    let mut offenders = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                // Built, downloaded or measured files are not sources.
                let is_source =
                    !name.starts_with('.') && !["target", "dist", "node_modules", "results"].contains(&&*name);
                folders.extend(is_source.then_some(path));
            } else if !may_name(&path) && fs::read_to_string(&path).is_ok_and(|text| text.contains(FOREIGN)) {
                offenders.push(path);
            }
        }
    }
    assert_eq!(offenders, Vec::<PathBuf>::new());
}

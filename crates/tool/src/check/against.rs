//! Compatibility of a workspace's remotes with a deployed page, for a team's CI before a deployment.

use std::collections::BTreeSet;

use super::deployed::Page;
use super::remote::Remote;
use super::{Findings, federation, rules};
use crate::app::Requirement;
use crate::shared_crates::{SHARED_FILE, Shared};

/// Checks each remote against the page.
pub(super) fn check(remotes: &[Remote], page: &Page, findings: &mut Findings) -> anyhow::Result<()> {
    let Some(config) = federation::read(&page.federation, findings) else {
        return Ok(());
    };
    for remote in remotes {
        match &page.shared {
            Some(shared) => {
                check_versions(remote, shared, findings);
                check_world(remote, shared, findings);
            }
            None => findings.warnings.push(format!(
                "{}: the page has no {SHARED_FILE}, so versions were not compared; a newer build of the host has it",
                remote.name
            )),
        }
        let Some(entry) = config.remotes.get(&remote.name) else {
            findings.problems.push(format!(
                "{}: the page's federation.json has no remote of this name, so it does not load it",
                remote.name
            ));
            continue;
        };
        federation::check_entry(remote, entry, findings);
        let address = entry.manifests.first().map_or("", String::as_str);
        match page.fetch_manifest(address)? {
            Some(text) => check_successor(remote, &text, findings),
            None => findings
                .warnings
                .push(format!("{}: nothing is deployed at {address} yet", remote.name)),
        }
    }
    Ok(())
}

fn check_versions(remote: &Remote, shared: &Shared, findings: &mut Findings) {
    let mut take = |outcome: Result<Option<String>, String>| match outcome {
        Ok(warning) => findings.warnings.extend(warning),
        Err(problem) => findings.problems.push(problem),
    };
    for (name, requirement) in &remote.requires {
        let offered = shared.shared.get(name).map(String::as_str);
        take(rules::check_version(&remote.name, name, offered, requirement));
    }
    if let (Some(own), Some(offered)) = (&remote.federation, &shared.federation) {
        let requirement = Requirement {
            version: format!("^{own}"),
            strict: false,
        };
        take(rules::check_version(
            &remote.name,
            "tarn-federation",
            Some(offered),
            &requirement,
        ));
    }
}

/// Warns of a renderer that the page's server does not run. A remote without HTML works as before.
fn check_world(remote: &Remote, shared: &Shared, findings: &mut Findings) {
    if let (Some(own), Some(offered)) = (&remote.render, &shared.render)
        && !tarn_render::is_run_by(own, offered)
    {
        findings.warnings.push(format!(
            "{}: its renderer is built for version {own} of the world tarn:render, and the page's server runs {offered}, so its slots would \
             come without HTML; build both with the same tarn-render",
            remote.name
        ));
    }
}

/// Checks that the remote still exposes all components of its deployed build: a deployed page may mount any of them.
fn check_successor(remote: &Remote, deployed: &str, findings: &mut Findings) {
    let deployed = match rules::read_manifest(&remote.name, deployed) {
        Ok(deployed) => deployed,
        Err(what) => {
            // The deployed manifest is about to be replaced.
            findings
                .warnings
                .push(format!("{}: what is deployed now {what}", remote.name));
            return;
        }
    };
    if deployed.entry.render.is_some() && remote.render.is_none() {
        findings.warnings.push(format!(
            "{}: the deployed build {} has a renderer, this one has none, so its slots would come without HTML; \
             `render = true` in [workspace.metadata.tarn] makes one",
            remote.name, deployed.version
        ));
    }
    let own: BTreeSet<_> = remote.metadata.exposes.iter().collect();
    let gone = deployed.exposes.iter().filter(|component| !own.contains(component));
    findings.problems.extend(gone.map(|component| {
        format!(
            "{}: the deployed build {} exposes \"{component}\", this one does not; a host that mounts it would fail",
            remote.name, deployed.version
        )
    }));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::{Value, json};

    use super::super::remote::example;
    use super::*;

    fn federation() -> Value {
        json!({ "remotes": { "cart": {
            "manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"],
            "routes": [{ "path": "/cart", "component": "CartPage" }],
        } } })
    }

    fn manifest() -> Value {
        json!({
            "schema": 1, "name": "cart", "version": "0.1.0", "buildId": "abc", "exposes": ["CartPage"],
            "entry": { "js": "abc/cart.js" }, "integrity": { "abc/cart.js": "sha384-x" },
        })
    }

    fn shared() -> Value {
        json!({ "shared": { "shared-store": "1.4.0" }, "federation": "0.3.1" })
    }

    fn write(folder: &Path, file: &str, json: &Value) {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, json.to_string()).unwrap();
    }

    /// Findings of the cart, without a renderer, against a page with these files.
    fn found(files: &[(&str, Value)]) -> Findings {
        found_with(None, files)
    }

    /// Findings of the cart with a renderer of this version of the world.
    fn found_with(render: Option<&str>, files: &[(&str, Value)]) -> Findings {
        let folder = tempfile::tempdir().unwrap();
        for (file, json) in files {
            write(folder.path(), file, json);
        }
        let page = Page::fetch(&format!("file://{}/", folder.path().display())).unwrap();
        let mut cart = example(
            "cart",
            "port = 4002\nexposes = [\"CartPage\"]\ndispatches = [\"cart/*\"]",
        );
        cart.render = render.map(str::to_owned);
        let mut findings = Findings::default();
        check(&[cart], &page, &mut findings).unwrap();
        findings
    }

    const LIST: &str = "federation.json";
    const DEPLOYED: &str = "remotes/cart/remote.json";

    #[test]
    fn a_compatible_remote_has_no_problem() {
        let findings = found(&[(LIST, federation()), (SHARED_FILE, shared()), (DEPLOYED, manifest())]);
        assert_eq!(findings, Findings::default());
    }

    #[test]
    fn each_refusal_by_the_page_is_a_problem() {
        let with = |pointer: &str, value: Value, mut file: Value| {
            *file.pointer_mut(pointer).unwrap() = value;
            file
        };
        let grants = with("/remotes/cart/grants", json!(["cart/addToCart"]), federation());
        let route = with("/remotes/cart/routes/0/component", json!("Cart"), federation());
        let no_cart = with("/remotes", json!({}), federation());
        let older = with("/shared/shared-store", json!("1.1.0"), shared());
        let other_major = with("/shared/shared-store", json!("2.0.0"), shared());
        let none = with("/shared", json!({}), shared());
        let other_federation = with("/federation", json!("0.2.0"), shared());
        let more = with("/exposes", json!(["CartPage", "MiniCart"]), manifest());
        for (list, contract, deployed, part) in [
            (grants, shared(), manifest(), "which it is not granted"),
            (route, shared(), manifest(), "names the component \"Cart\""),
            (no_cart, shared(), manifest(), "has no remote of this name"),
            (
                federation(),
                older,
                manifest(),
                "requires shared-store ^1.2.0, this page offers 1.1.0",
            ),
            (federation(), other_major, manifest(), "this page offers 2.0.0"),
            (federation(), none, manifest(), "this page offers none"),
            (
                federation(),
                other_federation,
                manifest(),
                "requires tarn-federation ^0.3.0, this page offers 0.2.0",
            ),
            (federation(), shared(), more, "exposes \"MiniCart\", this one does not"),
        ] {
            let findings = found(&[(LIST, list), (SHARED_FILE, contract), (DEPLOYED, deployed)]);
            assert!(
                findings.problems.len() == 1 && findings.problems[0].contains(part),
                "{part}: {findings:?}"
            );
        }
    }

    #[test]
    fn a_renderer_that_the_server_does_not_run_is_a_warning() {
        let with = |render: &str| {
            let mut shared = shared();
            shared["render"] = json!(render);
            [(LIST, federation()), (SHARED_FILE, shared), (DEPLOYED, manifest())]
        };
        assert_eq!(found_with(Some("1.0"), &with("1.1")), Findings::default());
        assert_eq!(found(&with("1.0")), Findings::default());
        for offered in ["1.0", "2.0"] {
            let findings = found_with(Some("1.1"), &with(offered));
            let [world] = &findings.warnings[..] else {
                panic!("{findings:?}")
            };
            assert!(world.contains("1.1") && world.contains(offered), "{world}");
            assert_eq!(findings.problems, [""; 0]);
        }
    }

    #[test]
    fn a_lost_renderer_is_a_warning_and_a_faulty_deployed_one_is_named() {
        let deployed = |hash: &str| {
            let mut deployed = manifest();
            deployed["entry"]["render"] = json!({ "file": "abc/cart.renderer", "world": "1.0" });
            deployed["integrity"]["abc/cart.renderer"] = json!(hash);
            [(LIST, federation()), (SHARED_FILE, shared()), (DEPLOYED, deployed)]
        };
        assert_eq!(found_with(Some("1.0"), &deployed("sha384-r")), Findings::default());
        for (hash, part) in [
            ("sha384-r", "this one has none"),
            ("sha256-r", "integrity.abc/cart.renderer"),
        ] {
            let findings = found(&deployed(hash));
            let [warning] = &findings.warnings[..] else {
                panic!("{findings:?}")
            };
            assert!(warning.contains(part), "{warning}");
        }
    }

    #[test]
    fn missing_information_of_the_page_is_a_warning() {
        let findings = found(&[(LIST, federation())]);
        assert_eq!(findings.problems, [""; 0]);
        let [versions, deployed] = &findings.warnings[..] else {
            panic!("{findings:?}")
        };
        assert!(versions.contains(SHARED_FILE), "{versions}");
        assert!(
            deployed.contains("nothing is deployed at /remotes/cart/remote.json"),
            "{deployed}"
        );
    }

    #[test]
    fn an_address_of_another_page_is_an_error_about_the_address() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(LIST), "<!doctype html>\n<p>Not found").unwrap();
        let url = format!("file://{}", folder.path().display());
        let error = Page::fetch(&url).unwrap_err().to_string();
        assert!(
            error.contains("is an HTML page") && error.contains("the page's root"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_page_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file://{}", folder.path().display());
        let error = Page::fetch(&url).unwrap_err().to_string();
        assert!(
            error.contains("there is no") && error.contains("/federation.json"),
            "{error}"
        );
    }
}

//! Compatibility of remotes with a `federation.json`: their own, or a deployed one.

use std::collections::BTreeMap;

use tarn_manifest::{FederationConfig, RemoteConfig, parts};

use super::remote::Remote;
use super::unknown_members::unknown_members;
use super::{Findings, rules};

/// Name of the file in messages.
const FILE: &str = "federation.json";

/// Folder of a site with the builds of remotes.
const REMOTES: &str = "/remotes/";

/// Checks the workspace's own file and all of its remotes.
pub(super) fn check(remotes: &[Remote], text: &str, findings: &mut Findings) {
    let Some(config) = read(text, findings) else { return };
    check_addresses(&config, findings);
    check_paths(&config, findings);
    check_existence(remotes, &config, findings);
    for remote in remotes {
        match config.remotes.get(&remote.name) {
            Some(entry) => check_entry(remote, entry, findings),
            None => findings.problems.push(format!(
                "{}: {FILE} has no remote of this name, so no host loads it",
                remote.name
            )),
        }
    }
}

/// Reads the file as a page does; `None` if a page would refuse it.
pub(super) fn read(text: &str, findings: &mut Findings) -> Option<FederationConfig> {
    if let Ok(json) = rules::parse(text) {
        let unknown = unknown_members(&json).into_iter();
        findings
            .problems
            .extend(unknown.map(|sentence| format!("{FILE}: {sentence}")));
    }
    match rules::read_federation(text) {
        Ok(config) => Some(config),
        Err(what) => {
            findings.problems.push(format!("{FILE}: {what}"));
            None
        }
    }
}

/// Checks the remote against its entry.
pub(super) fn check_entry(remote: &Remote, entry: &RemoteConfig, findings: &mut Findings) {
    findings.take(rules::check_grants(
        &remote.name,
        &remote.metadata.dispatches,
        &entry.grants,
    ));
    for route in &entry.routes {
        findings.take(remote.exposes(&route.component, &format!("the route {} of {FILE}", route.path)));
    }
}

/// Checks that the manifest of a remote beside the host is in the folder of its name.
fn check_addresses(config: &FederationConfig, findings: &mut Findings) {
    for (name, entry) in config.remotes.iter() {
        for address in &entry.manifests {
            let folder = address.strip_prefix(REMOTES).and_then(|rest| rest.split('/').next());
            if folder.is_some_and(|folder| folder != name) {
                findings.problems.push(format!(
                    "{FILE}: remotes.{name}.manifests names {address}, which is the folder of another remote"
                ));
            }
        }
    }
}

/// Warns of remotes beside the host that are no crates here: removed ones, or those of another repository.
fn check_existence(remotes: &[Remote], config: &FederationConfig, findings: &mut Findings) {
    for (name, entry) in config.remotes.iter() {
        let is_beside_the_host = entry.manifests.iter().any(|address| address.starts_with(REMOTES));
        if is_beside_the_host && !remotes.iter().any(|remote| remote.name == name) {
            findings.warnings.push(format!(
                "{FILE}: this workspace has no remote \"{name}\"; remove the entry, unless another repository deploys the remote to \
                 {REMOTES}{name}/"
            ));
        }
    }
}

/// Checks that each path belongs to one remote only.
fn check_paths(config: &FederationConfig, findings: &mut Findings) {
    let mut owners = BTreeMap::new();
    for (name, entry) in config.remotes.iter() {
        for route in &entry.routes {
            if let Some(other) = owners.insert(matched(&route.path), name) {
                findings.problems.push(format!(
                    "{FILE}: both {other} and {name} have a route {}; a page shows the first",
                    route.path
                ));
            }
        }
    }
}

/// The paths that a route matches: equal for `/a/:x` and `/a/:y/`.
fn matched(route: &str) -> Vec<&str> {
    let any = |part| if str::starts_with(part, ':') { ":" } else { part };
    parts(route).map(any).collect()
}

#[cfg(test)]
mod tests {
    use super::super::remote::example;
    use super::*;

    fn problems(metadata: &str, federation: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check(&[example("cart", metadata)], federation, &mut findings);
        assert_eq!(findings.warnings, [""; 0]);
        findings.problems
    }

    const CART: &str = "port = 4002\nexposes = [\"CartPage\"]\ndispatches = [\"cart/*\"]";

    #[test]
    fn a_remote_that_fits_has_no_problem() {
        let federation = r#"{ "$schema": "x", "remotes": { "cart": { "manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"],
            "routes": [{ "path": "/cart", "component": "CartPage" }] } } }"#;
        assert_eq!(problems(CART, federation), [""; 0]);
    }

    #[test]
    fn a_listed_remote_without_a_crate_is_a_warning() {
        let list = r#"{ "remotes": {
            "cart": { "manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"] },
            "gone": { "manifests": ["/remotes/gone/remote.json"] },
            "elsewhere": { "manifests": ["https://reviews.example/remote.json"] } } }"#;
        let mut findings = Findings::default();
        check(&[example("cart", CART)], list, &mut findings);
        assert_eq!(findings.problems, [""; 0]);
        let [gone] = &findings.warnings[..] else {
            panic!("{findings:?}")
        };
        assert!(
            gone.contains("no remote \"gone\"") && gone.contains("remove the entry"),
            "{gone}"
        );
    }

    #[test]
    fn each_mismatch_is_a_message() {
        for (federation, part) in [
            ("{ \"remotes\": ", "federation.json is malformed"),
            (r#"{ "remotes": { "cart": {} } }"#, "manifests"),
            (
                r#"{ "remotes": {} }"#,
                "cart: federation.json has no remote of this name",
            ),
            (
                r#"{ "remotes": { "cart": { "manifests": ["/m"], "grants": ["cart/addToCart"] } } }"#,
                "\"cart/*\", which it is not granted",
            ),
            (
                r#"{ "remotes": { "cart": { "manifests": ["/m"], "grants": ["cart/*"], "grant": [] } } }"#,
                "remotes.cart.grant: no page reads this member",
            ),
            (
                r#"{ "remotes": { "cart": { "manifests": ["/m"], "grants": ["cart/*"], "routes": [{ "path": "/c", "component": "Cart" }] } } }"#,
                "the route /c of federation.json names the component \"Cart\"",
            ),
            (
                r#"{ "remotes": { "cart": { "manifests": ["/remotes/card/remote.json"], "grants": ["cart/*"] } } }"#,
                "which is the folder of another remote",
            ),
            (
                r#"{ "remotes": { "cart": { "manifests": ["/m"], "grants": ["cart/*"], "routes": [{ "path": "/c", "component": "CartPage" }] },
                    "other": { "manifests": ["/m"], "routes": [{ "path": "/c", "component": "B" }] } } }"#,
                "both cart and other have a route /c",
            ),
            (
                r#"{ "remotes": { "cart": { "manifests": ["/m"], "grants": ["cart/*"], "routes": [{ "path": "/c/:id", "component": "CartPage" }] },
                    "other": { "manifests": ["/m"], "routes": [{ "path": "/c/:name/", "component": "B" }] } } }"#,
                "both cart and other have a route /c/:name/",
            ),
        ] {
            let found = problems(CART, federation);
            assert!(found.len() == 1 && found[0].contains(part), "{part}: {found:?}");
        }
    }
}

//! A remote as described by its Cargo.toml.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use crate::app::{App, FederationMetadata, Kind, Requirement};
use crate::package::requires_today;
use crate::settings::Settings;
use crate::shared_crates::FEDERATION;
use crate::workspace::Workspace;

/// A remote of this workspace.
#[derive(Debug)]
pub(super) struct Remote {
    pub(super) name: String,
    /// Its requirements for crates shared with the page.
    pub(super) requires: BTreeMap<String, Requirement>,
    /// The version of `tarn-federation` that it is compiled with.
    pub(super) federation: Option<String>,
    pub(super) metadata: FederationMetadata,
    /// Version of the world of its renderer, if its build has one.
    pub(super) render: Option<String>,
}

impl Remote {
    /// All remotes with readable metadata, and the problems of each one.
    pub(super) fn all(workspace: &Workspace) -> anyhow::Result<(Vec<Self>, Findings)> {
        let (mut remotes, mut findings) = (Vec::new(), Findings::default());
        let apps = App::all(workspace)?;
        for app in apps.iter().filter(|app| app.kind == Kind::Remote) {
            match app.federation() {
                Ok(metadata) => {
                    let mut requires = requires_today(workspace.contract());
                    requires.extend(metadata.requires.clone());
                    let has_renderer = workspace.settings.render && metadata.render;
                    let remote = Self {
                        name: app.name().to_owned(),
                        render: has_renderer.then(|| tarn_render::WORLD.to_owned()),
                        requires,
                        federation: workspace.packages.version_of(FEDERATION).map(str::to_owned),
                        metadata,
                    };
                    remote.check_itself(&mut findings);
                    remotes.push(remote);
                }
                Err(error) => findings.problems.push(format!("{error:#}")),
            }
        }
        check_ports(&remotes, &mut findings);
        check_names(&remotes, &workspace.settings, &mut findings);
        Ok((remotes, findings))
    }

    fn check_itself(&self, findings: &mut Findings) {
        if self.metadata.exposes.is_empty() {
            findings.problems.push(format!(
                "{}: `exposes` is empty, so a host could mount no component of the remote",
                self.name
            ));
        }
        for route in &self.metadata.standalone {
            findings.take(self.exposes(&route.component, &format!("`standalone` at {}", route.path)));
        }
    }

    /// Checks that the remote exposes the component named at `place`.
    pub(super) fn exposes(&self, component: &str, place: &str) -> Result<(), String> {
        if self.metadata.exposes.iter().any(|exposed| exposed == component) {
            return Ok(());
        }
        Err(format!(
            "{}: {place} names the component \"{component}\", which the remote does not expose; it exposes {}",
            self.name,
            self.metadata.exposes.join(", ")
        ))
    }
}

fn check_ports(remotes: &[Remote], findings: &mut Findings) {
    let mut taken = BTreeSet::new();
    for remote in remotes {
        let port = remote.metadata.port;
        if !taken.insert(port) {
            findings.problems.push(format!(
                "{}: another remote has the port {port}, so only one of them can run standalone at a time",
                remote.name
            ));
        }
    }
}

/// Checks that no remote has a name of the workspace. A remote's own slice has the remote's name, so its store would
/// refuse a slice that the contract already has.
fn check_names(remotes: &[Remote], settings: &Settings, findings: &mut Findings) {
    for remote in remotes.iter().filter(|remote| settings.reserves(&remote.name)) {
        findings.problems.push(format!(
            "{}: this workspace keeps the name for itself ([workspace.metadata.tarn] contract and reserved-names), so a slice \
             of this name is not the remote's; rename the remote",
            remote.name
        ));
    }
}

#[cfg(test)]
pub(super) fn example(name: &str, metadata: &str) -> Remote {
    Remote {
        name: name.to_owned(),
        requires: requires_today(Some(("shared-store", "1.2.0"))),
        federation: Some("0.3.0".to_owned()),
        metadata: toml::from_str(metadata).unwrap(),
        render: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standalone_components_are_exposed_and_ports_are_unique() {
        let mut findings = Findings::default();
        let cart = example(
            "cart",
            "port = 4002\nexposes = [\"CartPage\"]\nstandalone = [{ path = \"/\", component = \"Cart\" }]",
        );
        cart.check_itself(&mut findings);
        let empty = example("orders", "port = 4002\nexposes = []");
        empty.check_itself(&mut findings);
        check_ports(&[cart, empty], &mut findings);
        let [component, nothing, port] = &findings.problems[..] else {
            panic!("{findings:?}")
        };
        assert!(
            component.contains("\"Cart\"") && component.contains("CartPage"),
            "{component}"
        );
        assert!(nothing.starts_with("orders: `exposes` is empty"), "{nothing}");
        assert!(port.contains("4002"), "{port}");
    }

    #[test]
    fn a_remote_with_the_name_of_a_slice_of_the_contract_is_a_problem() {
        let settings = Settings::of(&serde_json::json!({ "tarn": { "reserved-names": ["counter"] } })).unwrap();
        let metadata = "port = 4002\nexposes = [\"CounterPage\"]";
        let mut findings = Findings::default();
        check_names(
            &[example("counter", metadata), example("tally", metadata)],
            &settings,
            &mut findings,
        );
        let [name] = &findings.problems[..] else {
            panic!("{findings:?}")
        };
        assert!(
            name.starts_with("counter: ") && name.contains("reserved-names"),
            "{name}"
        );
    }
}

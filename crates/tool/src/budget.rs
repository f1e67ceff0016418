//! `budgets.toml`: size limits of apps.

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::Deserialize;

use crate::app::{App, Kind};
use crate::workspace::Workspace;

/// Bytes of all files of an app, after brotli.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Budgets {
    host: Option<u64>,
    /// Limit of each remote without an entry in `apps`.
    remote: Option<u64>,
    /// Limit of the page that shows a remote standalone.
    pub standalone: Option<u64>,
    #[serde(default)]
    apps: BTreeMap<String, u64>,
}

impl Budgets {
    /// The budgets of the workspace; none without a `budgets.toml`.
    pub fn of(workspace: &Workspace) -> anyhow::Result<Self> {
        let Some(file) = &workspace.places.budgets else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not valid", file.display()))
    }

    /// The budget of this app, in bytes.
    pub fn of_app(&self, app: &App) -> Option<u64> {
        let of_kind = match app.kind {
            Kind::Host => self.host,
            Kind::Remote => self.remote,
        };
        self.apps.get(app.name()).copied().or(of_kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Member;

    fn budget(name: &str, kind: Kind) -> Option<u64> {
        let budgets: Budgets =
            toml::from_str("host = 120_000\nremote = 65_000\nstandalone = 130_000\n[apps]\nproducts = 70_000").unwrap();
        let member = Member {
            name: name.into(),
            folder: Default::default(),
            version: String::new(),
            federation: None,
        };
        budgets.of_app(&App::example(kind, &member))
    }

    #[test]
    fn an_app_has_the_budget_of_its_kind_or_its_own() {
        assert_eq!(budget("host", Kind::Host), Some(120_000));
        assert_eq!(budget("cart", Kind::Remote), Some(65_000));
        assert_eq!(budget("products", Kind::Remote), Some(70_000));
    }

    #[test]
    fn a_misspelt_key_is_an_error() {
        assert!(toml::from_str::<Budgets>("host = 1\nremotes = 2").is_err());
    }
}

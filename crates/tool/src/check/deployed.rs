//! A page as it is deployed: its `federation.json`, what it shares, and the manifests of its remotes.
//!
//! Files are fetched with the program `curl`. It comes with every system that CI runs on, Windows included, and knows proxies,
//! certificates and `file:` addresses; a crate for HTTP with TLS would be sixty more to compile at the first start.

use std::process::Command;

use anyhow::{Context as _, bail};

use crate::shared_crates::{SHARED_FILE, Shared};

/// A page that is deployed.
#[derive(Debug)]
pub(super) struct Page {
    base: String,
    /// The text of its list of remotes.
    pub(super) federation: String,
    /// What it shares; `None` where it does not say so.
    pub(super) shared: Option<Shared>,
}

impl Page {
    /// The page at this address, or whose `federation.json` is at this address.
    pub(super) fn fetch(url: &str) -> anyhow::Result<Self> {
        let base = url.strip_suffix("federation.json").unwrap_or(url).trim_end_matches('/');
        let federation = format!("{base}/federation.json");
        let federation = fetch(&federation)?.with_context(|| format!("there is no {federation}"))?;
        let shared = format!("{base}/{SHARED_FILE}");
        let shared = match fetch(&shared)? {
            // A host that shows its page at every address sends that.
            Some(text) if !text.trim_start().starts_with('<') => {
                Some(serde_json::from_str(&text).with_context(|| format!("{shared} is not valid"))?)
            }
            _ => None,
        };
        Ok(Self {
            base: base.to_owned(),
            federation,
            shared,
        })
    }

    /// The file at an address of the page's `federation.json`: a path of the site, or a full address.
    pub(super) fn fetch_manifest(&self, address: &str) -> anyhow::Result<Option<String>> {
        match address.starts_with('/') {
            true => fetch(&format!("{}{address}", self.base)),
            false => fetch(address),
        }
    }
}

/// The text at this address; `None` where there is nothing.
fn fetch(url: &str) -> anyhow::Result<Option<String>> {
    /// What curl says of 404 and its like with `--fail`, and of a `file:` that is not there.
    const NOTHING_THERE: [i32; 2] = [22, 37];
    let output = Command::new("curl")
        .args([
            "--fail",
            "--silent",
            "--show-error",
            "--location",
            "--max-time",
            "30",
            "--",
        ])
        .arg(url)
        .output()
        .context("cannot start curl, with which deployed files are fetched")?;
    if output.status.success() {
        let text = String::from_utf8(output.stdout).with_context(|| format!("{url} is no text"))?;
        return Ok(Some(text));
    }
    if output.status.code().is_some_and(|code| NOTHING_THERE.contains(&code)) {
        return Ok(None);
    }
    bail!("cannot fetch {url}: {}", String::from_utf8_lossy(&output.stderr).trim())
}

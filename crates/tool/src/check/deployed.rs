//! A deployed page: its `federation.json`, its shared crates, and the manifests of its remotes.
//!
//! The program `curl` fetches the files. It is part of every system that CI runs on, including Windows, and supports
//! proxies, certificates and `file:` addresses. An HTTP crate with TLS would add sixty crates to the first compilation.

use std::process::Command;

use anyhow::{Context as _, bail};

use crate::shared_crates::{SHARED_FILE, Shared};

/// A deployed page.
#[derive(Debug)]
pub(super) struct Page {
    base: String,
    /// Text of its `federation.json`.
    pub(super) federation: String,
    /// Its shared crates; `None` if the page does not publish them.
    pub(super) shared: Option<Shared>,
}

impl Page {
    /// Fetches the page at this address, or the page whose `federation.json` is at this address.
    pub(super) fn fetch(url: &str) -> anyhow::Result<Self> {
        let base = url.strip_suffix("federation.json").unwrap_or(url).trim_end_matches('/');
        let federation = format!("{base}/federation.json");
        let federation = match fetch(&federation)? {
            Some(text) if !is_page(&text) => text,
            Some(_) => bail!(
                "{federation} is an HTML page, not a list of remotes: give the address of the page's root, or of its federation.json"
            ),
            None => bail!("there is no {federation}: give the address of the page's root, or of its federation.json"),
        };
        let shared = format!("{base}/{SHARED_FILE}");
        let shared = match fetch(&shared)? {
            Some(text) if !is_page(&text) => {
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

    /// Fetches the file at an address of the page's `federation.json`: a path of the site, or a full URL.
    pub(super) fn fetch_manifest(&self, address: &str) -> anyhow::Result<Option<String>> {
        match address.starts_with('/') {
            true => fetch(&format!("{}{address}", self.base)),
            false => fetch(address),
        }
    }
}

/// Whether the text is HTML: many servers answer an unknown address with their page.
fn is_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// Fetches the text at this address; `None` if there is no such file.
fn fetch(url: &str) -> anyhow::Result<Option<String>> {
    /// Exit codes of curl with `--fail` for 404 and similar answers, and for a missing `file:`.
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

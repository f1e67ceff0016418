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
        let federation_url = format!("{base}/federation.json");
        let protocols = Protocols::of(base);
        let federation = match fetch(&federation_url, protocols)? {
            Some(text) if !is_page(&text) => text,
            Some(_) => bail!(
                "{federation_url} is an HTML page, not a list of remotes: give the address of the page's root, or of its federation.json"
            ),
            None => {
                bail!("there is no {federation_url}: give the address of the page's root, or of its federation.json")
            }
        };
        let shared = format!("{base}/{SHARED_FILE}");
        let shared = match fetch(&shared, protocols)? {
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
        let protocols = Protocols::of(&self.base);
        match address.starts_with('/') {
            true => fetch(&format!("{}{address}", self.base), protocols),
            false => fetch(address, protocols),
        }
    }
}

/// Whether the text is HTML: many servers answer an unknown address with their page.
fn is_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// Protocols of the fetched addresses. A page decides on the addresses of its remotes, and must not name files of the caller.
#[derive(Debug, Clone, Copy)]
struct Protocols(&'static str);

impl Protocols {
    fn of(base: &str) -> Self {
        Self(if base.starts_with("file:") {
            "=file,http,https"
        } else {
            "=http,https"
        })
    }
}

/// Fetches the text at this address; `None` if there is no such file.
fn fetch(url: &str, protocols: Protocols) -> anyhow::Result<Option<String>> {
    /// Exit code of curl with `--fail` for a refusal.
    const REFUSED: i32 = 22;
    /// Exit code of curl for a missing `file:`.
    const NO_FILE: i32 = 37;
    /// Statuses of a missing file. Object stores answer 403 if the caller may not list them.
    const NOTHING_THERE: [&str; 3] = ["403", "404", "410"];
    let output = Command::new("curl")
        .args(["--fail", "--silent", "--show-error", "--location", "--globoff"])
        .args(["--max-time", "30", "--max-filesize", "16000000"])
        .args(["--proto", protocols.0, "--proto-redir", "=http,https"])
        .args(["--write-out", "\n%{http_code}", "--"])
        .arg(url)
        .output()
        .context("cannot start curl, with which deployed files are fetched")?;
    let text = String::from_utf8(output.stdout).with_context(|| format!("{url} is no text"))?;
    let (text, status) = text.rsplit_once('\n').unwrap_or((&text, ""));
    match output.status.code() {
        Some(0) => Ok(Some(text.to_owned())),
        Some(NO_FILE) => Ok(None),
        Some(REFUSED) if NOTHING_THERE.contains(&status) => Ok(None),
        _ => bail!("cannot fetch {url}: {}", String::from_utf8_lossy(&output.stderr).trim()),
    }
}

#[cfg(test)]
mod tests {
    use tiny_http::{Response, Server};

    use super::*;

    /// The address of a server with this answer to each path.
    fn served(answer: fn(&str) -> (u16, &'static str)) -> String {
        let server = Server::http("127.0.0.1:0").unwrap();
        let address = format!("http://{}", server.server_addr().to_ip().unwrap());
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let (status, text) = answer(request.url());
                let _ = request.respond(Response::from_string(text).with_status_code(status));
            }
        });
        address
    }

    #[test]
    fn a_server_that_fails_is_an_error_and_not_a_missing_file() {
        let address = served(|url| match url {
            "/federation.json" => (200, "{}"),
            "/contract.json" | "/gone/remote.json" => (404, ""),
            _ => (503, ""),
        });
        let page = Page::fetch(&address).unwrap();
        assert!(page.shared.is_none());
        assert_eq!(page.fetch_manifest("/gone/remote.json").unwrap(), None);
        let error = page
            .fetch_manifest("/remotes/cart/remote.json")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("/remotes/cart/remote.json") && error.contains("503"),
            "{error}"
        );
        let error = Page::fetch(&format!("{address}/shop")).unwrap_err().to_string();
        assert!(error.contains("503"), "{error}");
    }

    #[test]
    fn a_deployed_page_cannot_name_files_of_the_caller() {
        let page = Page::fetch(&served(|_| (200, "{\"shared\": {}}"))).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("remote.json");
        std::fs::write(&file, "secret").unwrap();
        assert!(page.fetch_manifest(&format!("file://{}", file.display())).is_err());
    }
}

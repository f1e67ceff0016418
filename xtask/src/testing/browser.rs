//! Finds the browser and its flags.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use tarn_tool::tools::on_path;

/// The browser: `CHROMIUM`, else Debian's.
pub(super) fn chromium() -> Option<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        return Some(PathBuf::from(chosen));
    }
    Some(PathBuf::from("/usr/bin/chromium")).filter(|path| path.is_file())
}

/// The driver of the browser for wasm tests: `CHROMEDRIVER`, else the one on PATH.
pub(super) fn chromedriver() -> Option<PathBuf> {
    let chosen = env::var_os("CHROMEDRIVER").filter(|path| !path.is_empty());
    chosen.map(PathBuf::from).or_else(|| on_path("chromedriver"))
}

/// Instructions for a missing browser.
pub(super) fn how_to_get_chromium() -> &'static str {
    "a browser is needed: `apt-get install chromium`, or set CHROMIUM to the path of a Chromium or Chrome"
}

/// Instructions for a missing driver.
pub(super) fn how_to_get_chromedriver() -> &'static str {
    "chromedriver is needed to run wasm tests in a browser: `apt-get install chromium-driver`, or take the one for \
     your Chrome from https://googlechromelabs.github.io/chrome-for-testing/ and set CHROMEDRIVER to its path"
}

/// Capabilities for the driver, in the format of wasm-bindgen-test-runner.
pub(super) fn webdriver_json(chromium: Option<&Path>) -> Value {
    let mut options = json!({
        "args": [
            "--headless=new",
            // Containers run as root and have little shared memory; the pages are our own tests.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
    });
    if let Some(chromium) = chromium {
        options["binary"] = json!(chromium);
    }
    json!({ "goog:chromeOptions": options })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_is_told_the_browser_only_if_it_is_known() {
        let known = webdriver_json(Some(Path::new("/usr/bin/chromium")));
        assert_eq!(known["goog:chromeOptions"]["binary"], "/usr/bin/chromium");
        let unknown = webdriver_json(None);
        assert!(unknown["goog:chromeOptions"].get("binary").is_none());
        assert!(
            unknown["goog:chromeOptions"]["args"]
                .as_array()
                .unwrap()
                .contains(&json!("--headless=new"))
        );
    }
}

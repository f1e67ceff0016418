//! Finding the browser, and the flags it needs here.

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

/// The program that drives it for the wasm tests: `CHROMEDRIVER`, else the one on PATH.
pub(super) fn chromedriver() -> Option<PathBuf> {
    let chosen = env::var_os("CHROMEDRIVER").filter(|path| !path.is_empty());
    chosen.map(PathBuf::from).or_else(|| on_path("chromedriver"))
}

/// What to do where there is no browser.
pub(super) fn how_to_get_chromium() -> &'static str {
    "a browser is needed: `apt-get install chromium`, or set CHROMIUM to the path of a Chromium or Chrome"
}

/// What to do where there is no driver.
pub(super) fn how_to_get_chromedriver() -> &'static str {
    "chromedriver is needed to run wasm tests in a browser: `apt-get install chromium-driver`, or take the one for \
     your Chrome from https://googlechromelabs.github.io/chrome-for-testing/ and set CHROMEDRIVER to its path"
}

/// What the driver is to start, as wasm-bindgen-test-runner reads it.
pub(super) fn webdriver_json(chromium: Option<&Path>) -> Value {
    let mut options = json!({
        "args": [
            "--headless=new",
            // Containers run as root and give little shared memory; the pages are our own tests.
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
    fn the_driver_is_told_which_browser_only_where_it_is_known() {
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

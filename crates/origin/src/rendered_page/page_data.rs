//! Data of the API for a page: fetched within the process, once, without a user.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde::de::IgnoredAny;
use tarn_manifest::RemoteConfig;
use tarn_render::{Answer, PageRequest};
use tower::ServiceExt as _;

use super::html_text::json_in_html;
use super::subject::Subject;
use crate::in_process::InProcess;

/// The longest used answer, in bytes.
const MAX_LENGTH: usize = 1 << 20;
/// The longest requested address, in bytes.
const MAX_ADDRESS: usize = 2_048;
/// The time that the API has for an answer.
const TIMEOUT: Duration = Duration::from_secs(2);
/// Addresses that one rendering may ask for.
const MAX_ADDRESSES: usize = 4;

/// The `remote.json` of a build, for the scripts of the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SentManifest {
    pub(super) remote: String,
    pub(super) json: String,
}

/// The data of a page.
pub(super) struct PageData {
    routes: Router,
    /// What `data` in `federation.json` names for the page.
    subject: Option<Subject>,
    answers: Vec<Answer>,
    /// Addresses without a usable answer: they are not asked again.
    failed: Vec<String>,
    has_fetched_wanted: bool,
}

impl PageData {
    pub(super) fn of(page: &PageRequest, remote: Option<&RemoteConfig>, routes: Router) -> Self {
        Self {
            routes,
            subject: remote.and_then(|remote| Subject::of(page, remote.data.iter())),
            answers: Vec::new(),
            failed: Vec::new(),
            has_fetched_wanted: false,
        }
    }

    /// Fetches what the page is about, as far as its address says it.
    pub(super) async fn fetch_subject(&mut self) {
        if let Some(path) = self.subject.as_ref().and_then(Subject::complete_path) {
            let path = path.to_owned();
            self.fetch(path).await;
        }
    }

    /// Fetches what a renderer has asked for, if the page may have it: once for a page. Returns whether there is anything new.
    pub(super) async fn fetch_wanted(&mut self, wanted: &[String]) -> bool {
        let Some(subject) = self.subject.as_ref().filter(|_| !self.has_fetched_wanted) else {
            return false;
        };
        let may_have = |address: &&String| address.len() <= MAX_ADDRESS && subject.is_at(address);
        let wanted: Vec<_> = wanted.iter().filter(may_have).take(MAX_ADDRESSES).cloned().collect();
        self.has_fetched_wanted = true;
        let before = self.answers.len();
        for address in wanted {
            self.fetch(address).await;
        }
        self.answers.len() > before
    }

    pub(super) fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Whether the API has failed.
    pub(super) fn has_failed(&self) -> bool {
        !self.failed.is_empty()
    }

    /// The status of what the page is about.
    pub(super) fn subject_status(&self) -> Option<StatusCode> {
        let of_subject = self.answers.first()?;
        StatusCode::from_u16(of_subject.status).ok()
    }

    /// About the bytes that [`Self::write`] writes.
    pub(super) fn length(&self) -> usize {
        self.answers
            .iter()
            .map(|answer| answer.path.len() + answer.json.len() + 64)
            .sum()
    }

    /// Writes the data and manifests for the scripts of the page.
    pub(super) fn write(&self, out: &mut String, manifests: &[SentManifest]) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // Writing to a text cannot fail.
        let _ = write!(
            out,
            "<script type=\"application/json\" id=\"tarn-data\">{{\"at\":{}",
            now.as_millis()
        );
        for (name, is_ok) in [("answers", true), ("failures", false)] {
            let _ = write!(out, ",\"{name}\":{{");
            let answers = self.answers.iter().filter(|answer| (answer.status == 200) == is_ok);
            for (number, answer) in answers.enumerate() {
                let separator = if number == 0 { "" } else { "," };
                let path = serde_json::Value::from(answer.path.as_str()).to_string();
                let (path, json) = (json_in_html(&path), json_in_html(&answer.json));
                let _ = match is_ok {
                    true => write!(out, "{separator}{path}:{json}"),
                    false => write!(
                        out,
                        "{separator}{path}:{{\"status\":{},\"body\":{json}}}",
                        answer.status
                    ),
                };
            }
            out.push('}');
        }
        write_manifests(out, manifests);
        out.push_str("}</script>");
    }

    async fn fetch(&mut self, address: String) {
        let is_known = |known: &str| known == address;
        if self.answers.iter().any(|answer| is_known(&answer.path)) || self.failed.iter().any(|failed| is_known(failed))
        {
            return;
        }
        match tokio::time::timeout(TIMEOUT, get(self.routes.clone(), &address)).await {
            Ok(Some((status, json))) => self.answers.push(Answer {
                path: address,
                status,
                json,
            }),
            // The page comes with a skeleton, and its browser asks the API itself.
            Ok(None) => self.fail(address, "the API has no answer for a page"),
            Err(_) => self.fail(address, "the API is too slow for a page"),
        }
    }

    fn fail(&mut self, address: String, reason: &str) {
        // The query may reveal searches.
        let path = address.split('?').next().unwrap_or_default();
        tracing::warn!(path, "{reason}");
        self.failed.push(address);
    }
}

/// Writes the manifests by their addresses without the base path of the site.
fn write_manifests(out: &mut String, manifests: &[SentManifest]) {
    let is_json = |manifest: &&SentManifest| serde_json::from_str::<IgnoredAny>(&manifest.json).is_ok();
    // As texts: the order of members stays, which the page's script compares, and no script that changes `JSON` changes them.
    let members = manifests.iter().filter(is_json).map(|SentManifest { remote, json }| {
        let address = serde_json::Value::from(format!("/remotes/{remote}/remote.json"));
        format!("{address}:{}", serde_json::Value::from(json.trim()))
    });
    let members = members.collect::<Vec<_>>().join(",");
    let _ = write!(out, ",\"manifests\":{{{}}}", json_in_html(&members));
}

/// An answer in JSON, with its status. A failure of the server is none.
async fn get(routes: Router, address: &str) -> Option<(u16, String)> {
    let mut request = Request::get(address)
        .header(header::ACCEPT, "application/json")
        .body(Body::empty())
        .ok()?;
    request.extensions_mut().insert(InProcess);
    let response = routes.oneshot(request).await.ok()?;
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    if !(status.is_success() || status.is_client_error()) || !content_type.starts_with("application/json") {
        return None;
    }
    let body = to_bytes(response.into_body(), MAX_LENGTH).await.ok()?;
    let json = String::from_utf8(body.to_vec()).ok()?;
    // Anything else would break the other data of the page.
    serde_json::from_str::<IgnoredAny>(&json).ok()?;
    Some((status.as_u16(), json))
}

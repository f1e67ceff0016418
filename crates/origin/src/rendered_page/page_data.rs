//! Data of the API for a page: fetched within the process, once, without a user.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tarn_manifest::{RemoteConfig, match_path};
use tarn_render::{Answer, PageRequest};
use tower::ServiceExt as _;

/// The longest used answer, in bytes.
const MAX_LENGTH: usize = 1 << 20;
/// The time that the API has for an answer.
const TIMEOUT: Duration = Duration::from_secs(2);
/// Addresses that one rendering may ask for.
const MAX_ADDRESSES: usize = 4;

/// The data of a page.
pub(super) struct PageData {
    routes: Router,
    /// The path of the API that `data` in `federation.json` names for the page.
    subject: Option<Subject>,
    answers: Vec<Answer>,
    has_fetched: bool,
}

/// What the page is about.
struct Subject {
    path: String,
    /// Whether the path alone is the address: the page has no query, or a parameter.
    is_complete: bool,
}

impl PageData {
    pub(super) fn of(page: &PageRequest, remote: Option<&RemoteConfig>, routes: Router) -> Self {
        let data = remote.map(|remote| &remote.data);
        let subject = data.and_then(|data| {
            data.iter().find_map(|(pattern, path)| {
                let parameters = match_path(pattern, &page.path)?;
                let mut path = path.clone();
                for (name, value) in &parameters {
                    path = path.replace(&format!(":{name}"), value);
                }
                let is_complete = page.query.is_empty() || !parameters.is_empty();
                Some(Subject { path, is_complete })
            })
        });
        Self {
            routes,
            subject,
            answers: Vec::new(),
            has_fetched: false,
        }
    }

    /// Fetches what the page is about, as far as its address says it.
    pub(super) async fn fetch_subject(&mut self) {
        if let Some(Subject {
            path,
            is_complete: true,
        }) = &self.subject
        {
            let path = path.clone();
            self.fetch(path).await;
        }
    }

    /// Fetches what a renderer has asked for, if the page may have it: once for a page. Returns whether there is anything new.
    pub(super) async fn fetch_wanted(&mut self, wanted: &[String]) -> bool {
        let Some(subject) = self.subject.as_ref().filter(|_| !self.has_fetched) else {
            return false;
        };
        let is_subject = |address: &&String| address.split('?').next() == Some(subject.path.as_str());
        let wanted: Vec<_> = wanted.iter().filter(is_subject).take(MAX_ADDRESSES).cloned().collect();
        self.has_fetched = true;
        let before = self.answers.len();
        for address in wanted {
            self.fetch(address).await;
        }
        self.answers.len() > before
    }

    pub(super) fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The status of the page: that of its subject, if it does not exist.
    pub(super) fn status(&self) -> StatusCode {
        let of_subject = self
            .answers
            .first()
            .and_then(|answer| StatusCode::from_u16(answer.status).ok());
        of_subject
            .filter(|status| matches!(*status, StatusCode::NOT_FOUND | StatusCode::GONE))
            .unwrap_or(StatusCode::OK)
    }

    async fn fetch(&mut self, address: String) {
        if self.answers.iter().any(|answer| answer.path == address) {
            return;
        }
        match tokio::time::timeout(TIMEOUT, get(self.routes.clone(), &address)).await {
            Ok(Some((status, json))) => self.answers.push(Answer {
                path: address,
                status,
                json,
            }),
            // The page comes with a skeleton, and its browser asks the API itself.
            Ok(None) => tracing::warn!(address, "the API has no answer for a page"),
            Err(_) => tracing::warn!(address, "the API is too slow for a page"),
        }
    }
}

/// An answer in JSON, with its status. A failure of the server is none.
async fn get(routes: Router, address: &str) -> Option<(u16, String)> {
    let request = Request::get(address)
        .header(header::ACCEPT, "application/json")
        .body(Body::empty())
        .ok()?;
    let response = routes.oneshot(request).await.ok()?;
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    if status.is_server_error() || status.is_redirection() || !content_type.starts_with("application/json") {
        return None;
    }
    let body = to_bytes(response.into_body(), MAX_LENGTH).await.ok()?;
    Some((status.as_u16(), String::from_utf8(body.to_vec()).ok()?))
}

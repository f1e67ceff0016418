//! A renderer for tests: it repeats what it is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use percent_encoding::percent_decode_str;
use tarn_render::{Answer, Head, PageRenderer, PageRequest, Part, RemoteHtml, Rendered, Rendering, ShellHtml, Slot};
use tokio::sync::Semaphore;

/// Renders a shell with the slot of the remote "notes" below `/notes`, and a title of each page.
#[derive(Clone)]
pub(crate) struct FakeRenderer {
    pub(crate) has_shell: bool,
    pub(crate) has_remote: bool,
    /// The status that the shell wants.
    pub(crate) status: Option<u16>,
    /// The build that has rendered the shell.
    pub(crate) build: String,
    /// The number of slots of the remote.
    pub(crate) slots: usize,
    /// `remote.json` of the build that has rendered the remote, with the number of the call for `{call}`.
    pub(crate) manifest: String,
    /// The address of the API that the remote wants, in place of its own.
    pub(crate) wanted: Option<String>,
    /// Remotes render while it has permits.
    pub(crate) gate: Arc<Semaphore>,
    pub(crate) remote_calls: Arc<AtomicUsize>,
}

impl Default for FakeRenderer {
    fn default() -> Self {
        Self {
            has_shell: true,
            has_remote: true,
            status: None,
            build: String::new(),
            slots: 1,
            manifest: String::new(),
            wanted: None,
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
            remote_calls: Arc::default(),
        }
    }
}

/// A text in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\0', "")
}

/// Without escapes, so that tests see what a renderer could do with a hostile path.
fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

impl FakeRenderer {
    fn shell_of(&self, page: &PageRequest) -> Option<Rendered> {
        let path = &decoded(&page.path);
        let slot = Slot {
            remote: "notes".into(),
            component: "Notes".into(),
            props: serde_json::json!({ "path": path }).to_string(),
            before: "<section data-rendered=\"server\">".into(),
            after: "</section>".into(),
            without: "<section aria-busy=\"true\">skeleton</section>".into(),
        };
        let mut parts = vec![Part::Html(format!("<main data-at=\"{}\">", escaped(path)))];
        if page.path.starts_with("/notes") {
            parts.extend(vec![Part::Slot(slot); self.slots]);
        }
        parts.push(Part::Html("<a href=\"/notes\">All</a></main>".into()));
        let head = Head {
            title: Some(path.clone()),
            description: Some(page.query.clone()),
            title_pattern: Some("{} · Site".into()),
            status: self.status,
            ..Head::default()
        };
        let rendered = Rendered {
            parts,
            head,
            wanted: Vec::new(),
        };
        self.has_shell.then_some(rendered)
    }

    fn remote_of(&self, page: &PageRequest, answers: &[Answer]) -> Option<RemoteHtml> {
        let call = self.remote_calls.fetch_add(1, Ordering::Relaxed);
        let path = &decoded(&page.path);
        let id = page
            .path
            .strip_prefix("/notes/")
            .map(|id| format!("/{id}"))
            .unwrap_or_default();
        let own = format!("/api/notes{id}{}", page.query);
        let wanted = self.wanted.clone().unwrap_or(own);
        let answer = answers.iter().find(|answer| answer.path == wanted);
        let content = answer.map_or("no notes", |answer| answer.json.as_str());
        let html = RemoteHtml {
            html: format!("<p>{}</p>", escaped(content)),
            head: Head {
                title: Some(format!("Notes {}", page.query)),
                canonical: Some(format!("{path}{}", page.query)),
                image: Some(path.clone()),
                json_ld: vec![serde_json::json!({ "name": path, "query": page.query }).to_string()],
                ..Head::default()
            },
            wanted: if answer.is_none() { vec![wanted] } else { Vec::new() },
            manifest: self.manifest.replace("{call}", &call.to_string()),
        };
        self.has_remote.then_some(html)
    }
}

impl PageRenderer for FakeRenderer {
    fn shell<'a>(&'a self, page: &'a PageRequest) -> Rendering<'a, ShellHtml> {
        Box::pin(async move {
            let rendered = self.shell_of(page)?;
            let build = self.build.clone();
            Some(ShellHtml { rendered, build })
        })
    }

    fn remote<'a>(&'a self, page: &'a PageRequest, _: &'a Slot, answers: &'a [Answer]) -> Rendering<'a, RemoteHtml> {
        Box::pin(async move {
            let _permit = self.gate.acquire().await.ok()?;
            self.remote_of(page, answers)
        })
    }
}

//! Short messages at the bottom of the page.

use std::time::Duration;

use leptos::prelude::*;
use tarn_html_template::{Template, template};

/// How long a toast stays. While the pointer or the focus is on a toast, all toasts stay for another period.
const SHOWN: Duration = Duration::from_secs(4);
/// The maximum number of visible toasts; the oldest is removed first.
const MAX_SHOWN: usize = 3;

/// The region always exists, so that screen readers announce each toast.
const REGION: &str = r#"<div class="toasts" role="status" aria-live="polite" data-part="toasts"></div>"#;

const TOAST: &str = r#"<div class="toast" data-testid="toast">
    <span data-part="text"></span>
    <button type="button" aria-label="Dismiss" data-part="dismiss">×</button>
</div>"#;

/// The visible toasts. Copies share one list.
#[derive(Clone, Copy)]
pub(crate) struct Toasts(RwSignal<List>);

#[derive(Default)]
struct List {
    shown: Vec<Toast>,
    next: u32,
}

struct Toast {
    id: String,
    text: String,
}

impl Toasts {
    pub(crate) fn new() -> Self {
        Self(RwSignal::default())
    }

    /// Shows a message for a while.
    pub(crate) fn show(self, text: String) {
        let mut id = String::new();
        self.0.update(|list| {
            id = list.next.to_string();
            list.next += 1;
            list.shown.push(Toast { id: id.clone(), text });
            let surplus = list.shown.len().saturating_sub(MAX_SHOWN);
            list.shown.drain(..surplus);
        });
        self.expire(id);
    }

    fn expire(self, id: String) {
        set_timeout(
            move || match is_in_use() {
                true => self.expire(id),
                false => self.dismiss(&id),
            },
            SHOWN,
        );
    }

    fn dismiss(self, id: &str) {
        self.0.update(|list| list.shown.retain(|toast| toast.id != id));
    }

    /// The region that shows the toasts.
    pub(crate) fn list(self) -> Template {
        let ids = move || {
            let ids = |list: &List| list.shown.iter().map(|toast| toast.id.clone()).collect();
            self.0.with(ids)
        };
        template(REGION).each("toasts", ids, move |id| self.toast(id))
    }

    fn toast(self, id: &str) -> Template {
        let text = self.0.with_untracked(|list| {
            let toast = list.shown.iter().find(|toast| toast.id == id);
            toast.map(|toast| toast.text.clone()).unwrap_or_default()
        });
        let id = id.to_owned();
        template(TOAST)
            .write("text", &text)
            .on("dismiss", "click", move |_| self.dismiss(&id))
    }
}

/// True while the pointer or the focus is on a toast.
fn is_in_use() -> bool {
    let in_use = document().query_selector(".toasts:is(:hover, :focus-within)");
    // An old browser rejects the selector; its toasts expire on time.
    in_use.is_ok_and(|region| region.is_some())
}

//! Short messages at the bottom of the page.

use std::time::Duration;

use leptos::prelude::*;
use tarn_view::{For, view};

/// How long a toast stays. While the pointer or the focus is on a toast, all toasts stay for another period.
const SHOWN: Duration = Duration::from_secs(4);
/// The maximum number of visible toasts; the oldest is removed first.
const MAX_SHOWN: usize = 3;

/// The visible toasts. Copies share one list.
#[derive(Clone, Copy)]
pub(crate) struct Toasts(RwSignal<List>);

#[derive(Default)]
struct List {
    shown: Vec<Toast>,
    next: u32,
}

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
}

impl Toasts {
    pub(crate) fn new() -> Self {
        Self(RwSignal::default())
    }

    /// Shows a message for a while.
    pub(crate) fn show(self, text: String) {
        let mut id = 0;
        self.0.update(|list| {
            id = list.next;
            list.next += 1;
            list.shown.push(Toast { id, text });
            let surplus = list.shown.len().saturating_sub(MAX_SHOWN);
            list.shown.drain(..surplus);
        });
        self.expire(id);
    }

    fn expire(self, id: u32) {
        set_timeout(
            move || match is_in_use() {
                true => self.expire(id),
                false => self.dismiss(id),
            },
            SHOWN,
        );
    }

    fn dismiss(self, id: u32) {
        self.0.update(|list| list.shown.retain(|toast| toast.id != id));
    }
}

/// The region that shows the toasts. It always exists, so that screen readers announce each toast.
#[component]
pub(crate) fn ToastRegion(toasts: Toasts) -> impl IntoView {
    let shown = move || toasts.0.with(|list| list.shown.clone());
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=shown key=|toast| toast.id let(toast)>
                <div class="toast" data-testid="toast">
                    <span>{toast.text}</span>
                    <button type="button" aria-label="Dismiss" on:click=move |_| toasts.dismiss(toast.id)>"×"</button>
                </div>
            </For>
        </div>
    }
}

/// True while the pointer or the focus is on a toast.
fn is_in_use() -> bool {
    let in_use = document().query_selector(".toasts:is(:hover, :focus-within)");
    // An old browser rejects the selector; its toasts expire on time.
    in_use.is_ok_and(|region| region.is_some())
}

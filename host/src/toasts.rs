//! Short messages at the bottom of the page.

use std::time::Duration;

use leptos::prelude::*;

/// How long a toast stays.
const SHOWN: Duration = Duration::from_secs(4);
/// How many are shown at once; the oldest goes first.
const MAX_SHOWN: usize = 3;

/// The messages that are shown now. Cheap to copy: every copy is the same list.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    shown: RwSignal<Vec<(u32, String)>>,
    next: StoredValue<u32>,
}

impl Toasts {
    pub(crate) fn new() -> Self {
        Self {
            shown: RwSignal::default(),
            next: StoredValue::new(0),
        }
    }

    /// Shows a message for a while.
    pub(crate) fn show(self, text: String) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| {
            shown.push((id, text));
            let surplus = shown.len().saturating_sub(MAX_SHOWN);
            shown.drain(..surplus);
        });
        set_timeout(move || self.dismiss(id), SHOWN);
    }

    fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|(known, _)| *known != id));
    }
}

/// Where toasts appear. The region is always there, so that a screen reader hears of each.
#[component]
pub(crate) fn ToastList() -> impl IntoView {
    let toasts = use_context().unwrap_or_else(Toasts::new);
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|(id, _)| *id let((id, text))>
                <div class="toast" data-testid="toast">
                    <span>{text}</span>
                    <button type="button" aria-label="Dismiss" on:click=move |_| toasts.dismiss(id)>"×"</button>
                </div>
            </For>
        </div>
    }
}

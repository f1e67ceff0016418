//! Loading what a section shows from the server into the store.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::ApiError;
use shared_store::{SliceAction, use_store};

use crate::shopper::Shopper;

/// How the loading of a section stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LoadState {
    Underway,
    Done,
    /// With a sentence for the shopper.
    Failed(String),
}

/// The loading of one section.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    /// How it stands.
    pub(crate) state: RwSignal<LoadState>,
    /// Counts what the shopper changed: an answer that was asked for before the last change may lack it.
    changes: StoredValue<u32>,
    start: Callback<()>,
}

impl Load {
    /// Starts to load. `ask` asks the server, `action` puts its answer into the store.
    pub(crate) fn start<T, A: SliceAction>(
        ask: impl AsyncFn() -> Result<T, ApiError> + Copy + Send + Sync + 'static,
        action: impl Fn(T) -> A + Copy + Send + Sync + 'static,
    ) -> Self {
        let state = RwSignal::new(LoadState::Underway);
        let changes = StoredValue::new(0);
        let store = StoredValue::new_local(use_store());
        let run = move |()| {
            let shopper = Shopper::present(store.get_value());
            spawn_local(async move {
                // A count that cannot be read any more: the view is gone, and with it who asked.
                while let Some(before) = changes.try_get_value() {
                    let answer = ask().await;
                    if answer.is_ok() && changes.try_get_value() != Some(before) {
                        continue;
                    }
                    state.try_set(match answer {
                        Ok(answer) => {
                            shopper.dispatch(action(answer));
                            LoadState::Done
                        }
                        Err(error) => LoadState::Failed(error.message),
                    });
                    return;
                }
            });
        };
        run(());
        Self {
            state,
            changes,
            start: Callback::new(run),
        }
    }

    /// The shopper changed what this loads.
    pub(crate) fn note_change(self) {
        self.changes.try_update_value(|changes| *changes += 1);
    }

    /// Says what failed, with a way to try again.
    pub(crate) fn failure(self, test_id: &'static str) -> impl IntoView {
        move || match self.state.get() {
            LoadState::Failed(message) => Some(view! {
                <div class="notice notice-error" role="alert" data-testid=test_id>
                    <p>{message}</p>
                    <button
                        class="button button-small"
                        type="button"
                        data-testid="retry"
                        on:click=move |_| self.retry()
                    >
                        "Try again"
                    </button>
                </div>
            }),
            _ => None,
        }
    }

    fn retry(self) {
        // Ten clicks before the button is gone are one.
        if self.state.with_untracked(|state| *state != LoadState::Underway) {
            self.state.set(LoadState::Underway);
            self.start.run(());
        }
    }
}

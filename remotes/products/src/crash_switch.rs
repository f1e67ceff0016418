//! Deliberate crashes, for tests of crash and restart and for demonstrations:
//! `dispatchEvent(new CustomEvent("products:crash", { detail: "handler" }))`.
//! Only debug builds and builds with the feature `crash-switch` contain them.

use std::cell::Cell;

use gloo_events::EventListener;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::CustomEvent;
use shared_store::browser::storage::Area;
use shared_store::{Action, CartState, Change, Reduce, Rejected, StoreError, use_selector, use_store};
use tarn_view::follow;
use tarn_wire::Wire;

const EVENT: &str = "products:crash";
/// The storage key for a crash at mount, which must be set before the instance exists.
const AT_MOUNT: &str = "products.crash-at-mount";

thread_local! {
    static IS_ARMED: Cell<bool> = const { Cell::new(false) };
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// Like `provide_store`, and installs all crash triggers.
pub(crate) fn provide(remote: &str) -> Result<(), StoreError> {
    shared_store::provide_store(remote)?;
    // The raw value is checked, because it is not valid JSON.
    if !matches!(Area::Session.read_encoded(AT_MOUNT), Ok(None)) {
        panic!("asked to crash at mount");
    }
    let effect = RwSignal::new(false);
    follow(move || assert!(!effect.get(), "asked to crash in an effect"));
    // A followed selector runs while the store notifies of a change.
    let pieces = use_selector(|cart: &CartState| {
        assert!(!IS_ARMED.get(), "asked to crash while the store tells of a change");
        cart.lines.len()
    });
    follow(move || pieces.track());
    let _ = use_store().register_slice::<CrashState>(|| {});
    if !IS_LISTENING.replace(true) {
        listen(effect);
    }
    Ok(())
}

fn listen(effect: RwSignal<bool>) {
    EventListener::new(&window(), EVENT, move |event| {
        let detail = event
            .dyn_ref::<CustomEvent>()
            .and_then(|event| event.detail().as_string());
        match detail.as_deref() {
            Some("handler") => panic!("asked to crash in a handler"),
            Some("effect") => effect.set(true),
            Some("told") => IS_ARMED.set(true),
            Some("stack") => {
                let _ = deeper(1);
            }
            _ => {}
        }
    })
    .forget();
}

/// Overflows the stack: a trap that no panic hook reports.
fn deeper(depth: u32) -> usize {
    let text = format!("{depth}");
    if depth == 0 { 0 } else { deeper(depth + 1) + text.len() }
}

/// State of a slice whose reducer panics on demand.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct CrashState {
    /// Number of reductions.
    pub(crate) count: u32,
}

/// Actions of the slice.
#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "products-crash", state = CrashState)]
pub(crate) enum CrashAction {
    /// Increments the count.
    Count,
    /// Panics in the reducer.
    Crash,
}

impl Reduce<CrashAction> for CrashState {
    fn reduce(&mut self, action: CrashAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            CrashAction::Count => self.count += 1,
            CrashAction::Crash => panic!("asked to crash in a reducer"),
        }
        Ok(Change::Changed)
    }
}

//! Ways to crash, for the tests of crash and restart and for who wants to see it: `dispatchEvent(new CustomEvent("products:crash",
//! { detail: "handler" }))`. In debug builds, and with the feature `crash-switch`; what shoppers get has none.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{CustomEvent, window};
use shared_store::browser::storage::Area;
use shared_store::{Action, CartState, Change, Reduce, Rejected, StoreError, use_selector, use_store};
use tarn_html_template::follow;
use tarn_wire::Wire;

const EVENT: &str = "products:crash";
/// Where `"mount"` is kept: it is asked for before the instance that it crashes is there.
const AT_MOUNT: &str = "products.crash-at-mount";

thread_local! {
    static IS_ARMED: Cell<bool> = const { Cell::new(false) };
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// `provide_store`, and every place to crash at.
pub(crate) fn provide(remote: &str) -> Result<(), StoreError> {
    shared_store::provide_store(remote)?;
    // The value is no JSON.
    if !matches!(Area::Session.read_encoded(AT_MOUNT), Ok(None)) {
        panic!("asked to crash at mount");
    }
    let effect = RwSignal::new(false);
    follow(move || assert!(!effect.get(), "asked to crash in an effect"));
    // Followed, it is computed while the store tells of a change.
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
    let listener =
        Closure::<dyn Fn(CustomEvent)>::new(move |event: CustomEvent| match event.detail().as_string().as_deref() {
            Some("handler") => panic!("asked to crash in a handler"),
            Some("effect") => effect.set(true),
            Some("told") => IS_ARMED.set(true),
            Some("stack") => {
                let _ = deeper(1);
            }
            _ => {}
        });
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback(EVENT, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Uses up the stack: a trap that no panic hook hears of.
fn deeper(depth: u32) -> usize {
    let text = format!("{depth}");
    if depth == 0 { 0 } else { deeper(depth + 1) + text.len() }
}

/// The state of a slice whose reducer crashes.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct CrashState {
    /// How often the reducer ran.
    pub(crate) count: u32,
}

/// What the slice does.
#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "products-crash", state = CrashState)]
pub(crate) enum CrashAction {
    /// Counts.
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

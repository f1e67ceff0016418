//! The cart in localStorage: restored at the start, written shortly after a change, taken over from other tabs.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use shared_store::browser::storage::Area;
use shared_store::persistence::{CART_KEY, StoredCart};
use shared_store::{CartState, Store, select_cart_lines};
use wasm_bindgen::JsCast;

use crate::timer;

/// How long after a change the cart is written, in ms: many changes in a row are one write.
const WRITE_DELAY_MS: i32 = 100;

/// Takes the stored cart into the store. A cart that is corrupt, too large or not acceptable is left out and reported.
pub(crate) fn restore(store: &Store) {
    let restored = Area::Local
        .read::<StoredCart>(CART_KEY)
        .and_then(|stored| match stored {
            None => Ok(()),
            Some(stored) => stored
                .into_action()
                .and_then(|action| store.dispatch(action))
                .map_err(|rejected| format!("what is stored as \"{CART_KEY}\" is not used: {rejected}")),
        });
    if let Err(what) = restored {
        web_sys::console::warn_1(&format!("FED-015: {what}").into());
        if let Some(owner) = store.owner() {
            owner.metrics().bridge_dropped.increment();
        }
    }
}

/// Writes the cart after each change, and follows what other tabs write.
pub(crate) fn keep(store: &Store) {
    let (Some(owner), Some(window)) = (store.owner(), web_sys::window()) else {
        return;
    };
    let written = Rc::new(Cell::new(updated_seq(store)));
    let due = Rc::new(Cell::new(false));
    let write = Rc::new({
        let (store, written, due) = (store.clone(), Rc::clone(&written), Rc::clone(&due));
        move || {
            due.set(false);
            let seq = updated_seq(&store);
            if written.replace(seq) == seq {
                return;
            }
            let stored = StoredCart::new(store.select(select_cart_lines));
            if let Err(what) = Area::Local.write(CART_KEY, &stored) {
                web_sys::console::warn_1(&what.into());
            }
        }
    });
    let keeping = owner.listen("*", {
        let (store, write) = (store.clone(), Rc::clone(&write));
        move |_, _| {
            if updated_seq(&store) != written.get() && !due.replace(true) {
                let write = Rc::clone(&write);
                timer::after(WRITE_DELAY_MS, move || write());
            }
        }
    });
    keeping.forever();
    // The last chance before a tab is closed or put to sleep.
    EventListener::new(&window, "pagehide", move |_| write()).forget();
    let store = store.clone();
    EventListener::new(&window, "storage", move |event| {
        let key = event
            .dyn_ref::<web_sys::StorageEvent>()
            .and_then(web_sys::StorageEvent::key);
        // What is stored now, not what the event tells: of several writers the last one counts, in every tab.
        if key.as_deref() == Some(CART_KEY) {
            restore(&store);
        }
    })
    .forget();
}

fn updated_seq(store: &Store) -> u64 {
    store.select(|cart: &CartState| cart.updated_seq)
}

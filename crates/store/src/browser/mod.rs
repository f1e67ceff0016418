//! The thin layer between the store and the page: it carries bytes between wasm memories and gives JavaScript the Redux interface.
//!
//! Its functions call JavaScript: on other targets than a browser's they compile, and panic when they are called.

mod attach;
mod instance;
pub mod json;
mod members;
mod port;
mod redux;
mod redux_reducer;
mod runtime_reducer;
mod shared_reducer;
pub mod storage;
mod time_travel;
mod values;

use wasm_bindgen::prelude::*;

pub use members::{SyncOf, registry_members};
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use shared_reducer::{share_act, share_reducer};
pub use time_travel::{replace_function, scratch_function};

use crate::error::{NAME_TAKEN, SECOND_STORE};
use crate::store::Interrupted;
use crate::store::StoreBuilder;
use crate::{Contract, Store, StoreError, StoreOptions, hooks};

/// The name of the registry on `window`.
pub const REGISTRY: &str = "__TARN__";

/// Makes this instance the owner of the page's store, which `builder` builds.
///
/// # Errors
/// [`StoreError::SecondStore`]: the page or this instance has a store, or the name of the registry is taken.
pub fn own_page(builder: StoreBuilder) -> Result<Store, StoreError> {
    refuse_taken_name()?;
    let options = StoreOptions {
        store_id: random_uuid(),
        now: tarn_capabilities::clock::wall_ms,
    };
    let store = builder.options(options).build();
    match instance::keep(store.clone()) {
        true => Ok(store),
        false => Err(StoreError::SecondStore(SECOND_STORE)),
    }
}

fn refuse_taken_name() -> Result<(), StoreError> {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into());
    let taken = get(&js_sys::global(), REGISTRY);
    match taken {
        Ok(value) if value.is_undefined() => Ok(()),
        Ok(value) if get(&value, "storeId").is_ok_and(|id| id.is_string()) => {
            Err(StoreError::SecondStore(SECOND_STORE))
        }
        // A property that throws is also taken.
        _ => Err(StoreError::SecondStore(NAME_TAKEN)),
    }
}

/// Provides the store of this instance to the components of the current reactive owner. In a remote, the first call attaches to the owner of
/// the page, in the name of `remote` and with the contract of this app.
///
/// ```no_run
/// use tarn_store::{Contract, StoreError};
///
/// const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
///
/// /// For `tarn_federation::expose!`.
/// pub fn provide_store(remote: &str) -> Result<(), StoreError> {
///     tarn_store::browser::provide_store(remote, &CONTRACT)
/// }
/// ```
///
/// # Errors
/// The page has no registry, or the owner refuses this remote.
pub fn provide_store(remote: &str, contract: &Contract) -> Result<(), StoreError> {
    let store = match instance::store() {
        Some(store) => store,
        None => {
            let store = attach::attach(&registry().ok_or(StoreError::NoRegistry)?, remote, contract)?;
            instance::keep(store.clone());
            store
        }
    };
    hooks::provide_only(store);
    Ok(())
}

/// `window.__TARN__`, if the page has it.
#[must_use]
pub fn registry() -> Option<JsValue> {
    let registry = js_sys::Reflect::get(&js_sys::global(), &REGISTRY.into()).ok()?;
    registry.is_object().then_some(registry)
}

/// A version 4 UUID. `crypto.randomUUID` is missing on pages without a secure context.
fn random_uuid() -> String {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Without randomness the id is all zeros, which is still a valid id of the only store.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            id.extend(char::from_digit(u32::from(half), 16));
        }
    }
    id
}

#[wasm_bindgen(module = "/src/browser/redux_store.js")]
extern "C" {
    #[wasm_bindgen(js_name = notePanic)]
    fn keep_panic(message: &str);
}

/// For the panic hook of the owner's app: a sentence about the panic, with slice and action if a reducer panicked. An interrupted dispatch from
/// JavaScript or a remote is refused with the same sentence.
#[must_use]
pub fn record_panic(panic: &str) -> String {
    let interrupted = instance::store().and_then(|store| store.owner()?.panicked());
    let message = match interrupted {
        Some(Interrupted { slice, action_type }) => {
            format!("the reducer of slice \"{slice}\" panicked at \"{action_type}\", which is not applied: {panic}")
        }
        None => format!("the page's own app panicked: {panic}"),
    };
    keep_panic(&message);
    message
}

//! The side of a replica: its attachment to the owner, and its port.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::instance::with_store;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use super::shared_reducer::{share_act, share_reducer};
use super::values::{Called, bytes_of, js_error, message_of, text};
use crate::store::{Message, Port, SharedAct, SharedReducer, Snapshot};
use crate::{Contract, Reason, RegistrationError, Rejected, Step, Store, StoreError};

/// Attaches this instance, built with `contract`, to the owner behind `registry`.
pub(super) fn attach(registry: &JsValue, remote: &str, contract: &Contract) -> Result<Store, StoreError> {
    let port = function(registry, "attach")
        .ok_or(StoreError::NoRegistry)?
        .call3(
            registry,
            &remote.into(),
            &contract.version.into(),
            &contract.fingerprint.into(),
        )
        .map_err(|error| StoreError::Refused(message_of(&error)))?;
    let (Some(dispatch), Some(snapshot), Some(listen)) = (
        function(&port, "dispatch"),
        function(&port, "snapshot"),
        function(&port, "listen"),
    ) else {
        return Err(StoreError::Refused(
            "the owner's port lacks a function; host and remote were built with different crates".into(),
        ));
    };
    let store = Store::replica(Box::new(JsPort {
        port,
        dispatch: dispatch.unchecked_into(),
        snapshot,
    }));
    let on_action = Closure::<dyn Fn(f64, Vec<u8>, Option<u32>, f64)>::new({
        let store = store.clone();
        // With `Vec<u8>` the glue copies the bytes directly into this memory.
        move |seq: f64, bytes: Vec<u8>, hash: Option<u32>, after: f64| {
            store.receive_action(seq as u64, after as u64, &bytes, hash);
        }
    });
    let on_snapshot = Closure::<Called>::new({
        let store = store.clone();
        move |slice: JsValue, seq: JsValue, bytes: JsValue, _: JsValue| {
            store.receive(&Message::Snapshot {
                slice: slice.as_string().unwrap_or_default().into(),
                snapshot: Snapshot {
                    seq: seq.as_f64().unwrap_or_default() as u64,
                    bytes: bytes.is_object().then(|| bytes_of(&bytes).into()),
                    is_streamed: false,
                    place: u32::MAX,
                },
            });
            JsValue::UNDEFINED
        }
    });
    // The export itself: the glue around a closure takes longer than a step.
    let on_step = Reflect::get(&wasm_bindgen::exports(), &"receiveStep".into()).unwrap_or_default();
    listen
        .call3(
            &JsValue::UNDEFINED,
            &on_action.into_js_value(),
            &on_snapshot.into_js_value(),
            &on_step,
        )
        .map_err(|error| StoreError::Refused(message_of(&error)))?;
    Ok(store)
}

/// Takes a step of the owner's stream: see [`Store::receive_step`]. A negative `hash` stands for none. The owner calls it without glue, so all
/// parameters are numbers.
#[wasm_bindgen(js_name = receiveStep)]
pub fn receive_step(seq: f64, after: f64, slice: u32, first: u32, second: u32, hash: f64) {
    with_store(|store| {
        let hash = (hash >= 0.0).then_some(hash as u32);
        store.receive_step(seq as u64, after as u64, slice, Step(first, second), hash);
    });
}

#[wasm_bindgen]
extern "C" {
    /// The function of the port that dispatches.
    #[wasm_bindgen(extends = Function)]
    type Dispatch;

    // The bytes cross as a view of this memory, which the glue of the owner copies before anything runs there.
    #[wasm_bindgen(method, catch, js_name = call)]
    fn send(this: &Dispatch, undefined: &JsValue, bytes: &[u8]) -> Result<(), JsValue>;
}

/// The port of the owner. Functions of newer owners are looked up when they are needed.
struct JsPort {
    port: JsValue,
    dispatch: Dispatch,
    snapshot: Function,
}

impl JsPort {
    fn call(&self, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
        let Some(function) = function(&self.port, name) else {
            return Err(js_error(&format!(
                "this page's host is older than this remote: it has no \"{name}\""
            )));
        };
        function.apply(&JsValue::UNDEFINED, arguments)
    }
}

impl Port for JsPort {
    fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected> {
        match self.dispatch.send(&JsValue::UNDEFINED, bytes) {
            Ok(()) => Ok(()),
            Err(error) => Err(Rejected {
                reason: Reason::from_name(&text(&error, "reason").unwrap_or_default()),
                message: message_of(&error),
            }),
        }
    }

    fn snapshot(&self, slice: &str) -> Result<Snapshot, StoreError> {
        let answer = self
            .snapshot
            .call1(&JsValue::UNDEFINED, &slice.into())
            .map_err(|_| StoreError::NoSlice(slice.into()))?;
        let answer: Array = answer.unchecked_into();
        Ok(Snapshot {
            seq: answer.get(0).as_f64().unwrap_or_default() as u64,
            bytes: answer
                .get(1)
                .dyn_into::<Uint8Array>()
                .ok()
                .map(|bytes| bytes.to_vec().into()),
            // Older hosts omit it and send actions.
            is_streamed: !matches!(answer.get(2).as_bool(), Some(false)),
            place: answer.get(3).as_f64().map_or(u32::MAX, |place| place as u32),
        })
    }

    fn report_resync(&self) {
        let _ = self.call("lost", &Array::new());
    }

    #[cfg(debug_assertions)]
    fn diverged(&self, slice: &str, seq: u64) {
        let _ = self.call("diverged", &Array::of2(&slice.into(), &JsValue::from_f64(seq as f64)));
    }

    fn register(&self, slice: &str, initial: Vec<u8>, reducer: SharedReducer) -> Result<(), RegistrationError> {
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        let reducer = share_reducer(reducer);
        let arguments = Array::of3(&slice.into(), &Uint8Array::from(&initial[..]), &reducer);
        self.call("register", &arguments)
            .map(drop)
            .map_err(|error| RegistrationError::new(message_of(&error)))
    }

    fn unregister(&self, slice: &str) {
        let _ = self.call("unregister", &Array::of1(&slice.into()));
    }

    fn batch(&self, act: SharedAct) {
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        let act = share_act(act);
        // A host without batches notifies more often.
        let _ = match function(&self.port, "batch") {
            Some(batch) => batch.call1(&JsValue::UNDEFINED, &act),
            None => act.call0(&JsValue::UNDEFINED),
        };
    }
}

fn function(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

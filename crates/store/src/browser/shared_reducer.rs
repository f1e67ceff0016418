//! Functions of this instance that the owner calls: a reducer as one function with a question, and a batch.

use std::rc::Rc;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::runtime_reducer::CROSSES_TABS;
use super::values::{Called, bytes_of, rejection, set};
use crate::Rejected;
use crate::store::{ReducerError, RuntimeReducer};

/// `(question, state or action type, action, seq)`: see `RemoteReducer` of the owner. Constant answers are properties of the function.
pub(crate) fn share_reducer(reducer: Rc<dyn RuntimeReducer>) -> Function {
    let crosses_tabs = reducer.crosses_tabs();
    let answer = move |question: JsValue, about: JsValue, action: JsValue, seq: JsValue| match question.as_f64() {
        Some(0.0) => reduce(
            &*reducer,
            &bytes_of(&about),
            &bytes_of(&action),
            seq.as_f64().unwrap_or_default(),
        ),
        Some(1.0) => reducer.accepts(&bytes_of(&about)).into(),
        Some(2.0) => reducer.reacts_to(&about.as_string().unwrap_or_default()).into(),
        _ => {
            reducer.tear_down();
            JsValue::UNDEFINED
        }
    };
    let answer = Closure::<Called>::new(answer).into_js_value();
    set(answer.unchecked_ref(), CROSSES_TABS, &crosses_tabs.into());
    answer.unchecked_into()
}

fn reduce(reducer: &dyn RuntimeReducer, state: &[u8], action: &[u8], seq: f64) -> JsValue {
    let next = match tarn_wire::Tagged::parse(action) {
        Ok(tagged) => reducer.reduce(state, &tagged, seq as u64),
        Err(error) => Err(ReducerError::Crashed(error.to_string())),
    };
    match next {
        Ok(Some(next)) => Uint8Array::from(&next[..]).into(),
        Ok(None) => JsValue::NULL,
        Err(ReducerError::Rejected(rejected)) => rejection(&rejected),
        Err(ReducerError::Crashed(what)) => rejection(&Rejected::refused(what)),
    }
}

/// The closure of a batch, which the owner calls once.
pub(crate) fn share_act(act: Box<dyn FnOnce()>) -> Function {
    Closure::once_into_js(act).unchecked_into()
}

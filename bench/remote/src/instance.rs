//! The name of this instance. Real remotes have a constant name; the benchmark instantiates this code several times.

use std::cell::RefCell;

use shared_store::StoreError;
use tarn_federation::Props;
use wasm_bindgen::prelude::*;

thread_local! {
    static NAME: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Sets the name under which this instance attaches and dispatches. Call it before the first mount.
#[wasm_bindgen]
pub fn be_called(name: String) {
    NAME.set(name);
}

pub(crate) fn provide(_crate_name: &str) -> Result<(), StoreError> {
    NAME.with_borrow(|name| shared_store::provide_store(name))
}

/// Number of subscribers of the component.
#[derive(Clone, PartialEq, Props)]
pub struct SubscriberProps {
    /// A whole number.
    pub count: f64,
}

//! The name of this instance. Real remotes have it in their code; here the same code is instantiated several times.

use std::cell::RefCell;

use shared_store::StoreError;
use wasm_bindgen::prelude::*;

thread_local! {
    static NAME: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Says in whose name this instance attaches and dispatches. To be called before the first mount.
#[wasm_bindgen]
pub fn be_called(name: String) {
    NAME.set(name);
}

pub(crate) fn provide(_crate_name: &str) -> Result<(), StoreError> {
    NAME.with_borrow(|name| shared_store::provide_store(name))
}

tarn_federation::props! {
    /// How many subscribers the component has.
    pub struct SubscriberProps {
        /// A whole number.
        count: f64 = "count",
    }
}

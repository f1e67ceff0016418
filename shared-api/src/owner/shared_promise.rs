//! Work that is done once at a time, however many wait for it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Holds the promise of the work while it is under way.
#[derive(Clone, Default)]
pub(super) struct SharedPromise(Rc<RefCell<Option<Promise>>>);

impl SharedPromise {
    /// Waits for the work that is under way; starts it when there is none.
    pub(super) async fn join<F>(&self, start: impl FnOnce() -> F) -> Result<JsValue, JsValue>
    where
        F: Future<Output = Result<JsValue, JsValue>> + 'static,
    {
        let under_way = self.0.borrow().clone();
        let promise = match under_way {
            Some(promise) => promise,
            None => {
                let work = start();
                let slot = Rc::clone(&self.0);
                let promise = future_to_promise(async move {
                    let result = work.await;
                    slot.borrow_mut().take();
                    result
                });
                self.0.borrow_mut().replace(promise.clone());
                promise
            }
        };
        JsFuture::from(promise).await
    }
}

//! Work that is done once at a time, however many wait for it.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Work whose type is forgotten: what makes a promise of it is large, and is then compiled once.
pub(super) type Work = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

/// A promise of the work, which is under way from now on.
pub(super) fn promise_of(work: Work) -> Promise {
    future_to_promise(work)
}

/// Holds the promise of the work while it is under way.
#[derive(Clone, Default)]
pub(super) struct SharedPromise(Rc<RefCell<Option<Promise>>>);

impl SharedPromise {
    /// Waits for the work that is under way; starts it when there is none.
    pub(super) async fn join(&self, start: impl FnOnce() -> Work) -> Result<JsValue, JsValue> {
        let under_way = self.0.borrow().clone();
        let promise = match under_way {
            Some(promise) => promise,
            None => self.start(start()),
        };
        JsFuture::from(promise).await
    }

    fn start(&self, work: Work) -> Promise {
        let slot = Rc::clone(&self.0);
        let promise = promise_of(Box::pin(async move {
            let result = work.await;
            slot.borrow_mut().take();
            result
        }));
        self.0.borrow_mut().replace(promise.clone());
        promise
    }
}

//! The hook `use_query`.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use tarn_wire::Wire;
use wasm_bindgen::prelude::*;

use super::observed::{Answer, Status};
use super::resource::Resource;
use crate::calls::page_client::decode;
use crate::model::Product;

#[wasm_bindgen(module = "/src/queries/page_cache.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = listedProduct)]
    fn listed(id: &str) -> Result<JsValue, JsValue>;
}

/// A query observed by a view. Copies share its state.
pub struct Query<T> {
    /// The state apart from the data.
    pub status: Status,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Query<T> {}

/// Observes a resource until the present view is disposed. A changed `resource` starts without data.
///
/// Cached data are returned at once and revalidated if stale. When the page's last view of a resource is disposed, its
/// pending request is cancelled.
pub fn use_query<T: Wire + 'static>(resource: impl Fn() -> Resource<T> + 'static) -> Query<T> {
    Query::of(Box::new(resource), false)
}

/// Like [`use_query`], but the previous resource's data stay until the next answer: see [`Answer::is_previous`].
pub fn use_query_keeping_previous<T: Wire + 'static>(resource: impl Fn() -> Resource<T> + 'static) -> Query<T> {
    Query::of(Box::new(resource), true)
}

impl<T: Wire + 'static> Query<T> {
    fn of(resource: Box<dyn Fn() -> Resource<T>>, keeps_previous: bool) -> Self {
        let read = |answer: &JsValue| decode::<T>(answer).ok().map(|data| Rc::new(data) as Rc<dyn Any>);
        Self {
            status: Status::follow(Box::new(move || resource().endpoint), read, keeps_previous),
            of: PhantomData,
        }
    }
}

impl<T: 'static> Query<T> {
    /// The present state. Tracked.
    #[must_use]
    pub fn answer(self) -> Answer<T> {
        self.status.answer()
    }

    /// Calls `see` with the data now and after each change, until the present owner is disposed. Reads inside `see` are not
    /// tracked.
    pub fn on_change(self, see: impl Fn(&T) + 'static) {
        self.status.on_change(Box::new(move |data| {
            if let Some(data) = data.downcast_ref() {
                see(data);
            }
        }));
    }
}

/// A product in a cached list: shown until its own answer arrives.
#[must_use]
pub fn listed_product(id: &str) -> Option<Product> {
    decode(&listed(id).ok()?).ok()
}

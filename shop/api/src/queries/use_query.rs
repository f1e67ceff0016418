//! The hook.

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

/// A query that a view follows. Copies are the same one.
pub struct Query<T> {
    /// How it stands, apart from its data.
    pub status: Status,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Query<T> {}

/// Follows a resource while the present view lives; another one, when `resource` says so, from nothing.
///
/// What is cached is there at once, and asked for again where it may be old. When the last view of a page that shows it
/// goes, a request that is under way is cancelled.
pub fn use_query<T: Wire + 'static>(resource: impl Fn() -> Resource<T> + 'static) -> Query<T> {
    Query::of(Box::new(resource), false)
}

/// The same, but what the resource before answered stays until the next one does: see [`Answer::is_previous`].
pub fn use_query_keeping_previous<T: Wire + 'static>(resource: impl Fn() -> Resource<T> + 'static) -> Query<T> {
    Query::of(Box::new(resource), true)
}

impl<T: Wire + 'static> Query<T> {
    fn of(resource: Box<dyn Fn() -> Resource<T>>, keeps_previous: bool) -> Self {
        let read = |answer: &JsValue| decode::<T>(answer).ok().map(|data| Rc::new(data) as Rc<dyn Any>);
        Self {
            status: Status::follow(Box::new(move || resource().place), read, keeps_previous),
            of: PhantomData,
        }
    }
}

impl<T: 'static> Query<T> {
    /// What it has; followed.
    #[must_use]
    pub fn answer(self) -> Answer<T> {
        self.status.answer()
    }

    /// Calls `see` with the data now and whenever it has changed, until the present owner ends. What it reads is not followed.
    pub fn on_change(self, see: impl Fn(&T) + 'static) {
        self.status.on_change(Box::new(move |data| {
            if let Some(data) = data.downcast_ref() {
                see(data);
            }
        }));
    }
}

/// A product as a list that is cached has it: shown until the shop has said more.
#[must_use]
pub fn listed_product(id: &str) -> Option<Product> {
    decode(&listed(id).ok()?).ok()
}

//! What is known of a query, its type forgotten: this is compiled once, whatever is asked for.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_html_template::follow;
use wasm_bindgen::prelude::*;

use super::resource::Place;
use crate::ApiError;

#[wasm_bindgen(module = "/src/queries/page_cache.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn observe(
        name: &str,
        kind: &str,
        id: &str,
        path: &str,
        is_public: bool,
        observer: &Closure<dyn Fn(Snapshot)>,
    ) -> Result<Subscription, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type Snapshot;
    #[wasm_bindgen(method, getter)]
    fn data(this: &Snapshot) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Snapshot) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = isFetching)]
    fn is_fetching(this: &Snapshot) -> bool;

    #[derive(Clone)]
    type Subscription;
    #[wasm_bindgen(method)]
    fn unsubscribe(this: &Subscription);
    #[wasm_bindgen(method)]
    fn refetch(this: &Subscription);
}

/// An answer of a type that only who asked knows.
type Data = Rc<dyn Any>;
/// Looks at data.
pub(super) type See = Box<dyn Fn(&dyn Any)>;
/// Reads an answer; `None` if it is not what the API promises.
pub(super) type Read = fn(&JsValue) -> Option<Data>;

/// How a query stands.
#[derive(Default)]
struct Observed {
    data: Option<Data>,
    /// The id of the resource that the data is of.
    of: Rc<str>,
    /// The data, as it was handed over: the same object means that nothing changed.
    raw: JsValue,
    version: u32,
    is_previous: bool,
    failure: Option<Rc<ApiError>>,
    is_fetching: bool,
    subscription: Option<Subscription>,
}

/// What a query knows, apart from its data. Copies are the same one.
#[derive(Clone, Copy)]
pub struct Status {
    // The arena holds what is Send; a wasm instance has one thread.
    kept: StoredValue<SendWrapper<Rc<Kept>>>,
}

#[derive(Default)]
struct Kept {
    observed: RefCell<Observed>,
    change: ArcTrigger,
}

/// What a query has, at one moment.
#[derive(Clone)]
pub struct Answer<T> {
    /// What the server said last.
    pub data: Option<Rc<T>>,
    /// The id of the resource that the data is of: the query string of a list, the id of a thing.
    pub of: Rc<str>,
    /// Counts the changes of the data.
    pub version: u32,
    /// Whether the data is of the resource before, because of the present one nothing is known yet.
    pub is_previous: bool,
    /// Why the last request failed. It may be under way again.
    pub failure: Option<Rc<ApiError>>,
    /// Whether a request is under way.
    pub is_fetching: bool,
}

impl Kept {
    fn change(&self, change: impl FnOnce(&mut Observed)) {
        change(&mut self.observed.borrow_mut());
        self.change.notify();
    }

    fn take(&self, snapshot: &Snapshot, id: &Rc<str>, read: Read) {
        let (raw, error, is_fetching) = (snapshot.data(), snapshot.error(), snapshot.is_fetching());
        let mut failure = error.is_object().then(|| ApiError::from_js(&error));
        let is_other = {
            let observed = self.observed.borrow();
            observed.is_previous || observed.raw != raw
        };
        // Read before anything is borrowed: it is JavaScript's.
        let read = (is_other && !raw.is_undefined()).then(|| read(&raw));
        self.change(|observed| {
            if let Some(data) = read {
                observed.data = data;
                observed.of = Rc::clone(id);
                observed.version += 1;
                observed.is_previous = false;
            } else if is_other && !observed.is_previous {
                // What was known is gone.
                observed.data = None;
            }
            if !raw.is_undefined() && observed.data.is_none() && !is_fetching {
                failure.get_or_insert(ApiError::nonsense(200));
            }
            observed.raw = raw;
            observed.is_fetching = is_fetching;
            observed.failure = failure.map(Rc::new);
        });
    }
}

impl Status {
    /// Observes what `place` says, whenever that changes, until the present owner ends.
    pub(super) fn follow(place: Box<dyn Fn() -> Place>, read: Read, keeps_previous: bool) -> Self {
        let kept = Rc::<Kept>::default();
        let status = Self {
            kept: StoredValue::new(SendWrapper::new(Rc::clone(&kept))),
        };
        follow(move || {
            let place = place();
            kept.change(|observed| {
                observed.is_previous = keeps_previous && observed.data.is_some();
                if !keeps_previous {
                    observed.data = None;
                }
                observed.raw = JsValue::UNDEFINED;
                observed.failure = None;
                observed.is_fetching = true;
            });
            let id: Rc<str> = place.id.as_str().into();
            let taking = Rc::clone(&kept);
            let observer = Closure::new(move |snapshot: Snapshot| taking.take(&snapshot, &id, read));
            let (name, is_public) = (place.name, place.is_public());
            // It calls the observer at once.
            let subscription = observe(name, place.kind, &place.id, &place.path, is_public, &observer);
            match subscription {
                Ok(subscription) => kept.observed.borrow_mut().subscription = Some(subscription),
                Err(error) => {
                    web_sys::console::error_1(&error);
                    kept.change(|observed| {
                        observed.is_fetching = false;
                        observed.failure = Some(Rc::new(ApiError::no_client()));
                    });
                }
            }
            let ending = SendWrapper::new((Rc::clone(&kept), observer));
            on_cleanup(move || {
                let (kept, _observer) = ending.take();
                let subscription = kept.observed.borrow_mut().subscription.take();
                if let Some(subscription) = subscription {
                    subscription.unsubscribe();
                }
            });
        });
        status
    }

    fn kept(self) -> Rc<Kept> {
        self.kept.get_value().take()
    }

    fn followed(self) -> Rc<Kept> {
        let kept = self.kept();
        kept.change.track();
        kept
    }

    /// Why the last request failed, in words for the shopper; followed.
    #[must_use]
    pub fn failure(self) -> Option<String> {
        let kept = self.followed();
        let observed = kept.observed.borrow();
        observed.failure.as_ref().map(|error| error.message.clone())
    }

    /// Whether a request is under way; followed.
    #[must_use]
    pub fn is_fetching(self) -> bool {
        self.followed().observed.borrow().is_fetching
    }

    /// Whether the server has said something; followed.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.followed().observed.borrow().data.is_some()
    }

    /// Asks the server again.
    pub fn refetch(self) {
        // Not borrowed during the call, which tells every observer.
        let subscription = self.kept().observed.borrow().subscription.clone();
        if let Some(subscription) = subscription {
            subscription.refetch();
        }
    }

    pub(super) fn on_change(self, see: See) {
        let seen = Cell::new(0);
        follow(move || {
            let (version, data) = {
                let kept = self.followed();
                let observed = kept.observed.borrow();
                (observed.version, observed.data.clone())
            };
            if let Some(data) = data
                && seen.replace(version) != version
            {
                untrack(|| see(&*data));
            }
        });
    }

    pub(super) fn answer<T: 'static>(self) -> Answer<T> {
        let kept = self.followed();
        let observed = kept.observed.borrow();
        Answer {
            data: observed.data.clone().and_then(|data| data.downcast().ok()),
            of: Rc::clone(&observed.of),
            version: observed.version,
            is_previous: observed.is_previous,
            failure: observed.failure.clone(),
            is_fetching: observed.is_fetching,
        }
    }
}

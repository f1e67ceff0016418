//! What is known of a query, its type forgotten: this is compiled once, whatever is asked for.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use html_template::follow;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
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
/// Reads an answer; `None` if it is not what the API promises.
pub(super) type Read = fn(&JsValue) -> Option<Data>;

/// How a query stands.
#[derive(Clone, Default)]
pub(super) struct Observed {
    pub(super) data: Option<Data>,
    /// The id of the resource that the data is of.
    pub(super) of: Rc<str>,
    /// The data, as it was handed over: the same object means that nothing changed.
    raw: JsValue,
    pub(super) version: u32,
    pub(super) is_previous: bool,
    failure: Option<Rc<ApiError>>,
    is_fetching: bool,
    subscription: Rc<RefCell<Option<Subscription>>>,
}

/// What a query knows, apart from its data. Copies are the same one.
#[derive(Clone, Copy)]
pub struct Status {
    // Signals hold what is Send; a wasm instance has one thread.
    observed: RwSignal<SendWrapper<Rc<Observed>>>,
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

impl Status {
    /// Observes what `place` says, whenever that changes, until the present owner ends.
    pub(super) fn follow(place: Box<dyn Fn() -> Place>, read: Read, keeps_previous: bool) -> Self {
        let status = Self {
            observed: RwSignal::new(SendWrapper::new(Rc::default())),
        };
        follow(move || {
            let place = place();
            status.change(|observed| {
                observed.is_previous = keeps_previous && observed.data.is_some();
                if !keeps_previous {
                    observed.data = None;
                }
                observed.raw = JsValue::UNDEFINED;
                observed.failure = None;
                observed.is_fetching = true;
            });
            let id: Rc<str> = place.id.as_str().into();
            let observer = Closure::new(move |snapshot: Snapshot| status.take(&snapshot, &id, read));
            let (name, is_public) = (place.name, place.is_public());
            let subscription = match observe(name, place.kind, &place.id, &place.path, is_public, &observer) {
                Ok(subscription) => Some(subscription),
                Err(error) => {
                    web_sys::console::error_1(&error);
                    status.change(|observed| {
                        observed.is_fetching = false;
                        observed.failure = Some(Rc::new(ApiError::no_client()));
                    });
                    None
                }
            };
            let held = Rc::clone(&status.observed_untracked().subscription);
            held.replace(subscription);
            let ending = SendWrapper::new((held, observer));
            on_cleanup(move || {
                let (held, _observer) = ending.take();
                if let Some(subscription) = RefCell::take(&held) {
                    subscription.unsubscribe();
                }
            });
        });
        status
    }

    fn take(self, snapshot: &Snapshot, id: &Rc<str>, read: Read) {
        let raw = snapshot.data();
        let error = snapshot.error();
        self.change(|observed| {
            observed.is_fetching = snapshot.is_fetching();
            observed.failure = error.is_object().then(|| Rc::new(ApiError::from_js(&error)));
            if raw.is_undefined() {
                // Nothing is known, or no longer.
                if !observed.is_previous {
                    observed.data = None;
                    observed.raw = raw;
                }
                return;
            }
            if observed.is_previous || observed.raw != raw {
                observed.data = read(&raw);
                observed.of = Rc::clone(id);
                observed.raw = raw;
                observed.version += 1;
                observed.is_previous = false;
            }
            if observed.data.is_none() && !observed.is_fetching && observed.failure.is_none() {
                observed.failure = Some(Rc::new(ApiError::nonsense(200)));
            }
        });
    }

    /// The view may be gone when an answer comes, and its signal with it: then nothing is noted.
    fn change(self, change: impl FnOnce(&mut Observed)) {
        let Some(present) = self.observed.try_get_untracked() else {
            return;
        };
        let mut next = Observed::clone(&present);
        change(&mut next);
        self.observed.try_set(SendWrapper::new(Rc::new(next)));
    }

    /// How it stands; followed.
    pub(super) fn observed(self) -> Rc<Observed> {
        self.observed.get().take()
    }

    pub(super) fn observed_untracked(self) -> Rc<Observed> {
        self.observed.get_untracked().take()
    }

    /// Why the last request failed, in words for the shopper; followed.
    #[must_use]
    pub fn failure(self) -> Option<String> {
        self.observed().failure.as_ref().map(|error| error.message.clone())
    }

    /// Whether a request is under way; followed.
    #[must_use]
    pub fn is_fetching(self) -> bool {
        self.observed().is_fetching
    }

    /// Asks the server again.
    pub fn refetch(self) {
        // Not borrowed during the call, which tells every observer.
        let held = self.observed_untracked().subscription.borrow().clone();
        if let Some(subscription) = held {
            subscription.refetch();
        }
    }
}

impl Observed {
    pub(super) fn answer<T: 'static>(&self) -> Answer<T> {
        Answer {
            data: self.data.clone().and_then(|data| data.downcast().ok()),
            of: Rc::clone(&self.of),
            version: self.version,
            is_previous: self.is_previous,
            failure: self.failure.clone(),
            is_fetching: self.is_fetching,
        }
    }
}

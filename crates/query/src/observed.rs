//! The untyped state of a query, so that its code is compiled once for all types.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_view::{follow, run_and_follow};

use crate::page_cache::{Observer, Raw, Snapshot, Subscription, observe};
use crate::query_error::QueryError;
use crate::resource::Endpoint;

/// An answer of a type that only the caller knows.
type Data = Rc<dyn Any>;
/// A callback for data.
pub(crate) type See = Box<dyn Fn(&dyn Any)>;
/// Decodes an answer; `None` if it violates the API.
pub(crate) type Read = fn(&Raw) -> Option<Data>;

/// The state of a query.
struct Observed<E> {
    data: Option<Data>,
    /// The id of the resource of `data`.
    of: Rc<str>,
    /// The raw data; an identical object means no change.
    raw: Raw,
    version: u32,
    is_previous: bool,
    failure: Option<Rc<E>>,
    is_fetching: bool,
    subscription: Option<Subscription>,
}

impl<E> Default for Observed<E> {
    fn default() -> Self {
        Self {
            data: None,
            of: Rc::default(),
            raw: Raw::UNDEFINED,
            version: 0,
            is_previous: false,
            failure: None,
            is_fetching: false,
            subscription: None,
        }
    }
}

/// The state of a query apart from its data. Copies share it.
pub struct Status<E: 'static> {
    // The arena requires Send; a wasm instance has one thread.
    kept: StoredValue<SendWrapper<Rc<QueryState<E>>>>,
}

impl<E> Clone for Status<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Status<E> {}

struct QueryState<E> {
    observed: RefCell<Observed<E>>,
    change: ArcTrigger,
}

/// The state of a query at one moment.
pub struct Answer<T, E> {
    /// The last data.
    pub data: Option<Rc<T>>,
    /// The id of the resource of `data`: the query string of a list, or the id of an item.
    pub of: Rc<str>,
    /// Counts the changes of the data.
    pub version: u32,
    /// True if the data belong to the previous resource, because those of the present one are not known yet.
    pub is_previous: bool,
    /// The failure of the last request. A retry may be pending.
    pub failure: Option<Rc<E>>,
    /// Whether a request is pending.
    pub is_fetching: bool,
}

impl<T, E> Clone for Answer<T, E> {
    fn clone(&self) -> Self {
        Self {
            data: self.data.clone(),
            of: Rc::clone(&self.of),
            version: self.version,
            is_previous: self.is_previous,
            failure: self.failure.clone(),
            is_fetching: self.is_fetching,
        }
    }
}

impl<E: QueryError> QueryState<E> {
    fn change(&self, change: impl FnOnce(&mut Observed<E>)) {
        change(&mut self.observed.borrow_mut());
        self.change.notify();
    }

    fn take(&self, snapshot: &Snapshot, id: &Rc<str>, read: Read) {
        let (raw, mut failure, is_fetching) = (snapshot.data(), snapshot.failure::<E>(), snapshot.is_fetching());
        let is_other = {
            let observed = self.observed.borrow();
            observed.is_previous || observed.raw != raw
        };
        // Decoded before the borrow, because decoding calls JavaScript.
        let read = (is_other && !raw.is_undefined()).then(|| read(&raw));
        self.change(|observed| {
            if let Some(data) = read {
                observed.data = data;
                observed.of = Rc::clone(id);
                observed.version += 1;
                observed.is_previous = false;
            } else if is_other && !observed.is_previous {
                // The data were dropped.
                observed.data = None;
            }
            if !raw.is_undefined() && observed.data.is_none() && !is_fetching {
                failure.get_or_insert_with(|| Rc::new(E::invalid_answer()));
            }
            observed.raw = raw;
            observed.is_fetching = is_fetching;
            observed.failure = failure;
        });
    }
}

impl<E: QueryError> Status<E> {
    /// Observes the resource at `endpoint`, again after each change of it, until the present owner is disposed.
    pub(crate) fn follow(endpoint: Box<dyn Fn() -> Endpoint>, read: Read, keeps_previous: bool) -> Self {
        let kept = Rc::new(QueryState {
            observed: RefCell::default(),
            change: ArcTrigger::new(),
        });
        let status = Self {
            kept: StoredValue::new(SendWrapper::new(Rc::clone(&kept))),
        };
        run_and_follow(move || {
            let endpoint = endpoint();
            kept.change(|observed| {
                observed.is_previous = keeps_previous && observed.data.is_some();
                if !keeps_previous {
                    observed.data = None;
                }
                observed.raw = Raw::UNDEFINED;
                observed.failure = None;
                observed.is_fetching = true;
            });
            let id: Rc<str> = endpoint.id.as_str().into();
            let taking = Rc::clone(&kept);
            let observer = Observer::new(move |snapshot| taking.take(&snapshot, &id, read));
            // `observe` calls the observer at once.
            match observe(&endpoint, &observer) {
                Some(subscription) => kept.observed.borrow_mut().subscription = Some(subscription),
                None => kept.change(|observed| {
                    observed.is_fetching = false;
                    observed.failure = Some(Rc::new(E::no_cache()));
                }),
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

    fn kept(self) -> Rc<QueryState<E>> {
        self.kept.get_value().take()
    }

    fn followed(self) -> Rc<QueryState<E>> {
        let kept = self.kept();
        kept.change.track();
        kept
    }

    /// The failure of the last request, as a sentence for the user. Tracked.
    #[must_use]
    pub fn failure(self) -> Option<String> {
        let kept = self.followed();
        let observed = kept.observed.borrow();
        observed.failure.as_ref().map(|error| error.message())
    }

    /// Whether a request is pending. Tracked.
    #[must_use]
    pub fn is_fetching(self) -> bool {
        self.followed().observed.borrow().is_fetching
    }

    /// Whether there are data. Tracked.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.followed().observed.borrow().data.is_some()
    }

    /// Fetches again.
    pub fn refetch(self) {
        // Not borrowed during the call, because it calls every observer.
        let subscription = self.kept().observed.borrow().subscription.clone();
        if let Some(subscription) = subscription {
            subscription.refetch();
        }
    }

    pub(crate) fn on_change(self, see: See) {
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

    pub(crate) fn answer<T: 'static>(self) -> Answer<T, E> {
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

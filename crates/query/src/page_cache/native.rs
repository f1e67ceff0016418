//! The cache of a page without a browser: a test sets its answers, and on a server they come with the request.
#![cfg_attr(not(feature = "testing"), allow(dead_code, reason = "only tests change answers"))]

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use tarn_wire::Wire;

use crate::query_error::QueryError;
use crate::resource::Endpoint;

/// An answer that is not decoded yet.
#[derive(Clone, Default)]
pub(crate) struct Raw(Option<Rc<[u8]>>);

impl Raw {
    pub(crate) const UNDEFINED: Self = Self(None);

    pub(crate) fn is_undefined(&self) -> bool {
        self.0.is_none()
    }
}

/// Whether both are the same answer, not only equal ones.
impl PartialEq for Raw {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// Decodes an answer; `None` if it violates the API.
pub(crate) fn read<T: Wire>(raw: &Raw) -> Option<T> {
    tarn_wire::from_slice(raw.0.as_ref()?).ok()
}

/// The state of a query.
#[derive(Clone, Default)]
pub(crate) struct Snapshot {
    data: Raw,
    failure: Option<Failure>,
    is_fetching: bool,
}

/// A failed request.
#[derive(Clone)]
enum Failure {
    /// The error of a test.
    Error(Rc<dyn Any>),
    /// Status and body of an answer to a server.
    Answer(u16, Rc<[u8]>),
}

impl Snapshot {
    pub(crate) fn data(&self) -> Raw {
        self.data.clone()
    }

    /// The failure of the last request.
    pub(crate) fn failure<E: QueryError>(&self) -> Option<Rc<E>> {
        Some(match self.failure.clone()? {
            Failure::Error(error) => error.downcast().unwrap_or_else(|_| Rc::new(E::invalid_answer())),
            Failure::Answer(status, body) => Rc::new(E::from_answer(status, &body)),
        })
    }

    pub(crate) fn is_fetching(&self) -> bool {
        self.is_fetching
    }
}

/// Gets the snapshots of one query.
#[derive(Clone)]
pub(crate) struct Observer(Rc<dyn Fn(Snapshot)>);

impl Observer {
    pub(crate) fn new(take: impl Fn(Snapshot) + 'static) -> Self {
        Self(Rc::new(take))
    }
}

type Key = (&'static str, &'static str, String);

fn key_of(endpoint: &Endpoint) -> Key {
    (endpoint.name, endpoint.kind, endpoint.id.clone())
}

struct Entry {
    key: Key,
    snapshot: Snapshot,
    observers: Vec<(u32, Observer)>,
}

#[derive(Default)]
struct Cache {
    entries: Vec<Entry>,
    /// The paths of all requests.
    requested: Vec<String>,
    last_observer: u32,
}

impl Cache {
    fn entry(&mut self, key: &Key) -> &mut Entry {
        let place = self.entries.iter().position(|entry| entry.key == *key);
        let place = place.unwrap_or_else(|| {
            self.entries.push(Entry {
                key: key.clone(),
                snapshot: Snapshot::default(),
                observers: Vec::new(),
            });
            self.entries.len() - 1
        });
        &mut self.entries[place]
    }
}

thread_local! {
    // A test has a thread of its own, and so a page of its own.
    static CACHE: RefCell<Cache> = RefCell::default();
}

/// Changes an entry and tells its observers. None is told while the cache is borrowed.
fn change(key: &Key, change: impl FnOnce(&mut Entry)) {
    let (snapshot, observers) = CACHE.with_borrow_mut(|cache| {
        let entry = cache.entry(key);
        change(entry);
        (entry.snapshot.clone(), entry.observers.clone())
    });
    for (_, observer) in observers {
        (observer.0)(snapshot.clone());
    }
}

/// An observed query.
#[derive(Clone)]
pub(crate) struct Subscription {
    key: Key,
    path: Rc<str>,
    observer: u32,
}

impl Subscription {
    pub(crate) fn unsubscribe(&self) {
        CACHE.with_borrow_mut(|cache| {
            let observers = &mut cache.entry(&self.key).observers;
            observers.retain(|(number, _)| *number != self.observer);
        });
    }

    pub(crate) fn refetch(&self) {
        CACHE.with_borrow_mut(|cache| cache.requested.push(self.path.to_string()));
        change(&self.key, |entry| entry.snapshot.is_fetching = true);
    }
}

/// Observes the resource at this endpoint, and calls the observer at once. A resource without an answer is requested.
#[expect(clippy::unnecessary_wraps, reason = "a browser's page may have no cache")]
pub(crate) fn observe(endpoint: &Endpoint, observer: &Observer) -> Option<Subscription> {
    let key = key_of(endpoint);
    let (number, snapshot) = CACHE.with_borrow_mut(|cache| {
        cache.last_observer += 1;
        let number = cache.last_observer;
        let entry = cache.entry(&key);
        entry.observers.push((number, observer.clone()));
        let Snapshot {
            data,
            failure,
            is_fetching,
        } = &mut entry.snapshot;
        if let Some(answer) = answer_for(endpoint) {
            (*data, *failure) = answer;
        }
        let is_unknown = data.is_undefined() && failure.is_none() && !*is_fetching;
        *is_fetching |= is_unknown;
        let snapshot = entry.snapshot.clone();
        if is_unknown {
            cache.requested.push(endpoint.path.clone());
        }
        (number, snapshot)
    });
    (observer.0)(snapshot);
    Some(Subscription {
        key,
        path: endpoint.path.as_str().into(),
        observer: number,
    })
}

/// The answer that came with the request to a server. The data of a user are not among them.
fn answer_for(endpoint: &Endpoint) -> Option<(Raw, Option<Failure>)> {
    if !endpoint.is_public {
        return None;
    }
    let tarn_render::Answer { status, json, .. } = tarn_render::page::answer(&endpoint.path)?;
    // A body that is no JSON has the type of no resource.
    let body = serde_json::from_str(&json).unwrap_or(serde_json::Value::Null);
    let body = tarn_wire::to_vec(&body).into();
    Some(match status {
        200 => (Raw(Some(body)), None),
        _ => (Raw::UNDEFINED, Some(Failure::Answer(status, body))),
    })
}

/// An answer of the server.
pub(crate) enum Answer {
    Data(Vec<u8>),
    Failure(Rc<dyn Any>),
    /// Nothing yet: a request is pending.
    Pending,
}

/// Sets the answer of a resource. Data stay after a failure and during a request.
pub(crate) fn update(endpoint: &Endpoint, answer: Answer) {
    change(&key_of(endpoint), |entry| {
        let snapshot = &mut entry.snapshot;
        snapshot.is_fetching = matches!(answer, Answer::Pending);
        match answer {
            Answer::Data(bytes) => (snapshot.data, snapshot.failure) = (Raw(Some(bytes.into())), None),
            Answer::Failure(failure) => snapshot.failure = Some(Failure::Error(failure)),
            // A failure stays until a request succeeds.
            Answer::Pending => {}
        }
    });
}

/// The paths of all requests.
pub(crate) fn requested() -> Vec<String> {
    CACHE.with_borrow(|cache| cache.requested.clone())
}

/// Forgets all answers.
pub(crate) fn clear() {
    CACHE.take();
}

//! The hook `use_query`.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use tarn_wire::Wire;

use crate::observed::{Answer, Status};
use crate::page_cache::{Raw, read};
use crate::query_error::QueryError;
use crate::resource::Resource;

/// A query observed by a view. Copies share its state.
pub struct Query<T, E: 'static> {
    /// The state apart from the data.
    pub status: Status<E>,
    of: PhantomData<fn() -> T>,
}

impl<T, E> Clone for Query<T, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, E> Copy for Query<T, E> {}

/// Observes a resource until the present view is disposed. A changed `resource` starts without data.
///
/// Cached data are returned at once and revalidated if stale. When the page's last view of a resource is disposed, its
/// pending request is cancelled.
///
/// ```no_run
/// use leptos::prelude::*;
/// # use tarn_query::{QueryError, Resource};
/// use tarn_query::use_query;
/// # fn of<T: tarn_wire::Wire + 'static, E: QueryError>(note: fn(&str) -> Resource<T, E>) {
///
/// let id = RwSignal::new(String::from("7"));
/// let query = use_query(move || note(&id.get()));
/// let is_loading = move || query.status.is_fetching() && !query.status.is_known();
/// # let _ = is_loading;
/// # }
/// ```
pub fn use_query<T: Wire + 'static, E: QueryError>(resource: impl Fn() -> Resource<T, E> + 'static) -> Query<T, E> {
    Query::of(Box::new(resource), false)
}

/// Like [`use_query`], but the previous resource's data stay until the next answer: see [`Answer::is_previous`].
///
/// ```no_run
/// use leptos::prelude::*;
/// # use tarn_query::{QueryError, Resource};
/// use tarn_query::use_query_keeping_previous;
/// # fn of<T: tarn_wire::Wire + 'static, E: QueryError>(page: fn(u32) -> Resource<T, E>) {
///
/// let number = RwSignal::new(1);
/// let query = use_query_keeping_previous(move || page(number.get()));
/// let is_pale = move || query.answer().is_previous;
/// # let _ = is_pale;
/// # }
/// ```
pub fn use_query_keeping_previous<T: Wire + 'static, E: QueryError>(
    resource: impl Fn() -> Resource<T, E> + 'static,
) -> Query<T, E> {
    Query::of(Box::new(resource), true)
}

impl<T: Wire + 'static, E: QueryError> Query<T, E> {
    fn of(resource: Box<dyn Fn() -> Resource<T, E>>, keeps_previous: bool) -> Self {
        let read = |answer: &Raw| read::<T>(answer).map(|data| Rc::new(data) as Rc<dyn Any>);
        Self {
            status: Status::follow(Box::new(move || resource().endpoint), read, keeps_previous),
            of: PhantomData,
        }
    }
}

impl<T: 'static, E: QueryError> Query<T, E> {
    /// The present state. Tracked.
    #[must_use]
    pub fn answer(self) -> Answer<T, E> {
        self.status.answer()
    }

    /// Calls `see` with the data now and after each change, until the present owner is disposed. Reads inside `see` are not
    /// tracked.
    ///
    /// ```no_run
    /// # use tarn_query::{Query, QueryError};
    /// # fn of<E: QueryError>(title: Query<String, E>) {
    /// title.on_change(|title| leptos::prelude::document().set_title(title));
    /// # }
    /// ```
    pub fn on_change(self, see: impl Fn(&T) + 'static) {
        self.status.on_change(Box::new(move |data| {
            if let Some(data) = data.downcast_ref() {
                see(data);
            }
        }));
    }
}

//! The answers of the server in native tests of components (feature `testing`).

use std::rc::Rc;

use tarn_wire::Wire;

use crate::page_cache::{Answer, clear, requested, update};
use crate::query_error::QueryError;
use crate::resource::Resource;

/// The query cache of a native test page: what [`use_query`](crate::use_query) gets in this thread.
///
/// A resource is pending until its answer is set. Answers may be set before a component is mounted, as data that the page has already, and
/// afterwards. Dropping this forgets all of them.
///
/// ```
/// use tarn_query::testing::Answers;
/// # use tarn_query::{QueryError, Resource, use_query};
/// # use leptos::prelude::*;
/// # use tarn_view::{testing::Mounted, view};
/// # struct Failure;
/// # impl QueryError for Failure {
/// #     fn from_js(_: &wasm_bindgen::JsValue) -> Self { Self }
/// #     fn invalid_answer() -> Self { Self }
/// #     fn no_cache() -> Self { Self }
/// #     fn message(&self) -> String { "It failed.".into() }
/// # }
/// # fn title() -> Resource<String, Failure> { Resource::new("title", "/api/title") }
/// #[component]
/// fn Title() -> impl IntoView {
///     let query = use_query(title);
///     view! { <h1>{move || query.answer().data.map_or("…".to_owned(), |title| title.to_string())}</h1> }
/// }
///
/// let answers = Answers::new();
/// let page = Mounted::new(|| view! { <Title/> });
/// assert_eq!(page.text(), "…");
/// answers.set(&title(), &"Kettles".to_owned());
/// assert_eq!(page.text(), "Kettles");
/// ```
#[derive(Debug)]
#[must_use = "the answers are forgotten when this is dropped"]
pub struct Answers(());

impl Answers {
    /// No answers yet: every resource is pending.
    #[expect(
        clippy::new_without_default,
        reason = "a second value would forget the answers of the first"
    )]
    pub fn new() -> Self {
        clear();
        Self(())
    }

    /// The server answers with these data.
    pub fn set<T: Wire, E: QueryError>(&self, resource: &Resource<T, E>, data: &T) {
        update(&resource.endpoint, Answer::Data(tarn_wire::to_vec(data)));
    }

    /// The request fails. Data of an earlier answer stay.
    pub fn fail<T, E: QueryError>(&self, resource: &Resource<T, E>, error: E) {
        update(&resource.endpoint, Answer::Failure(Rc::new(error)));
    }

    /// A request is pending. Data of an earlier answer stay: they are stale.
    pub fn revalidate<T, E>(&self, resource: &Resource<T, E>) {
        update(&resource.endpoint, Answer::Pending);
    }

    /// How often the resource was requested: by the first component that observes it without an answer, and by each
    /// [`refetch`](crate::Status::refetch).
    #[must_use]
    pub fn requests<T, E>(&self, resource: &Resource<T, E>) -> usize {
        let path = &resource.endpoint.path;
        requested().iter().filter(|requested| *requested == path).count()
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        clear();
    }
}

//! `<Await>`: content that waits for a query.

use leptos::prelude::*;
use tarn_view::{For, View, ViewFn, view};

use crate::query_error::QueryError;
use crate::use_query::Query;

/// A part of the view of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    /// No answer yet.
    Fallback,
    /// The last request has failed.
    Failure,
    /// The data of this version.
    Data(u32),
}

impl Part {
    /// The parts, by whether the last request failed and the version of the data.
    fn of(has_failed: bool, version: Option<u32>) -> Vec<Self> {
        let failure = has_failed.then_some(Self::Failure);
        let data = version.map(Self::Data);
        match (failure, data) {
            (None, None) => vec![Self::Fallback],
            parts => parts.0.into_iter().chain(parts.1).collect(),
        }
    }
}

/// Shows the data of a query; until the first answer the `fallback`, and after a failed request the `failure`, above the last data.
///
/// The counterpart of Leptos' `<Suspense>` for queries. A view of several queries nests one `<Await>` in the other.
///
/// ```no_run
/// use leptos::prelude::*;
/// # use tarn_query::{QueryError, Resource};
/// use tarn_query::{Await, use_query};
/// use tarn_view::view;
/// # fn of<E: QueryError>(title: fn() -> Resource<String, E>) -> impl IntoView {
///
/// let query = use_query(title);
/// view! {
///     <Await
///         query
///         fallback=|| view! { <p aria-busy="true">"Loading"</p> }
///         failure=move || view! { <p role="alert">{move || query.status.failure()}</p> }
///         let(title)
///     >
///         <h1>{title.clone()}</h1>
///     </Await>
/// }
/// # }
/// ```
#[component]
pub fn Await<T, E, C>(
    /// The query.
    query: Query<T, E>,
    /// Shown until the first answer or failure; nothing by default.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// Shown after a failed request, until the next answer; nothing by default.
    #[prop(optional, into)]
    failure: ViewFn,
    /// The view of the data, made anew for each version of them.
    children: C,
) -> impl IntoView
where
    T: 'static,
    E: QueryError,
    C: Fn(&T) -> View + 'static,
{
    let parts = move || {
        let answer = query.answer();
        Part::of(answer.failure.is_some(), answer.data.map(|_| answer.version))
    };
    let part = move |part| match part {
        Part::Fallback => fallback.run(),
        Part::Failure => failure.run(),
        // The data are those of the version: a row is made as soon as its key is new.
        Part::Data(_) => query.answer().data.map(|data| children(&data)).unwrap_or_default(),
    };
    view! { <For each=parts key=|part| *part let(shown)>{part(shown)}</For> }
}

#[cfg(test)]
mod tests {
    use super::Part::{self, Data, Failure, Fallback};

    #[test]
    fn the_fallback_stands_alone_and_a_failure_stands_above_the_last_data() {
        assert_eq!(Part::of(false, None), [Fallback]);
        assert_eq!(Part::of(true, None), [Failure]);
        assert_eq!(Part::of(false, Some(3)), [Data(3)]);
        assert_eq!(Part::of(true, Some(3)), [Failure, Data(3)]);
    }
}

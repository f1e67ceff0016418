//! Loading, failure and result of a query of orders.

use leptos::prelude::*;
use shop_api::queries::Query;
use shop_ui::LoadFailure;
use tarn_view::{For, View, ViewFn, view};

use crate::needs_login::Skeleton;

/// What is shown of a query. A failure of a later request stands above the last data.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// The order does not exist.
    Unknown,
    Failure,
    /// No answer yet.
    Waiting,
    /// The data of this version.
    Data(u32),
}

fn parts<T: 'static>(query: Query<T>) -> Vec<Part> {
    let answer = query.answer();
    let mut parts = match answer.failure.as_deref() {
        Some(error) if error.is_unknown() => return vec![Part::Unknown],
        Some(_) => vec![Part::Failure],
        None => Vec::new(),
    };
    if answer.data.is_some() {
        parts.push(Part::Data(answer.version));
    } else if parts.is_empty() {
        parts.push(Part::Waiting);
    }
    parts
}

/// The result of a query, with its loading and its failure.
#[component]
pub(crate) fn Loaded<T, C>(
    query: Query<T>,
    /// The label of the skeleton.
    waiting: &'static str,
    /// Shown if the order does not exist.
    #[prop(into)]
    unknown: ViewFn,
    /// The view of the data, which is created anew for each version of them.
    children: C,
) -> impl IntoView
where
    T: 'static,
    C: Fn(&T) -> View + Clone + 'static,
{
    view! {
        <div class="stack">
            <For each=move || parts(query) key=|part| *part let(part)>
                {match part {
                    Part::Unknown => unknown.run(),
                    Part::Failure => view! { <LoadFailure query=query.status/> },
                    Part::Waiting => view! { <Skeleton label=waiting/> },
                    // The data are those of the version: a row is made as soon as its key is new.
                    Part::Data(_) => query.answer().data.map(|data| children(&data)).unwrap_or_default(),
                }}
            </For>
        </div>
    }
}

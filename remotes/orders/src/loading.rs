//! Loading, failure and result of a query of orders.

use leptos::prelude::*;
use shop_api::queries::{Await, Query};
use shop_ui::LoadFailure;
use tarn_view::{View, ViewFn, switch, view};

use crate::needs_login::Skeleton;

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
    let is_unknown = move || query.answer().failure.is_some_and(|failure| failure.is_unknown());
    let result = move |is_unknown| {
        if is_unknown {
            return unknown.run();
        }
        let children = children.clone();
        view! {
            <Await
                query
                fallback=move || view! { <Skeleton label=waiting/> }
                failure=move || view! { <LoadFailure query=query.status/> }
                let(data)
            >
                {children(data)}
            </Await>
        }
    };
    view! { <div class="stack">{switch(is_unknown, result)}</div> }
}

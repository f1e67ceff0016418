//! `Badges`: subscribers that each show their value as a text of the page.

use leptos::prelude::*;
use shared_store::{select_total_cart_items, use_selector};
use tarn_view::{View, view};

use crate::actions;
use crate::instance::SubscriberProps;

#[component]
pub(crate) fn Badges(props: ReadSignal<SubscriberProps>) -> impl IntoView {
    let count = props.with_untracked(|props| props.count as usize);
    actions::take_dispatch();
    let badges: Vec<View> = (0..count).map(|_| view! { <Badge/> }).collect();
    view! { {badges} }
}

#[component]
fn Badge() -> impl IntoView {
    let total = use_selector(select_total_cart_items);
    view! { <span>{move || total.get()}</span> }
}

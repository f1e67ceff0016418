//! `Badges`: subscribers that each show their value as a text of the page.

use leptos::prelude::*;
use shared_store::{select_total_cart_items, use_selector};
use tarn_html_template::template;

use crate::actions;
use crate::instance::SubscriberProps;

const BADGE: &str = r#"<span data-part="total"></span>"#;

pub(crate) fn badges(props: ReadSignal<SubscriberProps>) -> impl IntoView {
    let count = props.with_untracked(|props| props.count as usize);
    actions::take_dispatch();
    (0..count)
        .map(|_| {
            let total = use_selector(select_total_cart_items);
            template(BADGE).number("total", move || total.get())
        })
        .collect_view()
}

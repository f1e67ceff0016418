//! Asking the server for orders, and what is shown until they are there.

use std::rc::Rc;

use html_template::{Template, template};
use leptos::task::spawn_local;
use shared_api::model::Order;
use shared_api::{ApiError, calls};
use shared_ui::load_failure;

use crate::needs_login::skeleton;
use crate::request::Request;

/// Asks for an order, or for all of them, and shows them as `view` does. Where there is no such order, none is found.
pub(crate) fn loaded(order_id: Option<&str>, waiting: &'static str, view: fn(&[Order]) -> Template) -> Template {
    let request = Request::new();
    let order_id = order_id.map(str::to_owned);
    let load = Rc::new(move || {
        if request.begin() {
            let order_id = order_id.clone();
            spawn_local(async move { request.end(ask(order_id).await) });
        }
    });
    load();
    let state = move || {
        if request.is_found() {
            return "found".into();
        }
        request.failure_key().unwrap_or_else(|| "waiting".into())
    };
    template(r#"<div data-part="orders"></div>"#).show(
        "orders",
        move || Some(state()),
        move |state| match state {
            "found" => request.show_found(view),
            "waiting" => skeleton(waiting),
            _ => {
                let retry = Rc::clone(&load);
                load_failure(
                    move || request.failure().0,
                    move || request.is_under_way(),
                    move || retry(),
                )
            }
        },
    )
}

async fn ask(order_id: Option<String>) -> Result<Vec<Order>, ApiError> {
    let Some(order_id) = order_id else {
        return calls::orders().await;
    };
    match calls::order(&order_id).await {
        Ok(order) => Ok(vec![order]),
        Err(error) if error.status == 404 => Ok(vec![]),
        Err(error) => Err(error),
    }
}

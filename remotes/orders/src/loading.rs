//! Loading, failure and result of a query of orders.

use shop_api::queries::Query;
use shop_ui::load_failure;
use tarn_html_template::{Template, template};

use crate::needs_login::skeleton;

/// Shows the query's result, recreated after each change, and `unknown` if the order does not exist.
pub(crate) fn loaded<T: 'static>(
    query: Query<T>,
    waiting: &'static str,
    unknown: &'static str,
    view: fn(&T) -> Template,
) -> Template {
    let status = query.status;
    let parts = move || {
        let answer = query.answer();
        let mut parts = match answer.failure.as_deref() {
            Some(error) if error.is_unknown() => return vec!["unknown".into()],
            Some(_) => vec!["failure".into()],
            None => Vec::new(),
        };
        if answer.data.is_some() {
            parts.push(answer.version.to_string());
        } else if parts.is_empty() {
            parts.push("waiting".into());
        }
        parts
    };
    template(r#"<div class="stack" data-part="orders"></div>"#).each("orders", parts, move |part| match part {
        "unknown" => template(unknown),
        "failure" => load_failure(status),
        _ => match query.answer().data {
            Some(data) => view(&data),
            None => skeleton(waiting),
        },
    })
}

//! One support ticket.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use shared_store::{Selected, SupportState, Ticket, TicketStatus, use_selector, use_store};
use shop_ui::date;
use tarn_html_template::{Template, template};

use crate::account::Account;
use crate::request::{Kind, Request};

const ROW: &str = r#"<li class="table-row" data-testid="ticket-row" data-part="row">
    <div class="table-main"><span data-part="subject"></span><p class="small muted" data-part="opened"></p></div>
    <span data-part="badge"></span>
    <button class="button button-quiet button-small" type="button" data-testid="ticket-close" data-part="close">Close</button>
</li>"#;

/// The row of a ticket. If it closes while its button has the focus, the focus moves to `title`.
pub(crate) fn ticket_row(id: &str, locale: Selected<String>, account: Account, title: Element) -> Template {
    let id = id.to_owned();
    let found = use_store().select(|support: &SupportState| find(support, &id).cloned());
    let row = template(ROW);
    let Some(Ticket {
        subject, created_at, ..
    }) = found
    else {
        return row;
    };
    let is_open = use_selector({
        let id = id.clone();
        move |support: &SupportState| find(support, &id).is_some_and(|ticket| ticket.status == TicketStatus::Open)
    });
    let close = row.part("close");
    let closing = id.clone();
    row.write("subject", &subject)
        .set("close", "aria-label", &["Close: ", &subject].concat())
        .text("opened", move || {
            ["Opened ", &date(created_at as f64, &locale.get())].concat()
        })
        .attr("row", "data-status", move || {
            Some(if is_open.get() { "open" } else { "closed" }.into())
        })
        .attr("badge", "class", move || {
            let kind = if is_open.get() { "badge-warn" } else { "badge-good" };
            Some(["badge ", kind].concat())
        })
        .text("badge", move || if is_open.get() { "Open" } else { "Closed" }.into())
        .follow(move || {
            if !is_open.get() && document().active_element().as_ref() == Some(&close) {
                let _ = title.unchecked_ref::<HtmlElement>().focus();
            }
        })
        .flag("close", "hidden", move || !is_open.get())
        .attr("close", "aria-busy", move || {
            account.is_closing(&closing).then(|| "true".into())
        })
        .attr("close", "aria-disabled", move || account.busy(Kind::CloseTicket))
        .on("close", "click", move |_| {
            account.ask(Request::CloseTicket { id: id.clone() });
        })
}

fn find<'a>(support: &'a SupportState, id: &str) -> Option<&'a Ticket> {
    support.tickets.iter().find(|ticket| ticket.id == id)
}

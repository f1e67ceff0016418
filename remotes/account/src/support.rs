//! The shopper's support tickets.

use leptos::prelude::document;
use leptos::web_sys::Element;
use shared_api::{model, rules};
use shared_store::{Ticket, TicketStatus};
use shared_ui::date;

use crate::account::{Account, AccountProgress};
use crate::parts::{clear_sent, element, focus, part, set, set_button, set_hidden, sync_rows, typed};
use crate::problem::render_problem;
use crate::request::{Kind, Request};

pub(crate) const TEMPLATE: &str = r#"<section class="card" id="support" aria-labelledby="support-title"><h2 id="support-title" tabindex="-1">Support</h2>
<form class="account-ticket-form" novalidate data-testid="ticket-form">
  <div class="field"><label for="ticket-subject">What is it about?</label><input id="ticket-subject" autocomplete="off" aria-describedby="ticket-subject-problem" data-testid="ticket-subject"></div>
  <button class="button" type="submit" data-testid="ticket-open">Open ticket</button>
</form>
<div class="table-list" role="status" aria-busy="true" aria-label="Loading your tickets" data-testid="tickets-loading"><div class="table-row"><div class="table-main"><span class="skeleton-line"></span><span class="skeleton-line short"></span></div></div></div>
<p class="muted" data-testid="tickets-empty">You have no tickets. Open one, and it is listed here.</p>
<ul class="table-list" aria-label="Your tickets" data-testid="ticket-list"></ul></section>"#;

/// Brings the section to this state.
pub(crate) fn render(page: &Element, tickets: &[Ticket], locale: &str, progress: &AccountProgress) {
    let (loading, opening, closing) = (
        progress.of(Kind::LoadTickets),
        progress.of(Kind::OpenTicket),
        progress.of(Kind::CloseTicket),
    );
    set_hidden(page, "tickets-loading", !(loading.is_pending && tickets.is_empty()));
    set_hidden(page, "tickets-empty", !(loading.is_done && tickets.is_empty()));
    set_hidden(page, "ticket-list", tickets.is_empty());
    render_problem(page, "ticket-subject", "-problem", opening, None);
    render_problem(page, "ticket-list", "-problem", loading, Some("load-tickets"));
    render_problem(page, "ticket-list", "-close-problem", closing, None);
    set_button(page, "ticket-open", opening.is_pending, opening.is_pending);
    if opening.is_done {
        clear_sent(page, "ticket-subject");
    }
    let Some(list) = part(page, "ticket-list") else { return };
    let keys: Vec<String> = tickets
        .iter()
        .map(|ticket| [&ticket.id, " ", status(ticket), " ", locale].concat())
        .collect();
    let focused = document()
        .active_element()
        .filter(|focused| list.contains(Some(focused)));
    sync_rows(&list, &keys, &|index| row(&tickets[index], locale));
    // The button of a ticket that was closed is gone; the focus must not be lost with it.
    if focused.is_some_and(|focused| !list.contains(Some(&focused)))
        && let Some(title) = document().get_element_by_id("support-title")
    {
        focus(&title);
    }
    let mut row = list.first_element_child();
    while let Some(present) = row {
        let is_closing = closing.is_pending && present.get_attribute("data-id").as_ref() == Some(&progress.closing);
        set_button(&present, "ticket-close", is_closing, closing.is_pending);
        row = present.next_element_sibling();
    }
}

fn row(ticket: &Ticket, locale: &str) -> Option<Element> {
    let is_open = ticket.status == TicketStatus::Open;
    let row = element("li", "table-row", "")?;
    set(&row, "data-testid", Some("ticket-row"));
    set(&row, "data-status", Some(status(ticket)));
    set(&row, "data-id", Some(&ticket.id));
    let name = element("div", "table-main", &ticket.subject)?;
    let opened = ["Opened ", &date(ticket.created_at as f64, locale)].concat();
    // What was just made takes what was just made.
    let _ = name.append_child(&*element("p", "small muted", &opened)?);
    let _ = row.append_child(&name);
    let (class, text) = if is_open {
        ("badge badge-warn", "Open")
    } else {
        ("badge badge-good", "Closed")
    };
    let _ = row.append_child(&*element("span", class, text)?);
    if is_open {
        let button = element("button", "button button-quiet button-small", "Close")?;
        set(&button, "type", Some("button"));
        set(&button, "data-testid", Some("ticket-close"));
        set(&button, "data-press", Some("close-ticket"));
        set(&button, "aria-label", Some(&["Close: ", &ticket.subject].concat()));
        let _ = row.append_child(&button);
    }
    Some(row)
}

fn status(ticket: &Ticket) -> &'static str {
    match ticket.status {
        TicketStatus::Open => "open",
        TicketStatus::Closed => "closed",
    }
}

/// Opens a ticket about what was typed.
pub(crate) fn submit(page: &Element, account: Account) {
    match rules::check_subject(&typed(page, "ticket-subject")) {
        Ok(subject) => account.ask(Request::OpenTicket {
            subject: subject.into(),
        }),
        Err(problem) => account.refuse(Kind::OpenTicket, "ticket-subject", problem),
    }
}

/// The server's ticket as the store keeps it.
pub(crate) fn stored(ticket: model::Ticket) -> Ticket {
    Ticket {
        id: ticket.id,
        subject: ticket.subject,
        status: match ticket.status {
            model::TicketStatus::Open => TicketStatus::Open,
            model::TicketStatus::Closed => TicketStatus::Closed,
        },
        created_at: ticket.created_at,
    }
}

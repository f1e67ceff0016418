//! One support ticket.

use leptos::html::{Button, H2};
use leptos::prelude::*;
use shared_store::{Selected, SupportState, Ticket, TicketStatus, use_selector, use_store};
use shop_ui::date;
use tarn_view::{View, follow, view};

use crate::account::Account;
use crate::request::{Kind, Request};

/// The row of a ticket. If the ticket closes while its button has the focus, the focus moves to `title`.
#[component]
pub(crate) fn TicketRow(id: String, locale: Selected<String>, account: Account, title: NodeRef<H2>) -> impl IntoView {
    let found = use_store().select(|support: &SupportState| find(support, &id).cloned());
    let Some(ticket) = found else {
        return View::default();
    };
    let is_open = use_selector({
        let id = id.clone();
        move |support: &SupportState| find(support, &id).is_some_and(|ticket| ticket.status == TicketStatus::Open)
    });
    let close = NodeRef::<Button>::new();
    // Runs before the view hides the button, which would lose the focus.
    follow(move || {
        if !is_open.get()
            && has_focus(close)
            && let Some(title) = title.get_untracked()
        {
            // Focusing a removed title fails, and there is nothing to do then.
            let _ = title.focus();
        }
    });
    let label = ["Close: ", &ticket.subject].concat();
    let closing = id.clone();
    view! {
        <li class="table-row" data-testid="ticket-row" data-status=move || if is_open.get() { "open" } else { "closed" }>
            <div class="table-main">
                <span>{ticket.subject}</span>
                <p class="small muted">"Opened " {move || date(ticket.created_at as f64, &locale.get())}</p>
            </div>
            <span class=move || if is_open.get() { "badge badge-warn" } else { "badge badge-good" }>
                {move || if is_open.get() { "Open" } else { "Closed" }}
            </span>
            <button
                class="button button-quiet button-small" type="button" aria-label=label data-testid="ticket-close"
                hidden=move || !is_open.get() aria-busy=move || account.is_closing(&closing).then_some("true")
                aria-disabled=move || account.busy(Kind::CloseTicket)
                on:click=move |_| account.ask(Request::CloseTicket { id: id.clone() })
            >"Close"</button>
        </li>
    }
}

fn has_focus(button: NodeRef<Button>) -> bool {
    let Some(button) = button.get_untracked() else {
        return false;
    };
    document().active_element().is_some_and(|focused| focused == **button)
}

fn find<'a>(support: &'a SupportState, id: &str) -> Option<&'a Ticket> {
    support.tickets.iter().find(|ticket| ticket.id == id)
}

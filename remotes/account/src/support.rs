//! The shopper's support tickets.

use leptos::html::H2;
use leptos::prelude::*;
use shared_store::{SupportState, select_locale, use_selector};
use shop_api::queries::{self, use_query};
use shop_api::rules;
use tarn_view::dom::{FieldRef, event_target_value, prevent_default};
use tarn_view::{For, view};

use crate::account::Account;
use crate::field::{keep_typed, unsaved_text};
use crate::load_notice::LoadNotice;
use crate::place::Place;
use crate::problem_notice::ProblemNotice;
use crate::request::{Kind, Request};
use crate::ticket_row::TicketRow;
use crate::unsaved::Field;

/// The support section. It loads the tickets into the page's query cache, and the cache's owner mirrors them into the store.
#[component]
pub(crate) fn Support(account: Account) -> impl IntoView {
    let status = use_query(queries::tickets).status;
    let is_loading = move || status.is_fetching() && !status.is_known();
    let locale = use_selector(select_locale);
    let ids = use_selector(|support: &SupportState| {
        let ids = support.tickets.iter().map(|ticket| ticket.id.clone());
        ids.collect::<Vec<_>>()
    });
    let is_empty = move || ids.with(Vec::is_empty);
    let title = NodeRef::<H2>::new();
    view! {
        <section class="card" id="support" aria-labelledby="support-title">
            <h2 id="support-title" tabindex="-1" node_ref=title>"Support"</h2>
            <TicketForm account/>
            <div
                class="table-list" role="status" aria-busy="true" aria-label="Loading your tickets" data-testid="tickets-loading"
                hidden=move || !(is_loading() && is_empty())
            >
                <div class="table-row">
                    <div class="table-main"><span class="skeleton-line"></span><span class="skeleton-line short"></span></div>
                </div>
            </div>
            <p class="muted" data-testid="tickets-empty" hidden=move || !(status.is_known() && is_empty())>
                "You have no tickets. Open one, and it is listed here."
            </p>
            <ul class="table-list" aria-label="Your tickets" data-testid="ticket-list" hidden=is_empty>
                <For each=move || ids.get() key=String::clone let(id)>
                    <TicketRow id locale account title/>
                </For>
            </ul>
            <ProblemNotice account at=Place::TicketList/>
            <LoadNotice status id="ticket-list-problem"/>
        </section>
    }
}

/// The form that opens a ticket.
#[component]
fn TicketForm(account: Account) -> impl IntoView {
    let subject = FieldRef::new();
    let busy = move || account.busy(Kind::OpenTicket);
    view! {
        <form class="account-ticket-form" novalidate data-testid="ticket-form" on:submit=move |event| {
            prevent_default(&event);
            open_ticket(account, subject);
        }>
            <div class="field">
                <label for="ticket-subject">"What is it about?"</label>
                <input
                    id="ticket-subject" autocomplete="off" aria-describedby="ticket-subject-problem"
                    aria-invalid=move || account.is_invalid(Place::TicketSubject) data-testid="ticket-subject" node_ref=subject
                    prop:value=unsaved_text(account, Field::Subject)
                    on:input=move |event| keep_typed(account, Field::Subject, event_target_value(&event))
                />
                <ProblemNotice account at=Place::TicketSubject field=subject/>
            </div>
            <button class="button" type="submit" data-testid="ticket-open" aria-busy=busy aria-disabled=busy>"Open ticket"</button>
        </form>
    }
}

fn open_ticket(account: Account, subject: FieldRef) {
    match rules::check_subject(&subject.value()) {
        Ok(checked) => {
            let checked = checked.into();
            account.ask_from(subject, Request::OpenTicket { subject: checked });
        }
        Err(problem) => account.refuse(Place::TicketSubject, problem),
    }
}

//! The shopper's support tickets.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use remote_props::AccountPageProps;
use shared_api::{calls, model, rules};
use shared_store::{SupportAction, Ticket, TicketStatus, select_tickets, use_selector, use_store};

use crate::load::{Load, LoadState};
use crate::shopper::Shopper;
use crate::text_field::{Text, TextField};
use crate::ticket_row::TicketRow;

/// The tickets, and the form that opens one.
#[component]
pub(crate) fn Support(props: ReadSignal<AccountPageProps>) -> impl IntoView {
    let load = Load::start(
        async || calls::tickets().await,
        |tickets| SupportAction::SetTickets {
            tickets: tickets.into_iter().map(stored).collect(),
        },
    );
    let tickets = use_selector(select_tickets);
    // A memo, so that the list is not made anew whenever something in it changes.
    let shown = Memo::new(move |_| match (tickets.with(Vec::is_empty), load.state.get()) {
        (false, _) => Shown::Tickets,
        (true, LoadState::Underway) => Shown::Skeleton,
        (true, LoadState::Done) => Shown::Invitation,
        (true, LoadState::Failed(_)) => Shown::Nothing,
    });
    view! {
        <OpenTicket props load/>
        {load.failure("tickets-error")}
        {move || match shown.get() {
            Shown::Tickets => view! {
                <ul class="table-list" aria-label="Your tickets">
                    <For each=move || tickets.get() key=|ticket| (ticket.id.clone(), ticket.status == TicketStatus::Open) let(ticket)>
                        <TicketRow ticket props load/>
                    </For>
                </ul>
            }
            .into_any(),
            Shown::Skeleton => view! { <TicketsSkeleton/> }.into_any(),
            Shown::Invitation => view! {
                <p class="muted" data-testid="tickets-empty">"You have no tickets. Open one, and it is listed here."</p>
            }
            .into_any(),
            Shown::Nothing => ().into_any(),
        }}
    }
}

/// What stands below the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Tickets,
    Skeleton,
    Invitation,
    Nothing,
}

#[component]
fn OpenTicket(props: ReadSignal<AccountPageProps>, load: Load) -> impl IntoView {
    let subject = Text::new();
    let is_opening = RwSignal::new(false);
    let store = StoredValue::new_local(use_store());
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        if is_opening.get_untracked() {
            return;
        }
        let Some(sent) = subject.checked(rules::check_subject) else {
            return;
        };
        is_opening.set(true);
        let shopper = Shopper::present(store.get_value());
        let toast = props.with_untracked(|props| props.on_show_toast.clone());
        spawn_local(async move {
            match calls::open_ticket(&sent).await {
                Ok(ticket) => {
                    load.note_change();
                    shopper.dispatch(SupportAction::OpenTicket {
                        id: ticket.id,
                        subject: ticket.subject,
                        created_at: ticket.created_at,
                    });
                    // What was typed meanwhile is another subject.
                    subject.value.try_update(|value| {
                        if value.trim() == sent {
                            value.clear();
                        }
                    });
                    if let Some(toast) = toast {
                        toast.call(&"Your ticket is open.".into());
                    }
                }
                Err(error) => subject.refuse(error.message),
            }
            is_opening.try_set(false);
        });
    };
    view! {
        <form class="account-ticket-form" novalidate on:submit=open>
            <TextField text=subject id="ticket-subject" label="What is it about?" kind="text" autocomplete="off"/>
            <button
                class="button"
                type="submit"
                data-testid="ticket-open"
                aria-busy=move || is_opening.get().then_some("true")
                disabled=is_opening
            >
                "Open ticket"
            </button>
        </form>
    }
}

#[component]
fn TicketsSkeleton() -> impl IntoView {
    view! {
        <div class="table-list" role="status" aria-busy="true" aria-label="Loading your tickets">
            <div class="table-row">
                <div class="table-main">
                    <span class="skeleton-line"></span>
                    <span class="skeleton-line short"></span>
                </div>
            </div>
        </div>
    }
}

fn stored(ticket: model::Ticket) -> Ticket {
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

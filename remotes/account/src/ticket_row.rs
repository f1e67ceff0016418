//! One support ticket.

use leptos::prelude::*;
use leptos::task::spawn_local;
use remote_props::AccountPageProps;
use shared_api::calls;
use shared_store::{SupportAction, Ticket, TicketStatus, select_locale, use_selector, use_store};
use shared_ui::date;

use crate::account_page::focus;
use crate::load::Load;
use crate::shopper::Shopper;

/// A ticket, which can be closed while it is open.
#[component]
pub(crate) fn TicketRow(ticket: Ticket, props: ReadSignal<AccountPageProps>, load: Load) -> impl IntoView {
    let Ticket {
        id,
        subject,
        status,
        created_at,
    } = ticket;
    let is_open = status == TicketStatus::Open;
    let locale = use_selector(select_locale);
    let (badge, state, state_name) = match is_open {
        true => ("badge badge-warn", "Open", "open"),
        false => ("badge badge-good", "Closed", "closed"),
    };
    let problem = RwSignal::new(None::<String>);
    let close_label = format!("Close: {subject}");
    view! {
        <li class="table-row" data-testid="ticket-row" data-status=state_name>
            <div class="table-main">
                {subject}
                <p class="small muted">
                    "Opened " {move || date(created_at as f64, &locale.get())}
                </p>
                {move || problem.get().map(|problem| view! { <p class="field-error" role="alert">{problem}</p> })}
            </div>
            <span class=badge>{state}</span>
            {is_open.then(|| view! { <CloseTicket id label=close_label problem props load/> })}
        </li>
    }
}

#[component]
fn CloseTicket(
    id: String,
    label: String,
    problem: RwSignal<Option<String>>,
    props: ReadSignal<AccountPageProps>,
    load: Load,
) -> impl IntoView {
    let is_closing = RwSignal::new(false);
    let store = StoredValue::new_local(use_store());
    let close = move |_| {
        if is_closing.get_untracked() {
            return;
        }
        is_closing.set(true);
        problem.set(None);
        let id = id.clone();
        let shopper = Shopper::present(store.get_value());
        let toast = props.with_untracked(|props| props.on_show_toast.clone());
        spawn_local(async move {
            match calls::close_ticket(&id).await {
                Ok(ticket) => {
                    load.note_change();
                    // The button is about to go: the focus must not go with it.
                    if is_closing.try_get_untracked().is_some()
                        && let Some(title) = document().get_element_by_id("support-title")
                    {
                        focus(&title);
                    }
                    shopper.dispatch(SupportAction::CloseTicket { id: ticket.id });
                    if let Some(toast) = toast {
                        toast.call(&"Your ticket is closed.".into());
                    }
                }
                Err(error) => {
                    problem.try_set(Some(error.message));
                    is_closing.try_set(false);
                }
            }
        });
    };
    view! {
        <button
            class="button button-quiet button-small"
            type="button"
            data-testid="ticket-close"
            aria-label=label
            aria-busy=move || is_closing.get().then_some("true")
            disabled=is_closing
            on:click=close
        >
            "Close"
        </button>
    }
}

//! The shopper's support tickets.

use shared_store::{SupportState, select_locale, use_selector};
use shop_api::queries::{self, use_query};
use shop_api::rules;
use tarn_html_template::{Template, template};

use crate::account::Account;
use crate::field::{field, keep_typed};
use crate::problem_notice::{field_problem, load_notice, notice};
use crate::request::{Kind, Request};
use crate::request_button::request_button;
use crate::ticket_row::ticket_row;

const SUPPORT: &str = r#"<section class="card" id="support" aria-labelledby="support-title">
    <h2 id="support-title" tabindex="-1" data-part="title">Support</h2>
    <form class="account-ticket-form" novalidate data-testid="ticket-form" data-part="form">
        <div class="field"><label for="ticket-subject">What is it about?</label><input id="ticket-subject" autocomplete="off" aria-describedby="ticket-subject-problem" data-testid="ticket-subject" data-part="ticket-subject"><div class="account-problem" data-part="ticket-subject-problem"></div></div>
        <button class="button" type="submit" data-testid="ticket-open" data-part="open">Open ticket</button>
    </form>
    <div class="table-list" role="status" aria-busy="true" aria-label="Loading your tickets" data-testid="tickets-loading" data-part="loading"><div class="table-row"><div class="table-main"><span class="skeleton-line"></span><span class="skeleton-line short"></span></div></div></div>
    <p class="muted" data-testid="tickets-empty" data-part="empty">You have no tickets. Open one, and it is listed here.</p>
    <ul class="table-list" aria-label="Your tickets" data-testid="ticket-list" data-part="list"></ul>
    <div class="account-problem" data-part="ticket-list-close-problem"></div>
    <div class="account-problem" data-part="ticket-list-problem"></div>
</section>"#;

/// The support section. It loads the tickets into the page's query cache, and the cache's owner mirrors them into the store.
pub(crate) fn support(account: Account) -> Template {
    let status = use_query(queries::tickets).status;
    let is_loading = move || status.is_fetching() && !status.is_known();
    let locale = use_selector(select_locale);
    let ids = use_selector(|support: &SupportState| {
        let ids = support.tickets.iter().map(|ticket| ticket.id.clone());
        ids.collect::<Vec<_>>()
    });
    let is_empty = move || ids.with(Vec::is_empty);
    let section = template(SUPPORT);
    let (subject, title) = (field(&section, "ticket-subject"), section.part("title"));
    let section = keep_typed(section, "ticket-subject", Kind::OpenTicket, account)
        .on("form", "submit", move |event| {
            event.prevent_default();
            match rules::check_subject(&subject.value()) {
                Ok(checked) => {
                    let checked = checked.into();
                    account.ask_from(&subject, Request::OpenTicket { subject: checked });
                }
                Err(problem) => account.refuse(Kind::OpenTicket, "ticket-subject", problem),
            }
        })
        .flag("loading", "hidden", move || !(is_loading() && is_empty()))
        .flag("empty", "hidden", move || !(status.is_known() && is_empty()))
        .flag("list", "hidden", is_empty)
        .each(
            "list",
            move || ids.get(),
            move |id| ticket_row(id, locale, account, title.clone()),
        );
    let section = request_button(section, "open", account, Kind::OpenTicket);
    let section = field_problem(section, "ticket-subject", account, Kind::OpenTicket);
    let section = load_notice(section, "ticket-list", status);
    notice(section, "ticket-list-close", account, Kind::CloseTicket)
}

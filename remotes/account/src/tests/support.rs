//! The support tickets.

use shared_store::{SupportAction, Ticket, TicketStatus};
use shop_api::ApiError;
use shop_api::model::{self, TicketList};
use shop_api::queries::tickets;
use shop_testing::Shop;

use super::show;

/// The page's owner mirrors these tickets.
fn set_tickets(shop: &Shop, of: &[(&str, &str, TicketStatus)]) {
    let ticket = |(id, subject, status): &(&str, &str, TicketStatus)| Ticket {
        id: (*id).into(),
        subject: (*subject).into(),
        status: *status,
        created_at: 1_767_225_600_000,
    };
    let tickets = of.iter().map(ticket).collect();
    shop.dispatch(SupportAction::SetTickets { tickets });
}

fn answer(subject: &str) -> model::Ticket {
    model::Ticket {
        id: "t1".into(),
        subject: subject.into(),
        status: model::TicketStatus::Open,
        created_at: 1_767_225_600_000,
    }
}

#[test]
fn without_tickets_the_list_says_so_once_the_shop_has_answered() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    assert!(page.get("tickets-empty").is_hidden() && !page.get("tickets-loading").is_hidden());
    shop.answers.set(&tickets(), &TicketList { tickets: Vec::new() });
    assert!(!page.get("tickets-empty").is_hidden() && page.get("tickets-loading").is_hidden());
}

#[test]
fn tickets_are_listed_with_day_and_status() {
    let shop = Shop::logged_in();
    set_tickets(
        &shop,
        &[
            ("t2", "The lid", TicketStatus::Open),
            ("t1", "The box", TicketStatus::Closed),
        ],
    );
    let page = show(&shop);
    let rows = page.all("ticket-row");
    assert_eq!(rows[0].text(), "The lid Opened 2026-01-01 Open Close");
    assert_eq!(rows[1].text(), "The box Opened 2026-01-01 Closed");
    assert!(rows[1].get("ticket-close").is_hidden());
}

#[test]
fn a_failure_of_the_list_may_be_tried_again() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    shop.answers.fail(&tickets(), ApiError::network());
    page.get("ticket-list-problem").get("retry").click();
    assert_eq!(shop.answers.requests(&tickets()), 2);
}

#[test]
fn a_ticket_is_opened_and_the_field_emptied() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("ticket-subject").type_text("  The lid  ");
    page.get("ticket-open").click();
    assert_eq!(shop.api.open_ticket.asked()[0].subject, "The lid");
    assert_eq!(page.get("ticket-subject").value(), "  The lid  ");
    shop.api.open_ticket.answer(answer("The lid"));
    page.settle();
    assert_eq!(page.get("ticket-subject").value(), "");
    assert_eq!(shop.toasts.calls(), ["Your ticket was sent to the shop."]);
}

#[test]
fn text_that_is_typed_during_the_request_stays() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("ticket-subject").type_text("The lid");
    page.get("ticket-open").click();
    page.get("ticket-subject").type_text("The lid and more");
    shop.api.open_ticket.answer(answer("The lid"));
    assert_eq!(page.get("ticket-subject").value(), "The lid and more");
}

#[test]
fn an_empty_subject_is_refused_without_a_request() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("ticket-subject").type_text("  ");
    page.get("ticket-open").click();
    assert!(page.find("ticket-subject-problem").is_some());
    assert!(page.focused() == page.find("ticket-subject"));
    assert!(shop.api.open_ticket.asked().is_empty());
}

#[test]
fn a_refused_ticket_keeps_its_text() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("ticket-subject").type_text("The lid");
    page.get("ticket-open").click();
    shop.api
        .open_ticket
        .fail(ApiError::new("bad_subject", "Say more.", 400));
    assert_eq!(page.get("ticket-subject-problem-text").text(), "Say more.");
    assert_eq!(page.get("ticket-subject").value(), "The lid");
}

#[test]
fn closing_is_busy_for_one_ticket_and_the_status_follows_the_shop() {
    let shop = Shop::logged_in();
    set_tickets(
        &shop,
        &[
            ("t2", "The lid", TicketStatus::Open),
            ("t1", "The box", TicketStatus::Open),
        ],
    );
    let page = show(&shop);
    page.role("button", "Close: The lid").click();
    assert_eq!(shop.api.close_ticket.asked(), ["t2"]);
    let busy: Vec<_> = page
        .all("ticket-close")
        .iter()
        .map(|button| button.attribute("aria-busy").is_some())
        .collect();
    assert_eq!(busy, [true, false]);
    shop.api.close_ticket.answer(answer("The lid"));
    shop.dispatch(SupportAction::CloseTicket { id: "t2".into() });
    assert!(page.all("ticket-row")[0].text().ends_with("Closed"));
    assert_eq!(shop.toasts.calls(), ["Your ticket was closed."]);
}

#[test]
fn a_refused_closing_stands_below_the_list() {
    let shop = Shop::logged_in();
    set_tickets(&shop, &[("t1", "The box", TicketStatus::Open)]);
    let page = show(&shop);
    page.get("ticket-close").click();
    shop.api.close_ticket.fail(ApiError::timeout());
    assert_eq!(
        page.get("ticket-list-close-problem").text(),
        ApiError::timeout().message
    );
    assert!(!page.get("ticket-close").is_hidden());
}

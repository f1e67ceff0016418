//! `mirror.js` relies on this: the wire form of an API answer equals the payload of the action that puts it into the store.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(not(target_arch = "wasm32"))]

use shared_store::{ChatAction, SupportAction, UserAction};
use shop_api::model::{ChatAuthor, ChatLog, ChatMessage, Ticket, TicketList, TicketStatus, User};
use tarn_wire::{Tagged, Variants, Wire};

/// The action with this answer as its payload.
fn action<A: Variants>(tag: &str, answer: &impl Wire) -> A {
    let value = tarn_wire::to_vec(answer);
    let tagged = Tagged {
        tag,
        value: Some(&value),
        extras: None,
    };
    Tagged::parse(&tagged.to_vec()).unwrap().decode().unwrap()
}

#[test]
fn a_list_of_tickets_is_the_payload_of_set_tickets() {
    let ticket = |id: &str, status| Ticket {
        id: id.into(),
        subject: "Late".into(),
        status,
        created_at: 7,
    };
    let list = TicketList {
        tickets: vec![ticket("a", TicketStatus::Open), ticket("b", TicketStatus::Closed)],
    };
    let stored = |id: &str, status| shared_store::Ticket {
        id: id.into(),
        subject: "Late".into(),
        status,
        created_at: 7,
    };
    assert_eq!(
        action::<SupportAction>("support/setTickets", &list),
        SupportAction::SetTickets {
            tickets: vec![
                stored("a", shared_store::TicketStatus::Open),
                stored("b", shared_store::TicketStatus::Closed)
            ]
        }
    );
}

#[test]
fn a_chat_log_is_the_payload_of_set_messages() {
    let message = |id: &str, from| ChatMessage {
        id: id.into(),
        from,
        text: "Hello".into(),
        at: 7,
    };
    let log = ChatLog {
        messages: vec![message("a", ChatAuthor::Me), message("b", ChatAuthor::Shop)],
    };
    let stored = |id: &str, from: &str| shared_store::ChatMessage {
        id: id.into(),
        from: from.into(),
        text: "Hello".into(),
        at: 7,
    };
    assert_eq!(
        action::<ChatAction>("chat/setMessages", &log),
        ChatAction::SetMessages {
            messages: vec![stored("a", "me"), stored("b", "shop")]
        }
    );
}

#[test]
fn a_profile_is_the_user_of_set_user() {
    #[derive(Wire)]
    struct Payload {
        user: User,
    }
    let user = User {
        id: "u1".into(),
        name: Some("Ada".into()),
        phone: "+15550100".into(),
        email: None,
    };
    assert_eq!(
        action::<UserAction>("user/setUser", &Payload { user }),
        UserAction::SetUser {
            user: shared_store::User {
                id: "u1".into(),
                name: Some("Ada".into()),
                phone: "+15550100".into(),
                email: None,
            }
        }
    );
}

//! Serde and the wire format have one JSON form of each type of the contract.
#![cfg(not(target_arch = "wasm32"))]

use shared_store::*;
use tarn_wire::agreement::Agreement;

fn line(quantity: u32) -> CartLine {
    CartLine {
        product_id: format!("p{quantity}"),
        name: "Mug \"Tarn\"".into(),
        price_cents: 1450,
        quantity,
        image: "/images/mug.svg".into(),
    }
}

fn purchase() -> Purchase {
    Purchase {
        id: "purchase-1".into(),
        user_id: "u1".into(),
        product_ids: vec!["p1".into(), "p2".into()],
    }
}

fn bought() -> BoughtLine {
    BoughtLine {
        product_id: "p1".into(),
        quantity: 2,
    }
}

fn user() -> User {
    User {
        id: "u1".into(),
        name: Some("Ada".into()),
        phone: "+15550100".into(),
        email: None,
    }
}

fn ticket(status: TicketStatus) -> Ticket {
    Ticket {
        id: "t1".into(),
        subject: "Where is it?".into(),
        status,
        created_at: 1_700_000_000_000,
    }
}

fn message() -> ChatMessage {
    ChatMessage {
        id: "m1".into(),
        from: "me".into(),
        text: "Hello ✓\n".into(),
        at: u64::MAX,
    }
}

fn cart_actions() -> [CartAction; 9] {
    [
        CartAction::AddToCart(line(1)),
        CartAction::UpdateQuantity {
            product_id: "p1".into(),
            quantity: 0,
        },
        CartAction::RemoveFromCart {
            product_id: "p1".into(),
        },
        CartAction::ClearCart,
        CartAction::ReplaceCart {
            lines: vec![line(1), line(2)],
        },
        CartAction::RestoreCart {
            lines: vec![line(3)],
            purchase: Some(purchase()),
            placed: vec!["purchase-0".into()],
        },
        CartAction::UpdatePrice {
            product_id: "p1".into(),
            price_cents: 1,
        },
        CartAction::BeginPurchase(purchase()),
        CartAction::PurchasePlaced {
            id: "purchase-1".into(),
            lines: vec![bought()],
        },
    ]
}

fn user_actions() -> [UserAction; 6] {
    [
        UserAction::SetAt {
            token: "secret".into(),
            expires_at: 1,
        },
        UserAction::SetIsLoggedIn { is_logged_in: true },
        UserAction::SetUser { user: user() },
        UserAction::ClearUser,
        UserAction::SessionExpired,
        UserAction::Restored,
    ]
}

fn support_actions() -> [SupportAction; 3] {
    [
        SupportAction::OpenTicket {
            id: "t1".into(),
            subject: "Late".into(),
            created_at: 2,
        },
        SupportAction::CloseTicket { id: "t1".into() },
        SupportAction::SetTickets {
            tickets: vec![ticket(TicketStatus::Closed)],
        },
    ]
}

fn states(agreement: Agreement) -> Agreement {
    let mut flags = ContextState::default().flags;
    flags.insert("newCheckout", true);
    let context = ContextState {
        theme: Theme::Dark,
        locale: "de-CH".into(),
        tenant: "atlas".into(),
        flags,
    };
    let cart = CartState {
        lines: [line(1), line(2)].into_iter().collect(),
        updated_seq: 7,
        purchase: Some(purchase()),
        placed: vec!["purchase-0".into()],
    };
    let session = UserState {
        status: SessionStatus::Ready,
        is_logged_in: true,
        user: Some(user()),
        has_access_token: true,
    };
    agreement
        .of([CartState::default(), cart])
        .of([UserState::default(), session])
        .of([ContextState::default(), context])
        .of([
            SupportState::default(),
            SupportState {
                tickets: vec![ticket(TicketStatus::Open)],
            },
        ])
        .of([
            ChatState::default(),
            ChatState {
                messages: vec![message()],
            },
        ])
}

fn parts(agreement: Agreement) -> Agreement {
    let chosen = Choices {
        theme: Some(Theme::Light),
        locale: Some("en-US".into()),
    };
    agreement
        .of([CartLine::default(), line(1)])
        .of([CartLines::default(), (1..20).map(line).collect()])
        .of([Purchase::default(), purchase()])
        .of([BoughtLine::default(), bought()])
        .of([User::default(), user()])
        .of([ticket(TicketStatus::Open)])
        .of([message()])
        .of([Choices::default(), chosen])
        .of_variants([SessionStatus::Restoring, SessionStatus::Ready])
        .of_variants([TicketStatus::Open, TicketStatus::Closed])
        .of_variants([Theme::Light, Theme::Dark])
}

fn actions(agreement: Agreement) -> Agreement {
    let messages = vec![message()];
    let locale = ContextAction::SetLocale { locale: "fr".into() };
    let theme = ContextAction::SetTheme { theme: Theme::Dark };
    agreement
        .of_actions(CartState::KEY, cart_actions())
        .of_actions(UserState::KEY, user_actions())
        .of_actions(SupportState::KEY, support_actions())
        .of_actions(
            ChatState::KEY,
            [ChatAction::Send(message()), ChatAction::SetMessages { messages }],
        )
        .of_actions(ContextState::KEY, [theme, locale])
}

#[test]
fn every_type_of_the_contract_has_one_json_form() {
    let agreement = actions(parts(states(Agreement::default())));
    assert_eq!(
        agreement.covers(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).problems(),
        [""; 0]
    );
}

//! Serde, which the server uses, and the wire format have one JSON form of each type of the API.
#![cfg(not(target_arch = "wasm32"))]

use shop_api::model::*;
use tarn_wire::agreement::Agreement;

fn user() -> User {
    User {
        id: "u1".into(),
        name: Some("Ada".into()),
        phone: "+15550100".into(),
        email: None,
    }
}

fn challenge(demo_code: Option<&str>) -> CodeChallenge {
    CodeChallenge {
        challenge_id: "c1".into(),
        phone: "+15550100".into(),
        expires_at: 1_700_000_000_000,
        resend_at: 1_700_000_030_000,
        resend_after_ms: demo_code.map(|_| 30_000),
        demo_code: demo_code.map(Into::into),
    }
}

fn product() -> Product {
    Product {
        id: "p1".into(),
        name: "Teapot \"Tarn\"".into(),
        category: "kitchen".into(),
        category_name: "Kitchen".into(),
        summary: "For two.".into(),
        description: "It pours — without a drop.".into(),
        price_cents: 4_200,
        image: "/images/teapot.svg".into(),
        stock: 0,
    }
}

fn category() -> Category {
    Category {
        slug: "kitchen".into(),
        name: "Kitchen".into(),
        count: 12,
    }
}

fn product_page() -> ProductPage {
    ProductPage {
        items: vec![product()],
        total: 48,
        page: 1,
        pages: 2,
        page_size: 24,
        categories: vec![category()],
    }
}

fn difference(kind: OrderDifferenceKind) -> OrderDifference {
    OrderDifference {
        product_id: "p1".into(),
        name: "Teapot".into(),
        kind,
        shown_price_cents: Some(4_100),
        price_cents: None,
        available: 3,
    }
}

fn order() -> Order {
    Order {
        id: "o1".into(),
        placed_at: 1_700_000_000_000,
        status: OrderStatus::Packed,
        total_cents: u64::MAX,
        lines: vec![order_line()],
    }
}

fn order_line() -> OrderLine {
    OrderLine {
        product_id: "p1".into(),
        name: "Teapot".into(),
        image: "/images/teapot.svg".into(),
        price_cents: 4_200,
        quantity: 2,
    }
}

fn requested_line(price_cents: Option<u64>) -> OrderLineRequest {
    OrderLineRequest {
        product_id: "p1".into(),
        quantity: -1,
        price_cents,
    }
}

fn error(differences: Vec<OrderDifference>) -> ErrorDetails {
    ErrorDetails {
        code: "order_changed".into(),
        message: "Prices have changed.".into(),
        field: differences.first().map(|_| "lines".into()),
        retry_after_ms: differences.first().map(|_| 1_000),
        differences,
    }
}

fn ticket() -> Ticket {
    Ticket {
        id: "t1".into(),
        subject: "Where is it?".into(),
        status: TicketStatus::Open,
        created_at: 7,
    }
}

fn message(from: ChatAuthor) -> ChatMessage {
    ChatMessage {
        id: "m1".into(),
        from,
        text: "Hello\n✓".into(),
        at: 8,
    }
}

fn login(agreement: Agreement) -> Agreement {
    let code_request = |resend_of: Option<String>| CodeRequest {
        phone: "0155 50100".into(),
        resend_of,
    };
    agreement
        .of([code_request(None), code_request(Some("c0".into()))])
        .of([challenge(None), challenge(Some("123456"))])
        .of([CodeCheck {
            challenge_id: "c1".into(),
            code: "123456".into(),
        }])
        .of([Session {
            token: "secret".into(),
            expires_at: 9,
            user: user(),
        }])
        .of([user()])
        .of([ProfileUpdate {
            name: "Ada".into(),
            email: String::new(),
        }])
}

fn catalogue(agreement: Agreement) -> Agreement {
    agreement.of([product()]).of([category()]).of([product_page()])
}

fn orders(agreement: Agreement) -> Agreement {
    let request = |total_cents: Option<u64>| OrderRequest {
        lines: vec![requested_line(total_cents)],
        total_cents,
    };
    agreement
        .of([request(None), request(Some(1))])
        .of([requested_line(None), requested_line(Some(4_100))])
        .of([difference(OrderDifferenceKind::Price)])
        .of_variants([
            OrderDifferenceKind::Gone,
            OrderDifferenceKind::Stock,
            OrderDifferenceKind::Price,
        ])
        .of_variants([OrderStatus::Paid, OrderStatus::Packed, OrderStatus::Shipped])
        .of([order()])
        .of([order_line()])
        .of([OrderList { orders: vec![order()] }])
        .of([PurchaseStatus { order: None }, PurchaseStatus { order: Some(order()) }])
}

fn errors(agreement: Agreement) -> Agreement {
    let differences = || vec![difference(OrderDifferenceKind::Gone)];
    agreement.of([error(Vec::new()), error(differences())]).of([ErrorBody {
        error: error(differences()),
    }])
}

fn support(agreement: Agreement) -> Agreement {
    agreement
        .of([ticket()])
        .of_variants([TicketStatus::Open, TicketStatus::Closed])
        .of([TicketRequest { subject: "Late".into() }])
        .of([TicketList {
            tickets: vec![ticket()],
        }])
        .of([message(ChatAuthor::Me)])
        .of_variants([ChatAuthor::Me, ChatAuthor::Shop])
        .of([ChatRequest { text: "Hello".into() }])
        .of([ChatLog {
            messages: vec![message(ChatAuthor::Shop)],
        }])
}

#[test]
fn every_type_of_the_api_has_one_json_form() {
    let agreement = support(errors(orders(catalogue(login(Agreement::default())))));
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/src/model");
    assert_eq!(agreement.covers(model).problems(), [""; 0]);
}

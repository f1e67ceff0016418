//! Profile, tickets, chat, health.

use reqwest::Method;
use serde_json::{Value, json};

use crate::test_shop::{Login, TestShop, answer};

async fn save(shop: &TestShop, login: &Login, name: &str, email: &str) -> crate::test_shop::Answer {
    let body = json!({ "name": name, "email": email });
    shop.call(login, Method::PUT, "/api/profile", Some(body)).await
}

#[tokio::test]
async fn a_profile_is_changed_and_cleared() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let saved = save(&shop, &login, "  Ada Lovelace ", "ada@example.com").await.json();
    assert_eq!(
        (&saved["name"], &saved["email"]),
        (&json!("Ada Lovelace"), &json!("ada@example.com"))
    );
    let read = shop.call(&login, Method::GET, "/api/profile", None).await;
    assert_eq!(read.json(), saved);
    let cleared = save(&shop, &login, "", " ").await.json();
    assert_eq!((&cleared["name"], &cleared["email"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_wrong_profile_names_the_field_and_changes_nothing() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    save(&shop, &login, "Ada", "").await;
    let long = save(&shop, &login, &"x".repeat(81), "").await.failure();
    assert_eq!(long, (400, "bad_name".into(), Some("name".into())));
    let email = save(&shop, &login, "Bob", "nowhere").await.failure();
    assert_eq!(email, (400, "bad_email".into(), Some("email".into())));
    let read = shop.call(&login, Method::GET, "/api/profile", None).await;
    assert_eq!(read.json()["name"], "Ada");
}

#[tokio::test]
async fn tickets_are_opened_listed_and_closed() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let open = |subject: &str| {
        let body = Some(json!({ "subject": subject }));
        shop.call(&login, Method::POST, "/api/tickets", body)
    };
    let first = open(" Broken cup ").await;
    assert_eq!(first.status, 201);
    let first = first.json();
    assert_eq!(
        (&first["subject"], &first["status"]),
        (&json!("Broken cup"), &json!("open"))
    );
    let second = open("Late parcel").await.json();
    let list = shop.call(&login, Method::GET, "/api/tickets", None).await;
    assert_eq!(list.json(), json!({ "tickets": [second, first] }));

    let path = format!("/api/tickets/{}/close", first["id"].as_str().unwrap());
    for _ in 0..2 {
        let closed = shop.call(&login, Method::POST, &path, None).await.json();
        assert_eq!((&closed["id"], &closed["status"]), (&first["id"], &json!("closed")));
    }
    let other = shop.log_in("7654321").await;
    for (login, path) in [(&other, path.as_str()), (&login, "/api/tickets/none/close")] {
        shop.call(login, Method::POST, path, None)
            .await
            .is_failure(404, "ticket_unknown");
    }
    for subject in ["", "  ", &"x".repeat(121)] {
        open(subject).await.is_failure(400, "bad_subject");
    }
}

#[tokio::test]
async fn the_chat_answers_and_remembers() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let say = |text: &str| {
        let body = Some(json!({ "text": text }));
        shop.call(&login, Method::POST, "/api/chat", body)
    };
    let order = shop
        .order(&login, "key-00001", json!([{ "productId": "p1", "quantity": 2 }]))
        .await
        .json();
    let said = say(" Where is my order? ").await;
    assert_eq!(said.status, 201);
    let talk = said.json();
    let messages = talk["messages"].as_array().unwrap();
    assert_eq!(
        (&messages[0]["from"], &messages[0]["text"], &messages[1]["from"]),
        (&json!("me"), &json!("Where is my order?"), &json!("shop"))
    );
    let answer = messages[1]["text"].as_str().unwrap();
    assert!(answer.contains(order["id"].as_str().unwrap()), "{answer}");
    let found = say("do you have thing 07?").await.json();
    let answer = found["messages"][1]["text"].as_str().unwrap();
    assert!(answer.contains("Thing 07"), "{answer}");

    let log = shop.call(&login, Method::GET, "/api/chat", None).await.json();
    assert_eq!(log["messages"].as_array().unwrap().len(), 4);
    assert_eq!(log["messages"][0], messages[0]);
    let other = shop.log_in("7654321").await;
    let log = shop.call(&other, Method::GET, "/api/chat", None).await.json();
    assert_eq!(log, json!({ "messages": [] }));
    for text in ["", "\n", &"x".repeat(1001)] {
        say(text).await.is_failure(400, "bad_text");
    }
}

#[tokio::test]
async fn the_health_check_contains_the_version() {
    let shop = TestShop::open().await;
    let health = shop.get("/api/health").await;
    assert_eq!(
        health.json(),
        json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })
    );
}

#[tokio::test]
async fn a_ticket_or_message_whose_answer_was_lost_is_stored_once() {
    let shop = TestShop::open().await;
    let (login, other) = (shop.log_in("1234567").await, shop.log_in("7654321").await);
    let post = |login: &Login, path: &str, key: &str, body: Value| {
        let request = shop.request(Method::POST, path).bearer_auth(&login.token);
        answer(request.header("idempotency-key", key).json(&body))
    };
    for (path, field, list) in [
        ("/api/tickets", "subject", "tickets"),
        ("/api/chat", "text", "messages"),
    ] {
        let first = post(&login, path, "key-00001", json!({ field: "Late parcel" })).await;
        let again = post(&login, path, "key-00001", json!({ field: "Late parcel" })).await;
        assert_eq!((first.status, first.json()), (201, again.json()), "{path}");
        let count = async || {
            shop.call(&login, Method::GET, path, None).await.json()[list]
                .as_array()
                .unwrap()
                .len()
        };
        let one = count().await;
        post(&other, path, "key-00001", json!({ field: "Late parcel" })).await;
        assert_eq!(count().await, one, "{path}: another user's key is another key");
        post(&login, path, "key-00002", json!({ field: "Late parcel" })).await;
        assert_eq!(count().await, 2 * one, "{path}: another key");
        post(&login, path, "key-00001", json!({ field: "Broken cup" }))
            .await
            .is_failure(422, "key_reused");
        assert_eq!(count().await, 2 * one, "{path}: another request with a used key");
        post(&login, path, "short", json!({ field: "Late parcel" }))
            .await
            .is_failure(400, "bad_idempotency_key");
    }
}

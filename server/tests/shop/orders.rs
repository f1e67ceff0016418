//! Placing orders.

use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::test_shop::{Answer, TestShop, answer};

fn line(id: &str, quantity: i64) -> Value {
    json!({ "productId": id, "quantity": quantity })
}

async fn all(requests: Vec<reqwest::RequestBuilder>) -> Vec<Answer> {
    let mut set = JoinSet::new();
    for request in requests {
        set.spawn(answer(request));
    }
    set.join_all().await
}

#[tokio::test]
async fn an_order_has_the_servers_prices_and_reduces_the_stock() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lines = json!([
        { "productId": "p3", "quantity": 2, "priceCents": 400, "name": "Dear" },
        line("p1", 1)
    ]);
    let placed = shop.order(&login, "key-00001", lines).await;
    assert_eq!(placed.status, 201);
    let order = placed.json();
    assert_eq!((&order["totalCents"], &order["status"]), (&700.into(), &"paid".into()));
    assert_eq!(
        order["lines"][0],
        json!({ "productId": "p3", "name": "Thing 03", "image": "/images/thing-3.svg",
                "priceCents": 300, "quantity": 2 })
    );
    assert_eq!(shop.stock("p3").await, 498);
    let path = format!("/api/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(shop.call(&login, Method::GET, &path, None).await.json(), order);
}

#[tokio::test]
async fn orders_are_listed_newest_first_and_are_the_shoppers_own() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let other = shop.log_in("7654321").await;
    let first = shop.order(&login, "key-00001", json!([line("p1", 1)])).await.json();
    shop.server.clock.advance(1_000);
    let second = shop.order(&login, "key-00002", json!([line("p1", 2)])).await.json();
    let list = shop.call(&login, Method::GET, "/api/orders", None).await;
    assert_eq!(list.json(), json!({ "orders": [second, first] }));
    let list = shop.call(&other, Method::GET, "/api/orders", None).await;
    assert_eq!(list.json(), json!({ "orders": [] }));
    let path = format!("/api/orders/{}", first["id"].as_str().unwrap());
    shop.call(&other, Method::GET, &path, None)
        .await
        .is_failure(404, "order_unknown");
    shop.call(&login, Method::GET, "/api/orders/none", None)
        .await
        .is_failure(404, "order_unknown");
}

#[tokio::test]
async fn ten_concurrent_identical_requests_place_one_order() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lines = json!([line("p1", 3)]);
    let request = || shop.order_request(&login, "the-same-key", &lines);
    let answers = all((0..10).map(|_| request()).collect()).await;
    let created = answers.iter().filter(|answer| answer.status == 201).count();
    let repeated = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!((created, repeated), (1, 9));
    assert!(answers.iter().all(|answer| answer.json() == answers[0].json()));
    assert_eq!(shop.stock("p1").await, 497);
    let list = shop.call(&login, Method::GET, "/api/orders", None).await.json();
    assert_eq!(list["orders"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_purchase_has_one_order_per_shopper_whatever_a_repeated_request_contains() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let other = shop.log_in("7654321").await;
    let lines = json!([line("p1", 1), line("p3", 1)]);
    let placed = shop.order(&login, "key-00001", lines.clone()).await;
    for again in [
        json!([line("p3", 1), line("p1", 1)]),
        json!([line("p1", 2)]),
        json!([line("p99", 1)]),
        json!([line("p1", 0)]),
        json!([]),
    ] {
        let repeated = shop.order(&login, "key-00001", again).await;
        assert_eq!((repeated.status, repeated.json()), (200, placed.json()));
    }
    assert_eq!(shop.stock("p1").await, 499);
    assert_eq!(shop.order(&other, "key-00001", lines).await.status, 201);
}

#[tokio::test]
async fn only_its_own_shopper_can_look_up_the_order_of_a_purchase() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let other = shop.log_in("7654321").await;
    let path = "/api/purchases/key-00001";
    let ask = async |login| shop.call(login, Method::GET, path, None).await;
    assert_eq!(ask(&login).await.json(), json!({ "order": null }));
    let placed = shop.order(&login, "key-00001", json!([line("p1", 1)])).await;
    assert_eq!(ask(&login).await.json(), json!({ "order": placed.json() }));
    assert_eq!(ask(&other).await.json(), json!({ "order": null }));
    assert_eq!(shop.get(path).await.status, 401);
}

#[tokio::test]
async fn a_price_above_the_displayed_one_is_refused_and_a_lower_one_accepted() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let at = |price_cents: u64| json!([{ "productId": "p3", "quantity": 2, "priceCents": price_cents }, line("p1", 1)]);
    let refused = shop.order(&login, "key-00001", at(299)).await;
    refused.is_failure(409, "price_changed");
    let differences = json!([{ "productId": "p3", "name": "Thing 03", "kind": "price", "shownPriceCents": 299,
                               "priceCents": 300, "available": 500 }]);
    assert_eq!(refused.json()["error"]["differences"], differences);
    assert_eq!(shop.stock("p1").await, 500);
    let placed = shop.order(&login, "key-00001", at(301)).await;
    assert_eq!((placed.status, &placed.json()["totalCents"]), (201, &700.into()));
}

#[tokio::test]
async fn a_total_above_the_displayed_one_is_refused() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let order = async |total_cents: u64| {
        let body = json!({ "lines": [line("p3", 2), line("p1", 1)], "totalCents": total_cents });
        answer(shop.order_request(&login, "key-00001", &json!([])).json(&body)).await
    };
    let refused = order(699).await;
    refused.is_failure(409, "price_changed");
    let differences = refused.json()["error"]["differences"].clone();
    let stocks: Vec<_> = differences
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["available"])
        .collect();
    assert_eq!(stocks, [500, 500]);
    assert_eq!(order(700).await.status, 201);
}

#[tokio::test]
async fn a_refusal_names_every_product_that_differs() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lines = json!([line("p2", 2), line("p1", 1), line("p99", 1),
                       { "productId": "p3", "quantity": 1, "priceCents": 1 }]);
    let refused = shop.order(&login, "key-00001", lines).await;
    refused.is_failure(409, "out_of_stock");
    let found: Vec<_> = refused.json()["error"]["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["productId"].clone(), one["kind"].clone(), one["available"].clone()))
        .collect();
    let expected = [("p2", "stock", 1), ("p99", "gone", 0), ("p3", "price", 500)];
    assert_eq!(
        found,
        expected.map(|(id, kind, left)| (id.into(), kind.into(), left.into()))
    );
}

#[tokio::test]
async fn the_last_piece_is_sold_once() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lines = json!([line("p1", 1), line("p2", 1)]);
    let request = |key| shop.order_request(&login, key, &lines);
    let mut answers = all(vec![request("key-00001"), request("key-00002")]).await;
    answers.sort_by_key(|answer| answer.status);
    assert_eq!(answers[0].status, 201);
    answers[1].is_failure(409, "out_of_stock");
    let message = answers[1].json()["error"]["message"].to_string();
    assert!(message.contains("Thing 02"), "{message}");
    assert_eq!(shop.stock("p2").await, 0);
    assert_eq!(shop.stock("p1").await, 499, "the refused order took nothing");
}

#[tokio::test]
async fn a_refusal_for_the_stock_names_the_pieces_left() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let answer = shop.order(&login, "key-00001", json!([line("p1", 501)])).await;
    answer.is_failure(409, "out_of_stock");
    let message = answer.json()["error"]["message"].to_string();
    assert!(message.contains("500 of Thing 01"), "{message}");
    assert_eq!(
        shop.order(&login, "key-00001", json!([line("p1", 500)])).await.status,
        201
    );
}

#[tokio::test]
async fn a_refusal_for_the_stock_confirms_no_price() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let order = async |quantity: u32, price_cents: u64| {
        let lines = json!([{ "productId": "p2", "quantity": quantity, "priceCents": price_cents }]);
        shop.order(&login, "key-00001", lines).await
    };
    let short = order(2, 1).await;
    short.is_failure(409, "out_of_stock");
    let now = short.json()["error"]["differences"][0]["priceCents"].as_u64().unwrap();
    let dearer = order(1, 1).await;
    dearer.is_failure(409, "price_changed");
    assert_eq!(dearer.json()["error"]["differences"][0]["kind"], "price");
    assert_eq!(shop.stock("p2").await, 1);
    assert_eq!(order(1, now).await.status, 201);
}

#[tokio::test]
async fn invalid_orders_are_refused() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let order = |lines| shop.order(&login, "key-00001", lines);
    order(json!([])).await.is_failure(400, "empty_order");
    for quantity in [-1, 0, 1000, 10_000_000] {
        order(json!([line("p1", quantity)]))
            .await
            .is_failure(400, "bad_quantity");
    }
    order(json!([line("p1", 600), line("p1", 600)]))
        .await
        .is_failure(400, "bad_quantity");
    order(json!([line("p99", 1)])).await.is_failure(404, "product_unknown");
    order(json!([{ "productId": "p1", "quantity": 1.5 }]))
        .await
        .is_failure(400, "body_malformed");
    order(json!("lines")).await.is_failure(400, "body_malformed");
    assert_eq!(shop.stock("p1").await, 500);
}

#[tokio::test]
async fn an_order_needs_a_key() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lines = json!({ "lines": [line("p1", 1)] });
    shop.call(&login, Method::POST, "/api/orders", Some(lines))
        .await
        .is_failure(400, "bad_idempotency_key");
    for key in ["short", &"x".repeat(65), "has a space"] {
        shop.order(&login, key, json!([line("p1", 1)]))
            .await
            .is_failure(400, "bad_idempotency_key");
    }
}

//! SQLite's single write lock.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use tokio::io::AsyncWriteExt;

use crate::test_shop::{TestShop, answer};

/// A connection of another program.
async fn another_program(shop: &TestShop) -> SqliteConnection {
    let url = format!("sqlite:{}", shop.folders.database().display());
    SqliteConnection::connect(&url).await.unwrap()
}

async fn run(connection: &mut SqliteConnection, sql: &str) {
    sqlx::query(sql).execute(connection).await.unwrap();
}

#[tokio::test]
async fn another_programs_lock_answers_writes_with_503_and_lets_reads_through() {
    let shop = TestShop::open_with(&["--no-standalone", "--database-wait-ms=700"]).await;
    let login = shop.log_in("1234567").await;
    let mut other = another_program(&shop).await;
    run(&mut other, "BEGIN IMMEDIATE").await;

    let say = || shop.call(&login, Method::POST, "/api/chat", Some(json!({ "text": "hello" })));
    let order = || shop.order(&login, "order-key-1", json!([{ "productId": "p1", "quantity": 1 }]));
    for refused in [
        say().await,
        order().await,
        shop.refresh(&login.refresh).await,
        shop.post("/api/auth/code", json!({ "phone": "7654321" })).await,
    ] {
        refused.is_failure(503, "busy");
        assert_eq!(refused.header("retry-after"), "1");
        assert_eq!(refused.json()["error"]["retryAfterMs"], 1000);
        assert_eq!(refused.header("set-cookie"), "");
    }
    assert_eq!(shop.get("/api/products").await.status, 200);
    assert_eq!(shop.get("/api/health").await.status, 200);
    assert_eq!(shop.call(&login, Method::GET, "/api/orders", None).await.status, 200);
    // Unknown tokens and challenges need no lock, so they cannot delay other requests.
    assert_eq!(shop.refresh("made-up").await.status, 204);
    shop.verify(&json!({ "challengeId": "made-up" }), "123456")
        .await
        .is_failure(404, "challenge_unknown");

    run(&mut other, "ROLLBACK").await;
    assert_eq!(say().await.status, 201);
    assert_eq!(order().await.status, 201);
    assert_eq!(shop.refresh(&login.refresh).await.status, 200);
}

#[tokio::test]
async fn a_request_waits_for_a_lock_that_is_released_in_time() {
    let shop = TestShop::open_with(&["--no-standalone", "--database-wait-ms=20000"]).await;
    let mut other = another_program(&shop).await;
    run(&mut other, "BEGIN IMMEDIATE").await;
    let release = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        run(&mut other, "COMMIT").await;
    };
    let (challenge, ()) = tokio::join!(shop.ask_code("1234567"), release);
    assert_eq!(challenge["phone"], "1234567");
}

#[tokio::test]
async fn two_hundred_concurrent_writers_are_all_served() {
    let shop = TestShop::open_with(&["--no-standalone", "--database-wait-ms=60000"]).await;
    let login = shop.log_in("1234567").await;
    let mut requests = tokio::task::JoinSet::new();
    for number in 0..100 {
        let lines = json!([{ "productId": "p3", "quantity": 1 }]);
        requests.spawn(answer(shop.order_request(
            &login,
            &format!("order-key-{number}"),
            &lines,
        )));
        let message = shop.request(Method::POST, "/api/chat").bearer_auth(&login.token);
        requests.spawn(answer(message.json(&json!({ "text": "hello" }))));
    }
    while let Some(answer) = requests.join_next().await {
        assert_eq!(answer.unwrap().status, 201);
    }
    assert_eq!(shop.stock("p3").await, 400);
}

/// A request can be cancelled between taking the lock and creating the transaction that would release it.
#[tokio::test]
async fn cancelled_requests_keep_no_lock() {
    let shop = TestShop::open_with(&["--no-standalone", "--database-wait-ms=10000"]).await;
    let login = shop.log_in("1234567").await;
    let body = json!({ "text": "hello" }).to_string();
    let request = format!(
        "POST /api/chat HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n{body}",
        login.token,
        body.len()
    );
    let mut given_up = tokio::task::JoinSet::new();
    for number in 0..400_u64 {
        let (address, request) = (shop.server.address, request.clone());
        given_up.spawn(async move {
            let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
            stream.write_all(request.as_bytes()).await.unwrap();
            // Cancelled at every stage.
            tokio::time::sleep(Duration::from_micros(number * 97 % 20_000)).await;
        });
        if given_up.len() >= 8 {
            given_up.join_next().await;
        }
    }
    given_up.join_all().await;
    let start = Instant::now();
    let said = shop
        .call(&login, Method::POST, "/api/chat", Some(json!({ "text": "now" })))
        .await;
    assert_eq!(said.status, 201, "after {:?}", start.elapsed());
}

#[tokio::test]
async fn the_log_is_checkpointed_beside_the_requests() {
    let shop = TestShop::open_with(&["--no-standalone"]).await;
    let login = shop.log_in("1234567").await;
    let mut other = another_program(&shop).await;
    run(&mut other, "CREATE TABLE bulk (content BLOB)").await;
    run(&mut other, "PRAGMA wal_autocheckpoint = 0").await;
    run(&mut other, "INSERT INTO bulk VALUES (zeroblob(6000000))").await;
    other.close().await.unwrap();
    let brought_back = async {
        while std::fs::metadata(shop.folders.database()).unwrap().len() < 6_000_000 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), brought_back)
        .await
        .unwrap();
    let said = shop
        .call(&login, Method::POST, "/api/chat", Some(json!({ "text": "hello" })))
        .await;
    assert_eq!(said.status, 201);
}

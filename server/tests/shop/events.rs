//! Reports of the host's analytics.

use reqwest::Method;
use serde_json::{Value, json};

use crate::test_shop::{Answer, TestShop, answer};

type Row = (String, i64, i64, i64);

/// The stored events, oldest first: type, pieces, cents, time.
async fn kept(shop: &TestShop) -> Vec<Row> {
    let url = format!("sqlite:{}", shop.folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let rows = sqlx::query_as("SELECT type, pieces, total_cents, received_at FROM events ORDER BY seq")
        .fetch_all(&pool)
        .await
        .unwrap();
    pool.close().await;
    rows
}

fn event(name: &str, pieces: i64, cents: i64) -> Value {
    json!({ "type": name, "pieces": pieces, "totalCents": cents })
}

/// Sends a report like a beacon: as plain text, with the page's origin.
async fn report(shop: &TestShop, body: String, origin: &str) -> Answer {
    let request = shop
        .request(Method::POST, "/api/events")
        .header("content-type", "text/plain;charset=UTF-8")
        .header("origin", origin);
    answer(request.body(body)).await
}

async fn report_own(shop: &TestShop, events: Value) -> Answer {
    let own = format!("http://{}", shop.server.address);
    report(shop, events.to_string(), &own).await
}

#[tokio::test]
async fn a_report_is_stored_in_its_order() {
    let shop = TestShop::open().await;
    let before = shop.server.clock.now_ms();
    let events = json!([
        event("cart:open", 2, 3998),
        event("checkout:started", 1, 1999),
        event("order:placed", 0, 0)
    ]);
    let taken = report_own(&shop, events).await;
    assert_eq!((taken.status, taken.bytes.len()), (204, 0));
    let rows = kept(&shop).await;
    let told: Vec<_> = rows
        .iter()
        .map(|(name, pieces, cents, _)| (name.as_str(), *pieces, *cents))
        .collect();
    assert_eq!(
        told,
        [
            ("cart:open", 2, 3998),
            ("checkout:started", 1, 1999),
            ("order:placed", 0, 0)
        ]
    );
    assert!(rows.iter().all(|row| row.3 >= before));
}

#[tokio::test]
async fn unknown_events_are_ignored_and_the_others_count() {
    let shop = TestShop::open().await;
    let events = json!([
        event("cart:close", 1, 1),
        event("cart:open", -1, 1),
        event("cart:open", 1, 1_000_000_000_001),
        { "type": "cart:open", "pieces": "two", "totalCents": 1 },
        { "type": "cart:open", "pieces": 1.5, "totalCents": 1 },
        { "type": "cart:open" },
        null,
        7,
        event("cart:open", 3, 30),
    ]);
    assert_eq!(report_own(&shop, events).await.status, 204);
    let rows = kept(&shop).await;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].1, rows[0].2), (3, 30));
    assert_eq!(report_own(&shop, json!([])).await.status, 204);
}

#[tokio::test]
async fn a_malformed_report_is_refused_completely() {
    let shop = TestShop::open().await;
    let own = format!("http://{}", shop.server.address);
    for body in ["", "{", "null", "{}", r#""cart:open""#] {
        report(&shop, body.into(), &own).await.is_failure(400, "body_malformed");
    }
    let many = vec![event("cart:open", 1, 1); 33];
    report_own(&shop, json!(many))
        .await
        .is_failure(400, "too_many_reported");
    let mut large = event("cart:open", 1, 1);
    large["note"] = "x".repeat(16 * 1024).into();
    let refused = report_own(&shop, json!([large])).await;
    refused.is_failure(413, "body_too_large");
    assert!(refused.text().contains("16 KiB"), "{}", refused.text());
    assert!(kept(&shop).await.is_empty());
}

#[tokio::test]
async fn events_come_from_the_shops_own_pages_and_cannot_be_read() {
    let shop = TestShop::open().await;
    let events = json!([event("cart:open", 1, 1)]).to_string();
    for origin in ["http://evil.example", "null"] {
        report(&shop, events.clone(), origin)
            .await
            .is_failure(403, "origin_refused");
    }
    shop.get("/api/events").await.is_failure(405, "method_not_allowed");
    assert!(kept(&shop).await.is_empty());
}

#[tokio::test]
async fn events_are_limited_per_minute() {
    let shop = TestShop::open().await;
    let url = format!("sqlite:{}", shop.folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5999)
         INSERT INTO events (type, pieces, total_cents, received_at) SELECT 'cart:open', 1, 1, ? FROM n",
    )
    .bind(shop.server.clock.now_ms())
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    let two = || json!([event("cart:open", 1, 1), event("cart:open", 1, 1)]);
    let refused = report_own(&shop, two()).await;
    refused.is_failure(429, "too_many_events");
    assert_eq!(refused.header("retry-after"), "60");
    assert_eq!(
        kept(&shop).await.len(),
        5999,
        "a report is stored completely or not at all"
    );
    shop.server.clock.advance(61_000);
    assert_eq!(report_own(&shop, two()).await.status, 204);
}

#[tokio::test]
async fn events_are_deleted_after_90_days() {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let shop = TestShop::open().await;
    let now = shop.server.clock.now_ms();
    let url = format!("sqlite:{}", shop.folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    for (pieces, days) in [(1, 91), (2, 89)] {
        sqlx::query("INSERT INTO events (type, pieces, total_cents, received_at) VALUES ('cart:open', ?, 1, ?)")
            .bind(pieces)
            .bind(now - days * DAY_MS)
            .execute(&pool)
            .await
            .unwrap();
    }
    pool.close().await;
    // Housekeeping runs at the start.
    let shop = TestShop::open_in(shop.close().await, &["--no-standalone"]).await;
    for _ in 0..100 {
        if kept(&shop).await.len() == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(kept(&shop).await.iter().map(|row| row.1).collect::<Vec<_>>(), [2]);
}

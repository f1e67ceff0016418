//! Databases of other releases.

use std::fs;
use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};
use server::{StartError, start};
use sqlx::SqlitePool;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;

use crate::test_shop::{Folders, Login, TestShop, catalogue};

const FLAGS: [&str; 1] = ["--no-standalone"];

async fn open(folders: &Folders) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(folders.database())
        .create_if_missing(true);
    SqlitePool::connect_with(options).await.unwrap()
}

async fn run(pool: &SqlitePool, statements: &[&str]) {
    for statement in statements {
        sqlx::query(statement).execute(pool).await.unwrap();
    }
}

/// The database of a release with these migrations.
async fn database_of(migrations: &[&str]) -> (Folders, SqlitePool) {
    let (folders, steps) = (Folders::new(), TempDir::new().unwrap());
    for name in migrations {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(name);
        fs::copy(file, steps.path().join(name)).unwrap();
    }
    let pool = open(&folders).await;
    Migrator::new(steps.path()).await.unwrap().run(&pool).await.unwrap();
    (folders, pool)
}

/// The rows of a shopper before migration 0003: an account, a login, an order, a ticket and a chat message.
async fn shopper(pool: &SqlitePool, id: &str, phone: &str, placed_at: i64) {
    run(
        pool,
        &[
            &format!("INSERT INTO users (id, phone, created_at) VALUES ('{id}', '{phone}', 1)"),
            &format!("INSERT INTO refresh_families (id, user_id, created_at) VALUES ('family-{id}', '{id}', 1)"),
            // Its refresh token is `token-` and the id.
            &format!(
                "INSERT INTO orders (id, user_id, placed_at, status, total_cents, idempotency_key, body_hash)
                 VALUES ('order-{id}', '{id}', {placed_at}, 'paid', 100, 'key-00001', x'01')"
            ),
            &format!("INSERT INTO order_lines VALUES ('order-{id}', 0, 'p1', 'Thing 01', '/images/thing-1.svg', 100, 1)"),
            &format!("INSERT INTO tickets VALUES ('ticket-{id}', '{id}', 'Late parcel', 'open', 1)"),
            &format!("INSERT INTO chat_messages (id, user_id, author, text, at) VALUES ('chat-{id}', '{id}', 'me', 'Hello', 1)"),
        ],
    )
    .await;
    let hash = <sha2::Sha256 as sha2::Digest>::digest(format!("token-{id}").as_bytes()).to_vec();
    sqlx::query("INSERT INTO refresh_tokens (hash, family_id, created_at, expires_at) VALUES (?, ?, 1, 9000000000000)")
        .bind(hash)
        .bind(format!("family-{id}"))
        .execute(pool)
        .await
        .unwrap();
}

/// The ids in one of the shopper's lists.
async fn ids(shop: &TestShop, login: &Login, path: &str, list: &str) -> Vec<String> {
    let answer = shop.call(login, Method::GET, path, None).await.json();
    let id = |one: &Value| one["id"].as_str().unwrap().to_owned();
    let mut ids: Vec<_> = answer[list].as_array().unwrap().iter().map(id).collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn a_database_of_the_first_releases_is_migrated_and_keeps_its_data() {
    for migrations in [
        &["0001_storefront.sql"][..],
        &["0001_storefront.sql", "0002_events.sql"][..],
    ] {
        let (folders, pool) = database_of(migrations).await;
        shopper(&pool, "ada", "+491512345678", 1).await;
        pool.close().await;
        let shop = TestShop::open_in(folders, &FLAGS).await;
        let event = json!([{ "type": "cart:open", "pieces": 1, "totalCents": 1 }]);
        assert_eq!(shop.post("/api/events", event).await.status, 204);
        let session = shop.refresh("token-ada").await;
        assert_eq!(
            session.json()["user"]["id"],
            "ada",
            "a login of the old release stays valid"
        );
        let login = shop.log_in("+49 151 2345678").await;
        assert_eq!(login.user["id"], "ada");
        assert_eq!(ids(&shop, &login, "/api/orders", "orders").await, ["order-ada"]);
        assert_eq!(ids(&shop, &login, "/api/tickets", "tickets").await, ["ticket-ada"]);
        assert_eq!(ids(&shop, &login, "/api/chat", "messages").await, ["chat-ada"]);
    }
}

#[tokio::test]
async fn a_number_in_the_form_of_an_older_release_keeps_its_owner() {
    for (stored, typed) in [
        ("00491512345678", "0049 151 2345678"),
        ("+4901512345678", "+49 (0)151 2345678"),
        ("+4901512345678", "+49 0151 2345678"),
        ("004901512345678", "+49 (0)151 2345678"),
        ("+00491512345678", "+49 151 2345678"),
        ("+01512345678", "0151 2345678"),
        ("+390612345678", "+39 (0)6 12345678"),
        ("+2250712345678", "+225 07 12345678"),
        ("01512345678", "0151 2345678"),
    ] {
        let (folders, pool) = database_of(&["0001_storefront.sql", "0002_events.sql"]).await;
        shopper(&pool, "ada", stored, 1).await;
        pool.close().await;
        let shop = TestShop::open_in(folders, &FLAGS).await;
        assert_eq!(shop.log_in(typed).await.user["id"], "ada", "{stored}");
    }
}

#[tokio::test]
async fn a_number_without_a_present_form_is_unchanged() {
    let (folders, pool) = database_of(&["0001_storefront.sql"]).await;
    shopper(&pool, "ada", "+000000000", 1).await;
    pool.close().await;
    let folders = TestShop::open_in(folders, &FLAGS).await.close().await;
    let phone: String = sqlx::query_scalar("SELECT phone FROM users WHERE id = 'ada'")
        .fetch_one(&open(&folders).await)
        .await
        .unwrap();
    assert_eq!(phone, "+000000000");
}

#[tokio::test]
async fn users_whose_numbers_become_equal_are_merged_without_loss() {
    let (folders, pool) = database_of(&["0001_storefront.sql", "0002_events.sql"]).await;
    shopper(&pool, "old", "00491512345678", 10).await;
    shopper(&pool, "recent", "+4901512345678", 30).await;
    shopper(&pool, "plain", "+491512345678", 20).await;
    shopper(&pool, "other", "+491519999999", 40).await;
    run(
        &pool,
        &[
            "UPDATE users SET name = 'Ada', email = 'old@example.com' WHERE id = 'old'",
            "UPDATE users SET email = 'ada@example.com' WHERE id = 'recent'",
            // A table of a newer release, which was rolled back.
            "CREATE TABLE gifts (owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE) STRICT",
            "INSERT INTO gifts VALUES ('old')",
        ],
    )
    .await;
    pool.close().await;
    let shop = TestShop::open_in(folders, &FLAGS).await;
    let login = shop.log_in("+49 151 2345678").await;
    assert_eq!(
        (&login.user["id"], &login.user["name"], &login.user["email"]),
        (&json!("recent"), &json!("Ada"), &json!("ada@example.com"))
    );
    let all = |what: &str| ["old", "plain", "recent"].map(|id| format!("{what}-{id}"));
    assert_eq!(ids(&shop, &login, "/api/orders", "orders").await, all("order"));
    assert_eq!(ids(&shop, &login, "/api/tickets", "tickets").await, all("ticket"));
    assert_eq!(ids(&shop, &login, "/api/chat", "messages").await, all("chat"));
    for token in ["token-old", "token-plain", "token-recent"] {
        assert_eq!(shop.refresh(token).await.json()["user"]["id"], "recent", "{token}");
    }
    let purchase = shop.call(&login, Method::GET, "/api/purchases/key-00001", None).await;
    assert_eq!(purchase.json()["order"]["id"], "order-recent");
    let other = shop.log_in("+49 151 9999999").await;
    assert_eq!(ids(&shop, &other, "/api/orders", "orders").await, ["order-other"]);
    let folders = shop.close().await;
    let pool = open(&folders).await;
    let count = async |sql: &str| sqlx::query_scalar::<_, i64>(sql).fetch_one(&pool).await.unwrap();
    // The rows of merged users keep the profile values that were not taken over.
    let old: (String, Option<String>) = sqlx::query_as("SELECT phone, email FROM users WHERE id = 'old'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(old.0.contains("00491512345678") && old.0.contains("plain"), "{}", old.0);
    assert_eq!(old.1.as_deref(), Some("old@example.com"));
    assert_eq!(count("SELECT count(*) FROM order_lines").await, 4);
    assert_eq!(count("SELECT count(*) FROM gifts WHERE owner = 'recent'").await, 1);
}

#[tokio::test]
async fn the_user_without_orders_is_merged_into_the_one_with_orders() {
    let (folders, pool) = database_of(&["0001_storefront.sql"]).await;
    run(
        &pool,
        &["INSERT INTO users (id, phone, created_at) VALUES ('new', '+491512345678', 2)"],
    )
    .await;
    shopper(&pool, "ada", "00491512345678", 1).await;
    pool.close().await;
    let shop = TestShop::open_in(folders, &FLAGS).await;
    assert_eq!(shop.log_in("+49 151 2345678").await.user["id"], "ada");
}

#[tokio::test]
async fn a_database_with_newer_migrations_works_and_keeps_its_data() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let folders = shop.close().await;
    let pool = open(&folders).await;
    // Additions of a newer release.
    run(
        &pool,
        &[
            "ALTER TABLE orders ADD COLUMN gift TEXT",
            "ALTER TABLE users ADD COLUMN points INTEGER NOT NULL DEFAULT 7",
            "CREATE TABLE gifts (id TEXT PRIMARY KEY NOT NULL) STRICT",
            "INSERT INTO gifts VALUES ('ribbon')",
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9001, 'gifts', TRUE, x'00', 0)",
        ],
    )
    .await;
    pool.close().await;
    let shop = TestShop::open_in(folders, &FLAGS).await;
    let lines = json!([{ "productId": "p1", "quantity": 1 }]);
    assert_eq!(shop.order(&login, "key-00001", lines).await.status, 201);
    shop.log_in("7654321").await;
    let folders = shop.close().await;
    let pool = open(&folders).await;
    let kept: (String, i64, i64) = sqlx::query_as(
        "SELECT (SELECT id FROM gifts), (SELECT sum(points) FROM users), (SELECT max(version) FROM _sqlx_migrations)",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(kept, ("ribbon".into(), 14, 9001));
}

#[tokio::test]
async fn a_database_of_an_incompatible_newer_release_is_refused_and_unchanged() {
    let folders = TestShop::open().await.close().await;
    let pool = open(&folders).await;
    run(&pool, &["PRAGMA user_version = 1000"]).await;
    pool.close().await;
    let before = fs::read(folders.database()).unwrap();
    let error = start(&folders.settings(&FLAGS), &catalogue()).await.err().unwrap();
    assert!(matches!(error, StartError::DatabaseVersion { .. }), "{error}");
    assert!(error.to_string().contains("newer"), "{error}");
    assert_eq!(fs::read(folders.database()).unwrap(), before);
}

#[tokio::test]
async fn a_changed_migration_is_named() {
    let folders = TestShop::open().await.close().await;
    let pool = open(&folders).await;
    run(
        &pool,
        &["UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2"],
    )
    .await;
    pool.close().await;
    let error = start(&folders.settings(&FLAGS), &catalogue()).await.err().unwrap();
    assert!(matches!(error, StartError::DatabaseVersion { .. }), "{error}");
}

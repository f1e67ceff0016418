//! Rate limits.

use std::net::SocketAddr;

use reqwest::Method;
use serde_json::{Value, json};

use crate::test_shop::{Answer, Login, TestShop, answer};

/// The usual limits in demo mode, where tests know the codes. Tests send their address in `X-Forwarded-For`.
const STRICT: [&str; 3] = [
    "--no-standalone",
    "--codes-per-address=20",
    "--trusted-proxies=127.0.0.1",
];

async fn post_from(shop: &TestShop, address: &str, path: &str, body: Value) -> Answer {
    let request = shop.request(Method::POST, path).header("x-forwarded-for", address);
    answer(request.json(&body)).await
}

async fn ask_from(shop: &TestShop, address: &str, phone: &str) -> Answer {
    post_from(shop, address, "/api/auth/code", json!({ "phone": phone })).await
}

async fn guess_from(shop: &TestShop, address: &str, challenge: &Value, code: &str) -> Answer {
    let body = json!({ "challengeId": challenge["challengeId"], "code": code });
    post_from(shop, address, "/api/auth/verify", body).await
}

#[track_caller]
fn is_limited(answer: &Answer, code: &str) {
    answer.is_failure(429, code);
    let ms = answer.json()["error"]["retryAfterMs"].as_u64().unwrap();
    assert!((1..=600_000).contains(&ms), "{ms}");
    assert_eq!(answer.header("retry-after"), ms.div_ceil(1000).to_string());
}

/// A code that differs from the challenge's.
fn wrong_code(challenge: &Value) -> String {
    let right: u32 = challenge["demoCode"].as_str().unwrap().parse().unwrap();
    format!("{:06}", (right + 1) % 1_000_000)
}

#[tokio::test]
async fn one_address_gets_20_of_300_codes_to_300_numbers() {
    let shop = TestShop::open_with(&["--no-standalone", "--demo=false"]).await;
    let mut sent = 0;
    for number in 0..300 {
        let answer = shop
            .post("/api/auth/code", json!({ "phone": format!("+49151{number:07}") }))
            .await;
        match answer.status {
            200 => sent += 1,
            _ => is_limited(&answer, "too_many_codes"),
        }
    }
    assert_eq!(sent, 20);
    shop.server.clock.advance(10 * 60_000 + 1);
    shop.ask_code("+491510000000").await;
}

#[tokio::test]
async fn wrong_guesses_at_many_numbers_are_limited_and_the_codes_stay_valid() {
    let shop = TestShop::open_with(&STRICT).await;
    // Codes are requested from many addresses and guessed from one.
    let mut challenges = Vec::new();
    for number in 0..60 {
        let challenge = ask_from(&shop, &format!("10.0.0.{number}"), &format!("+49151{number:07}")).await;
        challenges.push(challenge.json());
    }
    let mut wrong = 0;
    for challenge in &challenges {
        for attempt in 0..5 {
            let answer = guess_from(&shop, "203.0.113.9", challenge, &wrong_code(challenge)).await;
            match answer.status {
                429 if answer.json()["error"]["code"] == "too_many_tries" => wrong += 1,
                429 => {
                    is_limited(&answer, "too_many_guesses");
                    assert!(attempt > 0, "the first try is always allowed");
                }
                _ => wrong += 1,
            }
        }
    }
    // 30 guesses, and then one for each number.
    assert!((30..=90).contains(&wrong), "{wrong}");
    // Refused guesses are not counted as tries, and other addresses are not affected.
    let last = &challenges[59];
    let right = last["demoCode"].as_str().unwrap();
    assert_eq!(guess_from(&shop, "203.0.113.10", last, right).await.status, 200);
}

#[tokio::test]
async fn a_stranger_cannot_lock_out_the_owner_of_a_number() {
    let shop = TestShop::open_with(&STRICT).await;
    for _ in 0..10 {
        assert_eq!(ask_from(&shop, "203.0.113.9", "+491512345678").await.status, 200);
    }
    is_limited(&ask_from(&shop, "203.0.113.9", "+491512345678").await, "too_many_codes");
    let owners = ask_from(&shop, "198.51.100.7", "+491512345678").await.json();
    // Guessing does not lock out either, because the stranger does not have the owner's challenge.
    let strangers = ask_from(&shop, "203.0.113.10", "+491512345678").await.json();
    for _ in 0..6 {
        guess_from(&shop, "203.0.113.10", &strangers, &wrong_code(&strangers)).await;
    }
    let right = owners["demoCode"].as_str().unwrap();
    assert_eq!(guess_from(&shop, "198.51.100.7", &owners, right).await.status, 200);
}

#[tokio::test]
async fn distributed_guesses_at_one_number_are_limited_and_its_owner_logs_in() {
    let shop = TestShop::open_with(&STRICT).await;
    let phone = "+491512345678";
    let mut wrong = 0;
    for stranger in 0..30 {
        let address = format!("203.0.113.{stranger}");
        let challenge = ask_from(&shop, &address, phone).await.json();
        for _ in 0..5 {
            let answer = guess_from(&shop, &address, &challenge, &wrong_code(&challenge)).await;
            match answer.json()["error"]["code"].as_str().unwrap() {
                "too_many_guesses" => is_guess_limited(&answer),
                _ => wrong += 1,
            }
        }
    }
    // 30 guesses, and then one for each code.
    assert!(wrong <= 30 + 24, "{wrong}");
    let owners = ask_from(&shop, "198.51.100.7", phone).await.json();
    let right = owners["demoCode"].as_str().unwrap();
    assert_eq!(guess_from(&shop, "198.51.100.7", &owners, right).await.status, 200);
}

/// Guesses at a number are counted for an hour.
#[track_caller]
fn is_guess_limited(answer: &Answer) {
    answer.is_failure(429, "too_many_guesses");
    let ms = answer.json()["error"]["retryAfterMs"].as_u64().unwrap();
    assert!((1..=3_600_000).contains(&ms), "{ms}");
}

/// The cookie of a browser that has logged in with this number.
async fn known_device(shop: &TestShop, phone: &str) -> String {
    let challenge = ask_from(shop, "198.51.100.7", phone).await.json();
    let answer = guess_from(
        shop,
        "198.51.100.7",
        &challenge,
        challenge["demoCode"].as_str().unwrap(),
    )
    .await;
    let cookies = answer.headers.get_all("set-cookie").iter();
    let device = cookies
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with("device="))
        .unwrap();
    for part in ["Path=/api/auth", "HttpOnly", "SameSite=Strict", "Max-Age=15552000"] {
        assert!(device.contains(part), "{device}");
    }
    device.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_known_browser_gets_a_code_during_a_distributed_flood_of_its_number() {
    let shop = TestShop::open_with(&STRICT).await;
    let phone = "+491512345678";
    let device = known_device(&shop, phone).await;
    let mut flood = 0;
    for stranger in 0..60 {
        if ask_from(&shop, &format!("203.0.113.{stranger}"), phone).await.status == 200 {
            flood += 1;
        }
    }
    assert!(flood < 40, "{flood}");
    is_limited(&ask_from(&shop, "198.51.100.8", phone).await, "too_many_codes");

    let ask = |phone: &str| {
        let request = shop.request(Method::POST, "/api/auth/code").header("cookie", &device);
        answer(request.json(&json!({ "phone": phone })))
    };
    for _ in 0..10 {
        assert_eq!(ask(phone).await.status, 200);
    }
    is_limited(&ask(phone).await, "too_many_codes");
}

#[tokio::test]
async fn a_known_browser_is_known_for_its_own_number_only() {
    let shop = TestShop::open_with(&STRICT).await;
    let device = known_device(&shop, "+491512345678").await;
    let mut sent = 0;
    for _ in 0..30 {
        let request = shop.request(Method::POST, "/api/auth/code").header("cookie", &device);
        let answer = answer(request.json(&json!({ "phone": "+491519999999" }))).await;
        sent += u32::from(answer.status == 200);
    }
    assert_eq!(sent, 10);
}

#[tokio::test]
async fn a_restart_and_a_second_server_on_the_same_data_keep_the_counts() {
    let flags = ["--no-standalone", "--demo=false"];
    let shop = TestShop::open_with(&flags).await;
    for number in 0..12 {
        shop.ask_code(&format!("+49151000{number:04}")).await;
    }
    let shop = TestShop::open_in(shop.close().await, &flags).await;
    let second = shop.second_server(&flags).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let ask = |address: SocketAddr, phone: String| {
        let url = format!("http://{address}/api/auth/code");
        answer(client.post(url).json(&json!({ "phone": phone })))
    };
    for number in 0..4 {
        let (one, two) = (format!("+49152000{number:04}"), format!("+49153000{number:04}"));
        assert_eq!(ask(shop.server.address, one).await.status, 200);
        assert_eq!(ask(second.address, two).await.status, 200);
    }
    for server in [shop.server.address, second.address] {
        is_limited(&ask(server, "+491540000000".into()).await, "too_many_codes");
    }
    second.stop().await;
}

#[tokio::test]
async fn a_forged_address_counts_only_from_a_trusted_proxy() {
    let shop = TestShop::open_with(&["--no-standalone", "--codes-per-address=4"]).await;
    let mut sent = 0;
    for number in 0..10 {
        let answer = ask_from(&shop, &format!("203.0.113.{number}"), &format!("+49151000000{number}")).await;
        sent += u32::from(answer.status == 200);
    }
    assert_eq!(sent, 4);

    // Behind a trusted proxy, forged values are further left.
    let flags = [
        "--no-standalone",
        "--codes-per-address=4",
        "--trusted-proxies=127.0.0.0/8,10.0.0.0/8",
    ];
    let shop = TestShop::open_with(&flags).await;
    sent = 0;
    for number in 0..10 {
        let forwarded = format!("1.1.1.{number}, 203.0.113.9, 10.0.0.{number}");
        let answer = ask_from(&shop, &forwarded, &format!("+49151000000{number}")).await;
        sent += u32::from(answer.status == 200);
    }
    assert_eq!(sent, 4);
}

#[tokio::test]
async fn an_ipv6_network_counts_as_one_address() {
    let shop = TestShop::open_with(&[
        "--no-standalone",
        "--codes-per-address=4",
        "--trusted-proxies=127.0.0.1",
    ])
    .await;
    let mut sent = 0;
    for number in 0..10 {
        let answer = ask_from(
            &shop,
            &format!("2001:db8:1:2::{number}"),
            &format!("+49151000000{number}"),
        )
        .await;
        sent += u32::from(answer.status == 200);
    }
    assert_eq!(sent, 4);
    assert_eq!(ask_from(&shop, "2001:db8:1:3::1", "+491510000000").await.status, 200);
}

#[tokio::test]
async fn in_demo_mode_hundreds_of_logins_from_one_address_are_allowed() {
    let shop = TestShop::open().await;
    for number in 0..300 {
        shop.ask_code(&format!("+49151{:07}", number % 3)).await;
    }
}

async fn flood(shop: &TestShop, login: &Login, path: &str, body: Value, code: &str) -> usize {
    for done in 0..200 {
        let answer = shop.call(login, Method::POST, path, Some(body.clone())).await;
        if answer.status != 201 {
            is_limited(&answer, code);
            return done;
        }
    }
    200
}

#[tokio::test]
async fn one_shopper_cannot_flood_chat_and_tickets_for_others() {
    let shop = TestShop::open_with(&STRICT).await;
    let (login, other) = (shop.log_in("1234567").await, shop.log_in("7654321").await);
    let (message, ticket) = (json!({ "text": "hello" }), json!({ "subject": "A broken cup" }));
    assert_eq!(
        flood(&shop, &login, "/api/chat", message.clone(), "too_many_messages").await,
        40
    );
    assert_eq!(
        flood(&shop, &login, "/api/tickets", ticket.clone(), "too_many_tickets").await,
        10
    );
    assert_eq!(
        shop.call(&other, Method::POST, "/api/chat", Some(message)).await.status,
        201
    );
    assert_eq!(
        shop.call(&other, Method::POST, "/api/tickets", Some(ticket))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn one_address_cannot_exhaust_the_shops_limit_of_events() {
    let shop = TestShop::open_with(&STRICT).await;
    let report = || json!([{ "type": "cart:open", "pieces": 1, "totalCents": 1 }]);
    let mut taken = 0;
    for _ in 0..130 {
        let answer = post_from(&shop, "203.0.113.9", "/api/events", report()).await;
        match answer.status {
            204 => taken += 1,
            _ => is_limited(&answer, "too_many_events"),
        }
    }
    assert_eq!(taken, 120);
    assert_eq!(
        post_from(&shop, "198.51.100.7", "/api/events", report()).await.status,
        204
    );
}

#[tokio::test]
async fn attempts_are_deleted_when_they_no_longer_count() {
    let shop = TestShop::open().await;
    shop.ask_code("1234567").await;
    let folders = shop.close().await;
    let url = format!("sqlite:{}", folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let count = || async {
        let row: (i64,) = sqlx::query_as("SELECT count(*) FROM attempts")
            .fetch_one(&pool)
            .await
            .unwrap();
        row.0
    };
    assert_eq!(count().await, 3);
    sqlx::query("UPDATE attempts SET at = at - 3700000")
        .execute(&pool)
        .await
        .unwrap();
    // Housekeeping runs at the start.
    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    let gone = async {
        while count().await > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), gone)
        .await
        .unwrap();
    drop(shop);
}

//! Login codes: requesting and entering them.

use serde_json::json;

use crate::test_shop::TestShop;

/// A code that differs from this one.
fn another(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_logs_in_and_the_phone_is_normalised() {
    let shop = TestShop::open().await;
    let challenge = shop.ask_code(" +49 (151) 234-5678").await;
    assert_eq!(challenge["phone"], "+491512345678");
    assert_eq!(challenge["resendAfterMs"], 30_000);
    let lives = challenge["expiresAt"].as_u64().unwrap() - challenge["resendAt"].as_u64().unwrap();
    assert_eq!(lives, 270_000);
    let answer = shop.verify(&challenge, challenge["demoCode"].as_str().unwrap()).await;
    assert_eq!(answer.status, 200);
    let session = answer.json();
    assert_eq!(
        session["user"],
        json!({ "id": session["user"]["id"], "name": null, "phone": "+491512345678", "email": null })
    );
    let cookie = answer.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/auth", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn secure_cookies_are_optional() {
    let shop = TestShop::open_with(&["--no-standalone", "--secure-cookies"]).await;
    let challenge = shop.ask_code("1234567").await;
    let answer = shop.verify(&challenge, challenge["demoCode"].as_str().unwrap()).await;
    assert!(answer.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn the_same_phone_is_the_same_user() {
    let shop = TestShop::open().await;
    let first = shop.log_in("+49 151 2345678").await;
    let second = shop.log_in("+49-151-2345678").await;
    assert_eq!(first.user["id"], second.user["id"]);
}

#[tokio::test]
async fn challenges_of_one_phone_do_not_disturb_each_other() {
    let shop = TestShop::open().await;
    let first = shop.ask_code("1234567").await;
    let second = shop.ask_code("1234567").await;
    for challenge in [first, second] {
        let code = challenge["demoCode"].as_str().unwrap();
        assert_eq!(shop.verify(&challenge, code).await.status, 200);
    }
}

#[tokio::test]
async fn a_malformed_phone_number_is_refused() {
    let shop = TestShop::open().await;
    for phone in [
        "",
        "123",
        "call me",
        "1234567890123456",
        "+49 151 2345678 ext. 12",
        "011 1 555 010 0199",
    ] {
        let answer = shop.post("/api/auth/code", json!({ "phone": phone })).await;
        let expected = (400, "bad_phone".to_owned(), Some("phone".to_owned()));
        assert_eq!(answer.failure(), expected, "{phone}");
    }
}

#[tokio::test]
async fn a_new_code_can_be_requested_after_30_seconds() {
    let shop = TestShop::open().await;
    let first = shop.ask_code("1234567").await;
    let again = json!({ "phone": "1234567", "resendOf": first["challengeId"] });
    let early = shop.post("/api/auth/code", again.clone()).await;
    early.is_failure(429, "resend_too_soon");
    let wait = early.json()["error"]["retryAfterMs"].as_u64().unwrap();
    assert!((1..=30_000).contains(&wait), "{wait}");
    assert!(!early.header("retry-after").is_empty());
    shop.server.clock.advance(30_000);
    assert_eq!(shop.post("/api/auth/code", again).await.status, 200);
}

#[tokio::test]
async fn without_demo_mode_the_code_is_not_shown_and_ten_are_enough() {
    let shop = TestShop::open_with(&["--no-standalone", "--demo=false"]).await;
    for _ in 0..10 {
        let challenge = shop.ask_code("1234567").await;
        assert!(challenge.get("demoCode").is_none());
    }
    let answer = shop.post("/api/auth/code", json!({ "phone": "1234567" })).await;
    answer.is_failure(429, "too_many_codes");
    assert!(answer.json()["error"]["retryAfterMs"].as_u64().unwrap() > 0);
    shop.ask_code("7654321").await;
    shop.server.clock.advance(10 * 60_000 + 1);
    shop.ask_code("1234567").await;
}

#[tokio::test]
async fn a_code_is_invalid_after_five_wrong_tries() {
    let shop = TestShop::open().await;
    let challenge = shop.ask_code("1234567").await;
    let right = challenge["demoCode"].as_str().unwrap();
    let wrong = another(right);
    for left in ["4 tries", "3 tries", "2 tries", "one try"] {
        let answer = shop.verify(&challenge, &wrong).await;
        answer.is_failure(401, "code_wrong");
        let message = answer.json()["error"]["message"].to_string();
        assert!(message.contains(left), "{message}");
    }
    for code in [&wrong, right] {
        let answer = shop.verify(&challenge, code).await;
        answer.is_failure(429, "too_many_tries");
    }
}

#[tokio::test]
async fn a_code_in_the_digits_of_any_script_and_with_spaces_is_accepted() {
    let shop = TestShop::open().await;
    for zero in ['0', '０', '٠', '۰', '०', '০', '๐'] {
        let challenge = shop.ask_code("1234567").await;
        let code: String = challenge["demoCode"]
            .as_str()
            .unwrap()
            .chars()
            .map(|c| char::from_u32(u32::from(zero) + c.to_digit(10).unwrap()).unwrap())
            .flat_map(|digit| [' ', digit, '\u{200e}'])
            .collect();
        assert_eq!(shop.verify(&challenge, &code).await.status, 200, "{code}");
    }
}

#[tokio::test]
async fn all_spellings_of_a_number_are_one_user() {
    let shop = TestShop::open().await;
    let first = shop.log_in("+49 151 2345678").await;
    for spelling in [
        "tel:+49-151-2345678",
        "+49 (0)151/2345678",
        "0049 151 234 56 78",
        "\u{202a}+49\u{202f}151\u{a0}2345678\u{202c}",
        "＋４９１５１２３４５６７８",
        "+٤٩١٥١٢٣٤٥٦٧٨",
    ] {
        assert_eq!(shop.log_in(spelling).await.user, first.user, "{spelling}");
    }
}

#[tokio::test]
async fn a_malformed_code_does_not_count_as_a_try() {
    let shop = TestShop::open().await;
    let challenge = shop.ask_code("1234567").await;
    for code in ["", "12345", "abcdef", "1234567"] {
        let answer = shop.verify(&challenge, code).await;
        answer.is_failure(400, "code_malformed");
    }
    let wrong = another(challenge["demoCode"].as_str().unwrap());
    let message = shop.verify(&challenge, &wrong).await.json()["error"]["message"].to_string();
    assert!(message.contains("4 tries"), "{message}");
}

#[tokio::test]
async fn a_code_expires_after_five_minutes() {
    let shop = TestShop::open().await;
    let challenge = shop.ask_code("1234567").await;
    shop.server.clock.advance(5 * 60_000);
    let code = challenge["demoCode"].as_str().unwrap();
    shop.verify(&challenge, code).await.is_failure(410, "code_expired");
}

#[tokio::test]
async fn a_code_is_valid_for_one_login() {
    let shop = TestShop::open().await;
    let challenge = shop.ask_code("1234567").await;
    let code = challenge["demoCode"].as_str().unwrap();
    assert_eq!(shop.verify(&challenge, code).await.status, 200);
    shop.verify(&challenge, code).await.is_failure(404, "challenge_unknown");
    shop.verify(&json!({ "challengeId": "nobody's" }), "123456")
        .await
        .is_failure(404, "challenge_unknown");
}

#[tokio::test]
async fn a_code_that_an_earlier_release_sent_logs_in_the_user_of_that_number() {
    let shop = TestShop::open().await;
    let user = shop.log_in("+49 151 2345678").await.user;
    let challenge = shop.ask_code("+49 151 2345678").await;
    let url = format!("sqlite:{}", shop.folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("UPDATE code_challenges SET phone = '+4901512345678'")
        .execute(&pool)
        .await
        .unwrap();
    let answer = shop.verify(&challenge, challenge["demoCode"].as_str().unwrap()).await;
    assert_eq!(answer.login().user, user);
}

//! Access tokens, refresh tokens, logout.

use reqwest::Method;

use crate::test_shop::{TestShop, answer};

#[tokio::test]
async fn a_guest_has_no_session_and_that_is_no_error() {
    let shop = TestShop::open().await;
    let request = shop.request(Method::POST, "/api/auth/refresh");
    let no_cookie = answer(request).await;
    assert_eq!(no_cookie.status, 204);
    assert_eq!(no_cookie.refresh_cookie(), None);
    let unknown = shop.refresh("made-up").await;
    assert_eq!(unknown.status, 204);
    assert_eq!(unknown.refresh_cookie().as_deref(), Some(""));
    assert!(unknown.header("set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn a_refresh_gives_a_session_and_another_cookie() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let renewed = shop.refresh(&login.refresh).await.login();
    assert_ne!(renewed.refresh, login.refresh);
    assert_eq!(renewed.user, login.user);
    let profile = shop.call(&renewed, Method::GET, "/api/profile", None).await;
    assert_eq!(profile.json(), login.user);
}

#[tokio::test]
async fn two_tabs_may_use_the_same_token_within_30_seconds() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let first = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(29_000);
    let second = shop.refresh(&login.refresh).await.login();
    for tab in [first, second] {
        assert_eq!(shop.refresh(&tab.refresh).await.status, 200);
    }
}

#[tokio::test]
async fn a_token_that_is_used_again_later_ends_the_login() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let other_login = shop.log_in("1234567").await;
    let renewed = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(31_000);
    let thief = shop.refresh(&login.refresh).await;
    assert_eq!(thief.status, 204);
    assert_eq!(thief.refresh_cookie().as_deref(), Some(""));
    assert_eq!(shop.refresh(&renewed.refresh).await.status, 204);
    shop.call(&renewed, Method::GET, "/api/profile", None)
        .await
        .is_failure(401, "token_invalid");
    assert_eq!(shop.refresh(&other_login.refresh).await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_ends_after_30_days_without_use() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    shop.server.clock.advance(29 * 24 * 3_600_000);
    let renewed = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(30 * 24 * 3_600_000);
    assert_eq!(shop.refresh(&renewed.refresh).await.status, 204);
}

#[tokio::test]
async fn logout_ends_the_login_at_once() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let cookie = format!("refresh={}", login.refresh);
    let request = shop.request(Method::POST, "/api/auth/logout");
    let out = answer(request.header("cookie", cookie)).await;
    assert_eq!(out.status, 204);
    assert_eq!(out.refresh_cookie().as_deref(), Some(""));
    assert_eq!(shop.refresh(&login.refresh).await.status, 204);
    shop.call(&login, Method::GET, "/api/profile", None)
        .await
        .is_failure(401, "token_invalid");
    let request = shop.request(Method::POST, "/api/auth/logout");
    assert_eq!(answer(request).await.status, 204);
}

#[tokio::test]
async fn an_access_token_ends_when_it_says() {
    let shop = TestShop::open_with(&["--no-standalone", "--token-seconds=1"]).await;
    let login = shop.log_in("1234567").await;
    let profile = || shop.call(&login, Method::GET, "/api/profile", None);
    assert_eq!(profile().await.status, 200);
    shop.server.clock.advance(2_000);
    profile().await.is_failure(401, "token_expired");
    assert_eq!(shop.refresh(&login.refresh).await.status, 200);
}

#[tokio::test]
async fn what_is_a_shoppers_own_needs_a_token() {
    let shop = TestShop::open().await;
    for (method, path) in [
        (Method::GET, "/api/orders"),
        (Method::GET, "/api/orders/x"),
        (Method::POST, "/api/orders"),
        (Method::GET, "/api/profile"),
        (Method::PUT, "/api/profile"),
        (Method::GET, "/api/tickets"),
        (Method::POST, "/api/tickets"),
        (Method::POST, "/api/tickets/x/close"),
        (Method::GET, "/api/chat"),
        (Method::POST, "/api/chat"),
    ] {
        let guest = answer(shop.request(method.clone(), path)).await;
        guest.is_failure(401, "token_missing");
        for wrong in ["Bearer x.y.z", "Basic abc", "Bearer", ""] {
            let request = shop.request(method.clone(), path);
            let refused = answer(request.header("authorization", wrong)).await;
            refused.is_failure(401, "token_invalid");
        }
    }
}

#[tokio::test]
async fn secrets_are_not_in_the_database_file() {
    let shop = TestShop::open().await;
    let challenge = shop.ask_code("1234567").await;
    let code = challenge["demoCode"].as_str().unwrap().to_owned();
    let login = shop.verify(&challenge, &code).await.login();
    let folders = shop.close().await;
    let bytes = std::fs::read(folders.database()).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("1234567"), "the phone is there, so the rest would be found");
    assert!(!holds(&login.refresh));
    assert!(!holds(&login.token));
}

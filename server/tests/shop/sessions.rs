//! Access tokens, refresh tokens, logout.

use reqwest::Method;

use crate::test_shop::{Answer, TestShop, answer};

#[tokio::test]
async fn a_missing_session_is_not_an_error() {
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
async fn a_refresh_returns_a_session_and_a_new_cookie() {
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
async fn reuse_of_a_token_after_its_successor_ends_the_login() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let other_login = shop.log_in("1234567").await;
    let renewed = shop.refresh(&login.refresh).await.login();
    let newest = shop.refresh(&renewed.refresh).await.login();
    shop.server.clock.advance(31_000);
    is_ended(&shop.refresh(&login.refresh).await);
    is_ended(&shop.refresh(&newest.refresh).await);
    shop.call(&newest, Method::GET, "/api/profile", None)
        .await
        .is_failure(401, "token_invalid");
    assert_eq!(shop.refresh(&other_login.refresh).await.status, 200);
}

#[tokio::test]
async fn after_a_lost_answer_a_token_gets_another_successor_at_any_time() {
    for wait in [0, 31_000, 3_600_000, 29 * 24 * 3_600_000] {
        let shop = TestShop::open().await;
        let login = shop.log_in("1234567").await;
        shop.refresh(&login.refresh).await.login();
        shop.server.clock.advance(wait);
        let second = shop.refresh(&login.refresh).await.login();
        assert_eq!(second.user, login.user);
        let third = shop.refresh(&second.refresh).await.login();
        assert_eq!(shop.refresh(&third.refresh).await.status, 200);
    }
}

#[tokio::test]
async fn many_answers_in_a_row_may_get_lost() {
    let shop = TestShop::open().await;
    let mut token = shop.log_in("1234567").await.refresh;
    for _ in 0..3 {
        for _ in 0..4 {
            shop.refresh(&token).await.login();
            shop.server.clock.advance(45_000);
        }
        token = shop.refresh(&token).await.login().refresh;
        shop.server.clock.advance(600_000);
    }
    assert_eq!(shop.refresh(&token).await.status, 200);
}

#[tokio::test]
async fn use_of_a_lost_successor_ends_the_login_of_both_sides() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lost = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(31_000);
    let second = shop.refresh(&login.refresh).await.login();
    is_ended(&shop.refresh(&lost.refresh).await);
    is_ended(&shop.refresh(&second.refresh).await);
}

#[tokio::test]
async fn a_stolen_token_ends_the_login_once_thief_and_owner_have_used_it() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    // The thief has a copy; the owner uses it later and gets another successor.
    let thief = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(60_000);
    let owner = shop.refresh(&login.refresh).await.login();
    let owner = shop.refresh(&owner.refresh).await.login();
    is_ended(&shop.refresh(&thief.refresh).await);
    is_ended(&shop.refresh(&owner.refresh).await);
}

#[tokio::test]
async fn the_browser_may_keep_the_answer_of_either_of_two_tabs() {
    for keeps_first in [true, false] {
        let shop = TestShop::open().await;
        let login = shop.log_in("1234567").await;
        let (one, two) = tokio::join!(shop.refresh(&login.refresh), shop.refresh(&login.refresh));
        let [kept, other] = if keeps_first { [one, two] } else { [two, one] }.map(|answer| answer.login());
        // The next refresh follows the expiry of the access token.
        shop.server.clock.advance(600_000);
        let kept = shop.refresh(&kept.refresh).await.login();
        shop.server.clock.advance(600_000);
        let kept = shop.refresh(&kept.refresh).await.login();
        // The browser does not have the other token, so its use means theft.
        is_ended(&shop.refresh(&other.refresh).await);
        is_ended(&shop.refresh(&kept.refresh).await);
    }
}

#[tokio::test]
async fn an_expired_token_gets_no_successor() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    shop.server.clock.advance(20 * 24 * 3_600_000);
    let renewed = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(11 * 24 * 3_600_000);
    is_ended(&shop.refresh(&login.refresh).await);
    assert_eq!(shop.refresh(&renewed.refresh).await.status, 200);
}

#[tokio::test]
async fn a_logout_with_a_token_whose_answer_was_lost_ends_the_login() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lost = shop.refresh(&login.refresh).await.login();
    shop.server.clock.advance(60_000);
    let request = shop.request(Method::POST, "/api/auth/logout");
    answer(request.header("cookie", format!("refresh={}", login.refresh))).await;
    is_ended(&shop.refresh(&login.refresh).await);
    is_ended(&shop.refresh(&lost.refresh).await);
}

#[tokio::test]
async fn the_time_decides_about_a_token_that_an_older_server_replaced() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let renewed = shop.refresh(&login.refresh).await.login();
    let folders = shop.close().await;
    let url = format!("sqlite:{}", folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("UPDATE refresh_tokens SET replaces = NULL")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    shop.server.clock.advance(31_000);
    is_ended(&shop.refresh(&login.refresh).await);
    is_ended(&shop.refresh(&renewed.refresh).await);
}

/// Checks that the login has ended and that the browser drops the token.
#[track_caller]
fn is_ended(answer: &Answer) {
    assert_eq!((answer.status, answer.refresh_cookie().as_deref()), (204, Some("")));
}

#[tokio::test]
async fn a_refresh_token_expires_after_30_days_without_use() {
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
async fn an_access_token_expires_at_its_time() {
    let shop = TestShop::open_with(&["--no-standalone", "--token-seconds=1"]).await;
    let login = shop.log_in("1234567").await;
    let profile = || shop.call(&login, Method::GET, "/api/profile", None);
    assert_eq!(profile().await.status, 200);
    shop.server.clock.advance(2_000);
    profile().await.is_failure(401, "token_expired");
    assert_eq!(shop.refresh(&login.refresh).await.status, 200);
}

#[tokio::test]
async fn private_data_need_a_token() {
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
    assert!(holds("1234567"), "the phone number is found, so the secrets would be");
    assert!(!holds(&login.refresh));
    assert!(!holds(&login.token));
}

#[tokio::test]
async fn a_lost_signing_secret_ends_no_login() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let folders = shop.close().await;
    std::fs::remove_file(folders.data.path().join("signing.secret")).unwrap();
    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    let profile = shop.call(&login, Method::GET, "/api/profile", None).await;
    profile.is_failure(401, "token_invalid");
    assert_eq!(shop.refresh(&login.refresh).await.json()["user"], login.user);
}

#[tokio::test]
async fn the_command_of_the_guide_ends_all_logins_while_the_server_runs() {
    let guide = include_str!("../../../docs/guides/operate.md");
    let sql = guide
        .lines()
        .find_map(|line| Some(line.split_once("\"UPDATE refresh_families")?.1.rsplit_once('"')?.0));
    let shop = TestShop::open().await;
    let logins = [shop.log_in("1234567").await, shop.log_in("7654321").await];
    let url = format!("sqlite:{}", shop.folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query(&format!("UPDATE refresh_families{}", sql.unwrap()))
        .execute(&pool)
        .await
        .unwrap();
    for login in &logins {
        let profile = shop.call(login, Method::GET, "/api/profile", None).await;
        profile.is_failure(401, "token_invalid");
        assert_eq!(shop.refresh(&login.refresh).await.status, 204);
    }
    assert_eq!(shop.log_in("1234567").await.user, logins[0].user, "the accounts stay");
}

#[tokio::test]
async fn expired_tokens_are_deleted_before_their_logins() {
    let shop = TestShop::open().await;
    shop.log_in("1234567").await;
    let folders = shop.close().await;
    let url = format!("sqlite:{}", folders.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    for step in [
        "UPDATE refresh_families SET created_at = 1",
        "UPDATE refresh_tokens SET expires_at = 1",
        // Deleting a login deletes its tokens in the same transaction, however many there are.
        "CREATE TRIGGER too_much BEFORE DELETE ON refresh_families
         WHEN EXISTS (SELECT 1 FROM refresh_tokens WHERE family_id = OLD.id)
         BEGIN SELECT RAISE(ABORT, 'tokens are left'); END",
    ] {
        sqlx::query(step).execute(&pool).await.unwrap();
    }
    // Housekeeping runs at the start.
    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    let gone = async {
        loop {
            let left: i64 = sqlx::query_scalar("SELECT count(*) FROM refresh_families")
                .fetch_one(&pool)
                .await
                .unwrap();
            if left == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), gone)
        .await
        .unwrap();
    drop(shop);
}

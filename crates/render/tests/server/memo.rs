//! Renderings that are used again.

use std::time::{Duration, SystemTime};

use tarn_render::{Answer, PageRequest, Slot};

use crate::component::{returning, returning_after};
use crate::site::Site;

/// Waits for the next minute if the present one is about to end: a rendering is used within its minute.
async fn early_in_a_minute() {
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let left = 60_000 - since_epoch.as_millis() % 60_000;
    if left < 3_000 {
        tokio::time::sleep(Duration::from_millis(left as u64)).await;
    }
}

#[tokio::test]
async fn an_equal_request_is_answered_without_a_call() {
    early_in_a_minute().await;
    let site = Site::with(&returning("<p>1</p>"));
    for _ in 0..3 {
        assert_eq!(site.cart().await.unwrap().html, "<p>1</p>");
    }
    assert_eq!(site.calls(), (1, 2));
    site.cart_at("/cart/2").await.unwrap();
    assert_eq!(site.calls(), (2, 2));
}

#[tokio::test]
async fn another_answer_of_the_api_is_another_request() {
    early_in_a_minute().await;
    let site = Site::with(&returning("<p>1</p>"));
    let slot = Slot {
        remote: "cart".into(),
        component: "CartPage".into(),
        props: "{}".into(),
        ..Slot::default()
    };
    for (status, json) in [(200, "1"), (200, "2"), (404, "2"), (200, "1")] {
        let answer = Answer {
            path: "/api/cart".into(),
            status,
            json: json.into(),
        };
        site.renderers
            .remote(&PageRequest::default(), &slot, &[answer])
            .await
            .unwrap();
    }
    assert_eq!(site.calls(), (3, 1));
}

#[tokio::test]
async fn another_build_is_asked_again() {
    let site = Site::with(&returning("<p>1</p>"));
    assert_eq!(site.cart().await.unwrap().html, "<p>1</p>");
    site.deploy(&returning("<p>2</p>"));
    assert_eq!(site.cart().await.unwrap().html, "<p>2</p>");
    assert_eq!(site.calls(), (2, 0));
}

#[tokio::test]
async fn a_renderer_that_reads_the_clock_is_asked_each_time() {
    let import = r#"(import "wasi:clocks/wall-clock@0.2.0" "now" (func $now (param i32)))"#;
    let site = Site::with(&returning_after(import, "<p>today</p>", "(call $now (i32.const 6000))"));
    for _ in 0..3 {
        assert_eq!(site.cart().await.unwrap().html, "<p>today</p>");
    }
    assert_eq!(site.calls(), (3, 0));
}

//! Renderings that are used again.

use tarn_render::{Answer, PageRequest, Slot};

use crate::component::{returning, returning_after};
use crate::site::Site;

#[tokio::test]
async fn an_equal_request_is_answered_without_a_call() {
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

//! Renderers that look for more than their request.

use crate::component::{returning, returning_after, spy};
use crate::site::Site;

#[tokio::test]
async fn the_environment_is_empty() {
    let import = r#"(import "wasi:cli/environment@0.2.0" "get-environment" (func $environment (param i32)))"#;
    // Ends if the list at 6000 has an entry.
    let look = "(call $environment (i32.const 6000)) (if (i32.load (i32.const 6004)) (then unreachable))";
    let site = Site::with(&returning_after(import, "<p>nothing</p>", look));
    assert_eq!(site.cart().await.unwrap().html, "<p>nothing</p>");
}

#[tokio::test]
async fn there_are_no_files_and_no_network() {
    let files = r#"(import "wasi:filesystem/preopens@0.2.0" "get-directories" (func $look (param i32)))"#;
    let network = r#"(import "wasi:sockets/instance-network@0.2.0" "instance-network" (func $look (result i32)))"#;
    for (import, act) in [
        (files, "(call $look (i32.const 6000))"),
        (network, "(drop (call $look))"),
    ] {
        let site = Site::with(&returning_after(import, "<p>found</p>", act));
        assert!(site.cart().await.is_none(), "{import}");
        assert_eq!(site.failures("FED-023"), 1, "{import}");
        // Rust's standard library imports them in every program: the import alone is no failure.
        let site = Site::with(&returning_after(import, "<p>not looked</p>", ""));
        assert_eq!(site.cart().await.unwrap().html, "<p>not looked</p>", "{import}");
    }
}

#[tokio::test]
async fn nothing_is_left_of_another_request() {
    // Keeps a number in a global and another one in its memory, and ends if it finds either.
    let site = Site::with(&spy(
        "",
        r#"(global $seen (mut i32) (i32.const 0))
        (func (export "render") (param ..) (result i32)
            (if (i32.or (global.get $seen) (i32.load (i32.const 60000))) (then unreachable))
            (global.set $seen (i32.const 1))
            (i32.store (i32.const 60000) (i32.const 1))
            (i32.const 4096))"#,
    ));
    for number in 0..100 {
        // Distinct addresses: each request runs.
        let cart = site.cart_at(&format!("/cart/{number}")).await;
        assert!(cart.is_some(), "request {number}");
    }
    assert_eq!(site.calls(), (100, 0));
}

#[tokio::test]
async fn a_renderer_of_one_remote_does_not_answer_for_another() {
    let site = Site::with(&returning("<p>cart</p>"));
    let slot = tarn_render::Slot {
        remote: "../remotes/cart".into(),
        component: "CartPage".into(),
        props: "{}".into(),
        ..Default::default()
    };
    assert!(site.renderers.remote(&Default::default(), &slot, &[]).await.is_none());
    assert!(site.renderers.metrics().apps.is_empty(), "its files were read");
}

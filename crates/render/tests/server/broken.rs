//! Renderers that end without HTML. Each costs its slot the HTML, and the next request works.

use std::time::{Duration, Instant};

use crate::component::{component, returning, with_two_memories};
use crate::site::Site;

const TRAP: &str = r#"(func (export "render") (param ..) (result i32) unreachable)"#;
const LOOP: &str = r#"(func (export "render") (param ..) (result i32) (loop (br 0)) unreachable)"#;
const GREEDY: &str = r#"(func (export "render") (param ..) (result i32)
    (loop $more
        (if (i32.eq (memory.grow (i32.const 16)) (i32.const -1)) (then unreachable))
        (br $more))
    unreachable)"#;
/// A result outside of the memory.
const OUTSIDE: &str = r#"(func (export "render") (param ..) (result i32) (i32.const 0x7fffffff))"#;
/// A panic with a report.
const PANIC: &str = r#"(data (i32.const 4096) "at src/cart.rs:7")
    (func (export "render") (param ..) (result i32)
        (call $report (i32.const 4096) (i32.const 16))
        unreachable)"#;
/// `Err` with a sentence.
const REFUSED: &str = r#"(data (i32.const 4096) "\01\00\00\00\00\12\00\00\0a\00\00\00")
    (data (i32.const 4608) "no product")
    (func (export "render") (param ..) (result i32) (i32.const 4096))"#;
const DEEP: &str = r#"(func $deep (param i32) (result i32) (call $deep (local.get 0)))
    (func (export "render") (param ..) (result i32) (call $deep (local.get 0)))"#;

#[tokio::test]
async fn a_renderer_that_ends_without_html_costs_its_slot_the_html() {
    for (what, body) in [
        ("trap", TRAP),
        ("loop", LOOP),
        ("memory", GREEDY),
        ("result", OUTSIDE),
        ("panic", PANIC),
        ("refusal", REFUSED),
        ("stack", DEEP),
    ] {
        let site = Site::with(&component(body));
        let start = Instant::now();
        assert_eq!(site.cart().await, None, "{what}");
        assert!(start.elapsed() < Duration::from_secs(2), "{what}");
        assert_eq!(site.failures("FED-023"), 1, "{what}");
        site.deploy(&returning("<p>Cart</p>"));
        assert_eq!(site.cart().await.unwrap().html, "<p>Cart</p>", "{what}");
    }
}

/// Engines of other languages have memories of their own. 4 MiB are 64 pages.
#[tokio::test]
async fn the_limit_is_that_of_all_memories_together() {
    let growing = |pages: u32| {
        let grow = |memory: &str| {
            format!("(if (i32.eq (memory.grow {memory} (i32.const {pages})) (i32.const -1)) (then unreachable))")
        };
        with_two_memories("<p>Cart</p>", &(grow("") + &grow("$second")))
    };
    let site = Site::with(&growing(30));
    assert_eq!(site.cart().await.unwrap().html, "<p>Cart</p>");
    site.deploy(&growing(40));
    assert_eq!(site.cart().await, None);
    assert_eq!(site.failures("FED-023"), 1);
}

#[tokio::test]
async fn a_renderer_that_cannot_be_used_is_not_run() {
    let good = returning("<p>Cart</p>");
    for (what, site) in [
        ("no component", Site::with(b"no component")),
        ("another module", Site::with(b"\0asm\x01\0\0\0")),
        ("empty", Site::with(b"")),
    ] {
        assert_eq!(site.cart().await, None, "{what}");
        assert_eq!(site.failures("FED-024"), 1, "{what}");
    }
    let damaged = Site::new();
    damaged.deploy_with(&good, "1.0", |bytes| bytes[100] ^= 1);
    assert_eq!(damaged.cart().await, None);
    assert_eq!(damaged.failures("FED-024"), 1);
    let missing = Site::with(&good);
    missing.remove_component();
    assert_eq!(missing.cart().await, None);
    assert_eq!(missing.failures("FED-024"), 1);
    for world in ["2.0", "1.1", "0.9", "one"] {
        let site = Site::new();
        site.deploy_with(&good, world, |_| {});
        assert_eq!(site.cart().await, None, "{world}");
        assert_eq!(site.failures("FED-024"), 1, "{world}");
    }
}

#[tokio::test]
async fn a_renderer_that_is_copied_after_its_manifest_is_used_soon() {
    let good = returning("<p>Cart</p>");
    let site = Site::with(&good);
    site.remove_component();
    assert_eq!(site.cart().await, None);
    site.restore_component(&good);
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    assert_eq!(site.cart().await.unwrap().html, "<p>Cart</p>");
}

#[tokio::test]
async fn a_manifest_that_hosts_refuse_is_not_rendered() {
    let site = Site::with(&returning("<p>Cart</p>"));
    for edit in [
        ("\"schema\":1", "\"schema\":99"),
        ("\"name\":\"cart\"", "\"name\":\"auth\""),
    ] {
        site.edit_manifest(|json| json.replace(edit.0, edit.1));
        assert_eq!(site.cart().await, None, "{edit:?}");
    }
    site.edit_manifest(|json| json.replacen('{', &format!("{{{}", " ".repeat(300_000)), 1));
    assert_eq!(site.cart().await, None);
    assert_eq!(site.failures("FED-024"), 3);
}

#[tokio::test]
async fn an_app_without_a_renderer_is_no_failure() {
    let site = Site::new();
    assert_eq!(site.cart().await, None);
    assert!(site.renderers.metrics().apps.is_empty());
}

#[tokio::test]
async fn a_loop_of_one_app_does_not_stop_another_request() {
    let (looping, fine) = (Site::with(&component(LOOP)), Site::with(&returning("<p>Cart</p>")));
    fine.cart().await;
    let both = async { tokio::join!(looping.cart(), looping.cart(), fine.cart()) };
    let (first, second, html) = both.await;
    assert_eq!((first, second), (None, None));
    assert_eq!(html.unwrap().html, "<p>Cart</p>");
}

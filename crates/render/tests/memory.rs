//! The memory of a server that renders for a long time. A program of its own: other tests would take memory, too.
#![cfg(all(feature = "server", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a failed test shows it")]

#[path = "server/component.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod component;
#[path = "server/site.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod site;

use std::fs;

use crate::component::returning;
use crate::site::Site;

/// The memory of this process, in KiB.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Each page has an address of its own, so each is rendered, and the memo is full long before the end.
#[tokio::test]
async fn ten_thousand_requests_leave_the_memory_as_it_was() {
    let site = Site::with(&returning(&"<p>a product</p>".repeat(200)));
    let mut before = 0;
    for number in 0..12_000 {
        if number == 2_000 {
            before = resident();
        }
        site.cart_at(&format!("/cart/{number}")).await.unwrap();
    }
    assert_eq!(site.calls(), (12_000, 0));
    let more = resident().saturating_sub(before);
    assert!(more < 2_048, "10,000 requests have taken {more} KiB");
}

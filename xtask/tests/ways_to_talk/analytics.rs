//! Analytics hear events and know nothing else.

use std::fs;

use shop_api::events::{EventType, MAX_REPORTED};

use crate::remotes::root;
use crate::source_text::code;

/// What a script would have to say to reach the store, the registry, a remote, or who the shopper is.
const WORDS: [&str; 9] = [
    "__TARN__",
    "store",
    "getState",
    "dispatch(",
    "import",
    "Storage",
    "cookie",
    "querySelector",
    "fetch",
];

fn offences(script: &str) -> Vec<&'static str> {
    // Its own report, where the browser has no beacons, is the one request that it may make.
    let code = code(script).replace("fetch(events,", "");
    WORDS.into_iter().filter(|word| code.contains(word)).collect()
}

fn analytics() -> String {
    fs::read_to_string(root().join("host/analytics.js")).unwrap()
}

#[test]
fn analytics_hold_no_reference_to_the_store() {
    assert_eq!(offences(&analytics()), [""; 0]);
    assert_eq!(offences("const { store } = window.__TARN__;"), ["__TARN__", "store"]);
}

#[test]
fn analytics_hear_every_event_and_keep_no_more_than_the_server_takes() {
    let script = analytics();
    let list = EventType::ALL.map(|event| format!("\"{}\"", event.as_str())).join(", ");
    assert!(
        script.contains(&format!("[{list}]")),
        "host/analytics.js listens to others than {list}"
    );
    assert!(
        script.contains(&format!("waiting[{}]", MAX_REPORTED - 1)),
        "the server takes {MAX_REPORTED} at once"
    );
}

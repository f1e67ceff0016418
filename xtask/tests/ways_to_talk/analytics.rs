//! Analytics only observe events.

use std::fs;

use shop_api::events::{EventType, MAX_REPORTED};

use crate::remotes::root;
use crate::source_text::code;

/// Words that a script needs for access to the store, the registry, a remote, or the shopper's identity.
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
    // Its report, if the browser has no beacons, is the one allowed request.
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
fn analytics_observe_every_event_and_keep_no_more_than_the_server_accepts() {
    let script = analytics();
    let list = EventType::ALL.map(|event| format!("\"{}\"", event.as_str())).join(", ");
    assert!(
        script.contains(&format!("[{list}]")),
        "host/analytics.js listens to other events than {list}"
    );
    assert!(
        script.contains(&format!("waiting[{}]", MAX_REPORTED - 1)),
        "the server accepts {MAX_REPORTED} at once"
    );
}

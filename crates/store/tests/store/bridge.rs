//! The bridge between two tabs.

use serde_json::{Value, json};
use tarn_store::bridge::{Bridge, BridgeConfig, DropReason, Received};
use tarn_store::*;

use crate::slices::*;

struct Tab {
    store: Store,
    bridge: std::rc::Rc<Bridge>,
    posted: std::rc::Rc<std::cell::RefCell<Vec<Vec<u8>>>>,
}

fn config(allow: &[&str]) -> BridgeConfig {
    BridgeConfig {
        enabled: true,
        allow: allow.iter().map(|pattern| (*pattern).into()).collect(),
        dual_write: false,
    }
}

/// A tab whose bridge allows all marked actions, and collects its messages.
fn tab(id: &str) -> Tab {
    let store = make_store();
    let bridge = std::rc::Rc::new(Bridge::new(id, is_login));
    bridge.configure(config(&["*"]));
    let posted = std::rc::Rc::<std::cell::RefCell<Vec<_>>>::default();
    let listening = store.owner().unwrap().listen("*", {
        let (store, bridge, posted) = (store.clone(), bridge.clone(), posted.clone());
        move |applied| {
            let owner = store.owner().unwrap();
            if bridge.is_for_others(owner, applied) {
                posted.borrow_mut().extend(bridge.messages(owner, applied));
            }
        }
    });
    listening.forever();
    Tab { store, bridge, posted }
}

impl Tab {
    fn receive(&self, bytes: &[u8]) -> Result<Received, DropReason> {
        let received = self.bridge.receive(self.store.owner().unwrap(), bytes);
        received.map_err(|dropped| dropped.reason)
    }

    fn receive_all(&self, other: &Tab) {
        for message in other.posted.borrow_mut().drain(..) {
            self.receive(&message).unwrap();
        }
    }

    fn posted_types(&self) -> Vec<String> {
        let posted = self.posted.borrow();
        posted
            .iter()
            .map(|bytes| json_of(bytes)["action"].as_str().unwrap().into())
            .collect()
    }

    fn total(&self) -> u32 {
        self.store.select(total)
    }
}

fn json_of(bytes: &[u8]) -> Value {
    tarn_wire::from_slice(bytes).unwrap()
}

fn message(changed: &[(&str, Value)]) -> Vec<u8> {
    let mut message = json!({
        "schema": 2, "tab": "other", "seq": 1, "action": "counters/add", "contract": CONTRACT.version,
        "payload": {"name": "a", "count": 1},
    });
    for (field, value) in changed {
        message[field] = value.clone();
    }
    tarn_wire::to_vec(&message)
}

#[test]
fn an_action_of_one_tab_is_applied_in_the_other_without_an_echo() {
    let (here, there) = (tab("here"), tab("there"));
    here.store.dispatch(add(2)).unwrap();
    there.receive_all(&here);
    assert_eq!(there.total(), 2);
    assert_eq!(
        there.store.owner().unwrap().log().last().unwrap().applied.from.as_ref(),
        "tab"
    );
    assert!(
        there.posted.borrow().is_empty(),
        "an action of another tab is not sent on"
    );
    there.store.dispatch(CountersAction::Clear).unwrap();
    here.receive_all(&there);
    assert_eq!(here.total(), 0);
    assert_eq!(there.store.owner().unwrap().metrics().bridge_received.get(), 1);
}

#[test]
fn only_marked_actions_cross_even_if_federation_json_allows_all() {
    let here = tab("here");
    here.store
        .dispatch(SessionAction::SetToken {
            token: "secret-token".into(),
            expires_at: 1,
        })
        .unwrap();
    here.store
        .dispatch(SessionAction::SetUser { user: "ada".into() })
        .unwrap();
    here.store
        .dispatch(SessionAction::SetIsLoggedIn { is_logged_in: true })
        .unwrap();
    here.store.dispatch(SessionAction::Restored).unwrap();
    here.store.dispatch(add(1)).unwrap();
    here.store.dispatch(DisplayAction::SetDark { is_dark: true }).unwrap();
    here.store.dispatch(SessionAction::LogOut).unwrap();
    assert_eq!(
        here.posted_types(),
        [
            "session/setIsLoggedIn",
            "counters/add",
            "display/setDark",
            "session/logOut"
        ]
    );
    for bytes in here.posted.borrow().iter() {
        assert!(!json_of(bytes).to_string().contains("secret-token"));
    }
}

#[test]
fn only_actions_that_federation_json_allows_cross_in_either_direction() {
    let here = tab("here");
    here.bridge.configure(config(&["session/logOut", "counters/clear"]));
    here.store.dispatch(add(1)).unwrap();
    here.store.dispatch(CountersAction::Clear).unwrap();
    assert_eq!(here.posted_types(), ["counters/clear"]);
    assert_eq!(here.receive(&message(&[])), Err(DropReason::NotAllowed));
    here.bridge.configure(config(&["counters/*"]));
    assert_eq!(here.receive(&message(&[])), Ok(Received::Applied));
}

#[test]
fn a_disabled_bridge_sends_nothing_and_the_tab_continues() {
    let here = tab("here");
    here.bridge.enable(false);
    here.store.dispatch(add(1)).unwrap();
    assert!(here.posted.borrow().is_empty());
    assert_eq!(here.total(), 1);
    here.bridge.enable(true);
    here.store.dispatch(add(1)).unwrap();
    assert_eq!(here.posted.borrow().len(), 1);
}

#[test]
fn repeated_late_and_own_messages_change_nothing() {
    let here = tab("here");
    here.receive(&message(&[("seq", json!(5))])).unwrap();
    for seq in [5, 4, 1] {
        assert_eq!(
            here.receive(&message(&[("seq", json!(seq))])),
            Err(DropReason::Replayed),
            "{seq}"
        );
    }
    assert_eq!(here.receive(&message(&[("tab", json!("here"))])), Err(DropReason::Echo));
    assert_eq!(here.total(), 1);
    assert_eq!(here.receive(&message(&[("seq", json!(6))])), Ok(Received::Applied));
    assert_eq!(
        here.receive(&message(&[("tab", json!("third"))])),
        Ok(Received::Applied),
        "each tab has its own numbers"
    );
    assert_eq!(here.total(), 3);
}

#[test]
fn invalid_messages_in_the_name_of_a_tab_do_not_block_it() {
    let here = tab("here");
    let far = ("seq", json!(9_007_199_254_740_991_u64));
    assert_eq!(
        here.receive(&message(&[far.clone(), ("payload", json!(7))])),
        Err(DropReason::Refused)
    );
    assert_eq!(
        here.receive(&message(&[far, ("action", json!("counters/explode"))])),
        Err(DropReason::NotMarked)
    );
    assert_eq!(here.receive(&message(&[])), Ok(Received::Applied));
}

#[test]
fn invalid_messages_are_dropped_with_a_reason() {
    let here = tab("here");
    let counter = |field: &str, value: Value| {
        let mut counter = json!({"name": "a", "count": 1});
        counter[field] = value;
        ("payload", counter)
    };
    for (changed, reason) in [
        (("schema", json!(3)), DropReason::Schema),
        (("schema", json!(0)), DropReason::Schema),
        (("schema", json!("2")), DropReason::Malformed),
        (("tab", json!("")), DropReason::Malformed),
        (("tab", json!("x".repeat(65))), DropReason::Malformed),
        (("tab", json!(null)), DropReason::Malformed),
        (("seq", json!(0)), DropReason::Malformed),
        (("seq", json!(-1)), DropReason::Malformed),
        (("seq", json!(1.5)), DropReason::Malformed),
        (("action", json!(7)), DropReason::Malformed),
        (("action", json!("x".repeat(101))), DropReason::Malformed),
        (("contract", json!(null)), DropReason::Malformed),
        (("contract", json!("2.0.0")), DropReason::Contract),
        (("action", json!("session/setToken")), DropReason::NotMarked),
        (("action", json!("session/setUser")), DropReason::NotMarked),
        (("action", json!("nonsense")), DropReason::NotMarked),
        (("action", json!("@@store/replaced")), DropReason::NotMarked),
        (counter("count", json!(0)), DropReason::Refused),
        (counter("count", json!("many")), DropReason::Refused),
        (counter("name", json!("x".repeat(501))), DropReason::Refused),
    ] {
        let what = changed.0;
        assert_eq!(here.receive(&message(&[changed])), Err(reason), "{what}");
    }
    for junk in [json!(null), json!([]), json!("hello"), json!({}), json!(7)] {
        assert_eq!(
            here.receive(&tarn_wire::to_vec(&junk)),
            Err(DropReason::Malformed),
            "{junk}"
        );
    }
    assert_eq!(here.receive(&[0xff]), Err(DropReason::Malformed));
    assert_eq!(here.total(), 0);
    assert_eq!(here.store.owner().unwrap().seq(), 0);
}

#[test]
fn drops_are_counted_by_reason_and_reported_once() {
    let here = tab("here");
    let owner = here.store.owner().unwrap();
    let mut said = Vec::new();
    for changed in [("schema", json!(9)), ("schema", json!(8)), ("seq", json!(0))] {
        let dropped = here.bridge.receive(owner, &message(&[changed])).unwrap_err();
        said.extend(here.bridge.count_drop(owner, &dropped));
    }
    assert_eq!(said.len(), 2);
    assert!(
        said[0].starts_with("FED-015") && said[0].contains("schema 9"),
        "{}",
        said[0]
    );
    let status = here.bridge.status(owner);
    assert_eq!((status.dropped["schema"], status.dropped["malformed"]), (2, 1));
    assert_eq!(owner.metrics().bridge_dropped.get(), 3);
    assert_eq!((status.enabled, &*status.tab), (true, "here"));
}

#[test]
fn both_forms_are_read_and_both_can_be_sent() {
    let (here, there) = (tab("here"), tab("there"));
    here.bridge.configure(BridgeConfig {
        dual_write: true,
        ..config(&["*"])
    });
    here.store.dispatch(add(2)).unwrap();
    let posted = here.posted.borrow().clone();
    assert_eq!(
        posted
            .iter()
            .map(|bytes| json_of(bytes)["schema"].clone())
            .collect::<Vec<_>>(),
        [2, 1]
    );
    // A tab of this build applies the first message and recognizes the second as its copy.
    assert_eq!(there.receive(&posted[0]), Ok(Received::Applied));
    assert_eq!(there.receive(&posted[1]), Ok(Received::Twin));
    assert_eq!(there.total(), 2);
    // A tab of the previous build reads only the second message.
    let old = tab("old");
    assert_eq!(old.receive(&posted[1]), Ok(Received::Applied));
    assert_eq!(old.total(), 2);
    // A copy of an earlier message is a replay.
    here.store.dispatch(add(1)).unwrap();
    there.receive(&here.posted.borrow()[2]).unwrap();
    assert_eq!(there.receive(&posted[1]), Err(DropReason::Replayed));
}

#[test]
fn a_login_in_another_tab_is_announced_and_changes_nothing() {
    let (here, there) = (tab("here"), tab("there"));
    here.store
        .dispatch(SessionAction::SetIsLoggedIn { is_logged_in: true })
        .unwrap();
    let message = here.posted.borrow()[0].clone();
    assert_eq!(there.receive(&message), Ok(Received::Announced));
    assert!(
        !there.store.select(is_logged_in),
        "the tab has no session of its own yet"
    );
    assert_eq!(there.receive(&message), Err(DropReason::Replayed));
}

#[test]
fn a_logout_in_another_tab_removes_the_data_of_the_user() {
    let (here, there) = (tab("here"), tab("there"));
    there
        .store
        .dispatch(SessionAction::SetToken {
            token: "t".into(),
            expires_at: 1,
        })
        .unwrap();
    there
        .store
        .dispatch(SessionAction::SetIsLoggedIn { is_logged_in: true })
        .unwrap();
    there.store.dispatch(add(1)).unwrap();
    here.store.dispatch(SessionAction::LogOut).unwrap();
    there.receive_all(&here);
    assert!(!there.store.select(is_logged_in));
    assert_eq!(there.store.owner().unwrap().secret(), None);
    assert_eq!(there.total(), 0);
}

#[test]
fn the_number_of_remembered_tabs_is_limited() {
    let here = tab("here");
    let from = |number: i32| message(&[("tab", json!(number.to_string()))]);
    for number in 0..65 {
        here.receive(&from(number)).unwrap();
    }
    assert_eq!(here.receive(&from(64)), Err(DropReason::Replayed));
    assert_eq!(
        here.receive(&from(0)),
        Ok(Received::Applied),
        "the tab with the oldest message is forgotten"
    );
}

#[test]
fn a_copy_in_the_previous_form_does_not_bypass_the_check_of_the_contract() {
    let (here, there) = (tab("here"), "other");
    let foreign = message(&[("tab", json!(there)), ("contract", json!("9.0.0"))]);
    let copy = message(&[("tab", json!(there)), ("schema", json!(1)), ("contract", Value::Null)]);
    assert_eq!(here.receive(&foreign), Err(DropReason::Contract));
    assert_eq!(here.receive(&copy), Ok(Received::Twin));
    assert_eq!(here.total(), 0);
    // The copy does not block further messages of the tab.
    let present = message(&[("tab", json!(there))]);
    assert_eq!(here.receive(&present), Ok(Received::Applied));
}

#[test]
fn an_action_of_an_unregistered_slice_is_left_to_storage() {
    let here = tab("here");
    let hearts = message(&[("action", json!("wishes/keep")), ("payload", json!({"name": "p1"}))]);
    assert_eq!(here.receive(&hearts), Ok(Received::Elsewhere));
    here.bridge.configure(config(&["counters/*"]));
    assert_eq!(here.receive(&hearts), Err(DropReason::NotMarked));
}

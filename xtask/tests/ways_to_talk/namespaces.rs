//! Storage keys and DOM events of a remote begin with its name: `orders.unconfirmed`, `cart:open`.

use std::collections::{BTreeMap, BTreeSet};

use shop_api::events::EventType;

use crate::remotes::{self, Remote};
use crate::source_text::{arguments, code, written};

/// Calls whose first argument is a key of localStorage or sessionStorage.
const STORAGE_CALLS: [&str; 19] = [
    ".getItem(",
    ".setItem(",
    ".removeItem(",
    ".get_item(",
    ".set_item(",
    ".remove_item(",
    "LocalStorage::get(",
    "LocalStorage::set(",
    "LocalStorage::delete(",
    "SessionStorage::get(",
    "SessionStorage::set(",
    "SessionStorage::delete(",
    "localStorage[",
    "sessionStorage[",
    "Area::Local.write(",
    "Area::Session.write(",
    "Area::Local.remove(",
    "Area::Session.remove(",
    "Area::Session.set_aside(",
];

/// The same with an optional type before the argument: `.read::<Handoff>(KEY)`.
const TYPED_STORAGE_CALLS: [&str; 4] = [
    "Area::Local.read",
    "Area::Session.read",
    "Area::Local.take",
    "Area::Session.take",
];

/// Calls whose first argument is the type of a dispatched event.
const EVENT_CALLS: [&str; 8] = [
    "new CustomEvent(",
    "new Event(",
    "CustomEvent::new(",
    "CustomEvent::new_with_event_init_dict(",
    "Event::new(",
    "Event::new_with_event_init_dict(",
    "initCustomEvent(",
    "init_custom_event(",
];

/// Calls whose first argument is the type of an observed event.
const LISTENER_CALLS: [&str; 4] = [
    "addEventListener(",
    ".add_event_listener_with_callback(",
    ".add_event_listener_with_callback_and_bool(",
    "EventListener::new(",
];

/// Keys of the contract: shared-store and shop/checkout define the keys that two remotes share.
const OF_THE_SHOP: &str = "shop";

/// A message for each violation. `shared` is the code with constants that remotes may use.
fn offences(remote: &Remote, shared: &[String]) -> Vec<String> {
    let own: Vec<_> = remote.sources.iter().map(|source| code(&source.text)).collect();
    let known: Vec<_> = own.iter().chain(shared).cloned().collect();
    let mut offences = Vec::new();
    for (source, code) in remote.sources.iter().zip(&own) {
        let mut say = |what: &str| offences.push(format!("{}: {what}", source.path.display()));
        let is_own = |name: &str, end: char| {
            let namespace = name.split_once(end).map(|(namespace, _)| namespace);
            namespace.is_some_and(|namespace| remote.namespaces.contains(namespace))
        };
        for (argument, key) in storage_keys(code, &known) {
            match key {
                None => say(&format!(
                    "the storage key {argument} is computed: write it out, or as a const"
                )),
                // Not a literal in the remote: a constant that two remotes share.
                Some(key) if key.starts_with("shop.") && !own.iter().any(|code| code.contains(&key)) => {}
                Some(key) if !is_own(&key, '.') => {
                    say(&format!(
                        "the storage key \"{key}\" is not in the remote's namespace, {}.",
                        remote.name
                    ));
                }
                Some(_) => {}
            }
        }
        for (argument, event) in calls(code, &EVENT_CALLS, &known) {
            match event {
                None => say(&format!(
                    "the type {argument} of an event is computed: write it out, or as a const"
                )),
                Some(event) if !is_own(&event, ':') => {
                    say(&format!(
                        "the event \"{event}\" is not in the remote's namespace, {}:",
                        remote.name
                    ));
                }
                Some(_) => {}
            }
        }
        for event in told(code).into_iter().filter(|event| !is_own(event, ':')) {
            say(&format!(
                "the event \"{event}\" is not in the remote's namespace, {}:",
                remote.name
            ));
        }
        // State of other remotes comes from the store: events are for pure observers such as analytics.
        let heard = calls(code, &LISTENER_CALLS, &known)
            .into_iter()
            .filter_map(|(_, event)| event);
        for event in heard.filter(|event| event.contains(':') && !is_own(event, ':')) {
            say(&format!(
                "it listens to \"{event}\": remotes communicate through the store"
            ));
        }
        if code.contains("BroadcastChannel") {
            say("it uses BroadcastChannel: actions cross to other tabs over the bridge");
        }
    }
    offences
}

type Named = (String, Option<String>);

fn calls(code: &str, before: &[&str], known: &[String]) -> Vec<Named> {
    let found = before.iter().flat_map(|before| arguments(code, before));
    found
        .map(|argument| (argument.to_owned(), written(argument, known)))
        .collect()
}

fn storage_keys(code: &str, known: &[String]) -> Vec<Named> {
    let mut keys = calls(code, &STORAGE_CALLS, known);
    for before in TYPED_STORAGE_CALLS {
        for (at, _) in code.match_indices(before) {
            let rest = &code[at + before.len()..];
            let Some(open) = rest.find('(') else { continue };
            keys.extend(
                calls(&rest[open..rest.len().min(open + 200)], &["("], known)
                    .into_iter()
                    .take(1),
            );
        }
    }
    // localStorage.key
    for area in ["localStorage.", "sessionStorage."] {
        for (at, _) in code.match_indices(area) {
            let rest = &code[at + area.len()..];
            let name = rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default();
            if !["getItem", "setItem", "removeItem", "length"].contains(&name) {
                keys.push((name.to_owned(), Some(name.to_owned())));
            }
        }
    }
    keys
}

/// The events of shop-api that the code dispatches.
fn told(code: &str) -> Vec<&'static str> {
    let events = EventType::ALL.into_iter();
    let told = events.filter(|event| code.contains(&format!("EventType::{event:?}")));
    told.map(EventType::as_str).collect()
}

/// Messages about namespaces of two remotes.
fn taken_twice(remotes: &[Remote]) -> Vec<String> {
    let mut owners = BTreeMap::from([
        (OF_THE_SHOP, "the shop"),
        ("federation", "the page"),
        ("devtools", "the page"),
    ]);
    let mut sentences = Vec::new();
    for remote in remotes {
        for namespace in &remote.namespaces {
            if let Some(owner) = owners.insert(namespace, &remote.name) {
                sentences.push(format!("the namespace {namespace} is {owner}'s, and {}'s", remote.name));
            }
        }
    }
    sentences
}

fn shared() -> Vec<String> {
    let folders = ["shared-store/src", "shop/checkout/src"];
    let sources = folders.map(|folder| remotes::sources(&remotes::root().join(folder)));
    sources.iter().flatten().map(|source| code(&source.text)).collect()
}

#[test]
fn storage_keys_and_events_are_in_the_namespace_of_their_remote() {
    let shared = shared();
    for remote in remotes::in_rust().iter().chain(&remotes::in_javascript()) {
        assert!(!remote.sources.is_empty(), "{} has no sources", remote.name);
        assert_eq!(offences(remote, &shared), [""; 0]);
    }
}

#[test]
fn the_rule_finds_the_names_in_the_shop() {
    let shared = shared();
    let (mut keys, mut events) = (BTreeSet::new(), BTreeSet::new());
    for remote in remotes::in_rust() {
        let own: Vec<_> = remote.sources.iter().map(|source| code(&source.text)).collect();
        let known: Vec<_> = own.iter().chain(&shared).cloned().collect();
        for code in &own {
            keys.extend(storage_keys(code, &known).into_iter().filter_map(|(_, key)| key));
            events.extend(told(code));
        }
    }
    let expected = [
        "account.unsaved",
        "cart.deselected",
        "products.crash-at-mount",
        "shop.checkout",
    ];
    assert_eq!(keys.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    assert_eq!(events, EventType::ALL.map(EventType::as_str).into());
}

#[test]
fn no_two_remotes_have_the_same_namespace() {
    let mut remotes = remotes::in_rust();
    remotes.extend(remotes::in_javascript());
    assert_eq!(taken_twice(&remotes), [""; 0]);
    let offenders = [
        example("cart", &["order"], ""),
        example("orders", &["order", "shop"], ""),
    ];
    assert_eq!(
        taken_twice(&offenders),
        [
            "the namespace order is cart's, and orders's",
            "the namespace shop is the shop's, and orders's"
        ]
    );
}

fn example(name: &str, more: &[&str], text: &str) -> Remote {
    Remote {
        name: name.into(),
        namespaces: more.iter().chain(&[name]).map(|name| (*name).into()).collect(),
        sources: vec![remotes::Source {
            path: "lib.rs".into(),
            text: text.into(),
        }],
    }
}

/// Findings of the rule about a remote `cart` with this one file.
fn said(text: &str) -> Vec<String> {
    offences(
        &example("cart", &[], text),
        &[r#"pub const HANDOFF_KEY: &str = "shop.checkout";"#.into()],
    )
}

#[test]
fn names_in_the_namespace_are_accepted() {
    for text in [
        r#"Area::Session.write("cart.draft", &lines);"#,
        r#"const DRAFT: &str = "cart.draft"; Area::Local.read::<Vec<String>>(DRAFT);"#,
        r#"Area::Session.take::<Handoff>(HANDOFF_KEY);"#,
        r#"localStorage.setItem('cart.draft', text); sessionStorage["cart.draft"]"#,
        r#"document.dispatchEvent(new CustomEvent("cart:emptied"));"#,
        r#"tell(EventType::CartOpen, detail)"#,
        r#"window.add_event_listener_with_callback("cart:refresh", f); button.addEventListener("click", f)"#,
        r#"// localStorage.setItem("other", x)"#,
    ] {
        assert_eq!(said(text), [""; 0], "{text}");
    }
}

#[test]
fn an_offender_is_named() {
    let of_key = |key: &str| format!("lib.rs: the storage key \"{key}\" is not in the remote's namespace, cart.");
    let of_event = |event: &str| format!("lib.rs: the event \"{event}\" is not in the remote's namespace, cart:");
    for (text, sentence) in [
        (
            r#"Area::Session.write("orders.unconfirmed", &1);"#,
            of_key("orders.unconfirmed"),
        ),
        (r#"Area::Local.take::<u32>("draft");"#, of_key("draft")),
        (
            r#"const KEY: &str = "wishlist.ids"; Area::Local.remove(KEY);"#,
            of_key("wishlist.ids"),
        ),
        (r#"Area::Local.write("shop.cart", &state);"#, of_key("shop.cart")),
        (r#"storage.set_item("token", token)"#, of_key("token")),
        (r#"localStorage.setItem('theme', "dark")"#, of_key("theme")),
        (r#"const seen = sessionStorage.seen;"#, of_key("seen")),
        (r#"localStorage["shop.cart"] = ''"#, of_key("shop.cart")),
        (
            r#"document.dispatchEvent(new CustomEvent("order:placed"))"#,
            of_event("order:placed"),
        ),
        (r#"let event = Event::new("storage");"#, of_event("storage")),
        (r#"tell(EventType::OrderPlaced, detail)"#, of_event("order:placed")),
        (
            r#"Area::Local.write(&format!("cart.{id}"), &1);"#,
            r#"lib.rs: the storage key &format!("cart.{id}" is computed: write it out, or as a const"#.into(),
        ),
        (
            "new CustomEvent(`cart:${what}`)",
            "lib.rs: the type `cart:${what}` of an event is computed: write it out, or as a const".into(),
        ),
        (
            r#"EventListener::new(&window, f); window.addEventListener("order:placed", f)"#,
            r#"lib.rs: it listens to "order:placed": remotes communicate through the store"#.into(),
        ),
        (
            r#"new BroadcastChannel("shop")"#,
            "lib.rs: it uses BroadcastChannel: actions cross to other tabs over the bridge".into(),
        ),
    ] {
        assert_eq!(said(text), [sentence], "{text}");
    }
}

//! `types/federation.d.ts` declares the Rust types. A field or action that is added, removed or changed only in Rust fails this test, with
//! the correction.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod declarations;
mod facts;

use declarations::Declarations;
use facts::Facts;
use shared_store::bridge::BridgeStatus;
use shared_store::slices::cart::CartState;
use shared_store::slices::chat::ChatState;
use shared_store::slices::context::ContextState;
use shared_store::slices::support::SupportState;
use shared_store::slices::user::UserState;
use shared_store::store::{MetricsSnapshot, SliceInfo};
use shared_store::{Reason, Slice, make_store};
use shop_api::events::{EventDetail, EventType};
use tarn_wire::{Description, Variants, Wire};

const DECLARED: &str = include_str!("../../../types/federation.d.ts");

/// The state and the actions of the contract.
#[derive(Default)]
struct Contract {
    keys: Vec<String>,
    state: Description,
    actions: Description,
}

impl Contract {
    fn with<S: Slice>(mut self) -> Self {
        self.keys.push(S::KEY.into());
        S::describe(S::KEY, &mut self.state);
        S::Action::describe_variants(S::KEY, &mut self.actions);
        self
    }

    fn now() -> Self {
        Self::default()
            .with::<UserState>()
            .with::<CartState>()
            .with::<SupportState>()
            .with::<ChatState>()
            .with::<ContextState>()
    }
}

/// The events of shop-api. This test treats an event as an action with a payload.
fn told_by_remotes() -> Facts {
    let mut details = Description::default();
    for event in EventType::ALL {
        EventDetail::describe(event.as_str(), &mut details);
    }
    let mut facts = Facts::of_rust(details, true);
    for event in EventType::ALL {
        facts.add(event.as_str(), "an action");
    }
    facts
}

/// The differences between a file of declarations and the Rust types.
fn differences(declared: &str) -> Vec<String> {
    let declarations = Declarations::read(declared);
    let contract = Contract::now();
    let mut state = Facts::default();
    declarations.describe("State", "", &mut state);
    let mut actions = Facts::default();
    declarations.describe_actions("Payloads", &mut actions);
    let mut sentences = Facts::of_rust(contract.state, true).differences(&state);
    sentences.extend(Facts::of_rust(contract.actions, false).differences(&actions));
    let mut events = Facts::default();
    declarations.describe_actions("Events", &mut events);
    sentences.extend(told_by_remotes().differences(&events));
    for (interface, describe) in [
        ("Metrics", MetricsSnapshot::describe as fn(&str, &mut Description)),
        ("SliceInfo", SliceInfo::describe),
        ("BridgeStatus", BridgeStatus::describe),
    ] {
        let mut rust = Description::default();
        describe(interface, &mut rust);
        let mut said = Facts::default();
        declarations.describe(interface, interface, &mut said);
        sentences.extend(Facts::of_rust(rust, true).differences(&said));
    }
    sentences
}

#[test]
fn the_declarations_match_the_rust_types() {
    let differences = differences(DECLARED);
    assert!(
        differences.is_empty(),
        "types/federation.d.ts differs from the Rust types:\n- {}\n",
        differences.join("\n- ")
    );
}

#[test]
fn a_rejection_has_the_reasons_of_rust() {
    let (_, declared) = DECLARED.split_once("interface Rejection extends Error {").unwrap();
    let (_, declared) = declared.split_once("readonly reason: ").unwrap();
    let (declared, _) = declared.split_once(';').unwrap();
    let rust = Reason::NAMES.map(|(_, name)| format!("'{name}'")).join(" | ");
    assert_eq!(declared, rust, "interface Rejection");
}

#[test]
fn every_slice_of_the_store_is_compared() {
    let store = make_store(Default::default());
    let keys: Vec<_> = store
        .owner()
        .unwrap()
        .slices()
        .into_iter()
        .map(|slice| slice.key)
        .collect();
    assert_eq!(Contract::now().keys, keys, "add the slice to Contract::now above");
}

#[track_caller]
fn says(from: &str, to: &str, sentence: &str) {
    assert!(DECLARED.contains(from), "the file does not contain {from:?}");
    let differences = differences(&DECLARED.replace(from, to));
    assert_eq!(differences, [sentence]);
}

#[test]
fn a_field_that_is_missing_is_named_with_its_line_and_interface() {
    says(
        "    readonly updatedSeq: number;\n",
        "",
        "cart.updatedSeq (number) is missing: add `updatedSeq: number;` to interface CartState",
    );
    says(
        "    readonly theme: 'light' | 'dark';\n",
        "",
        "context.theme ('dark' | 'light') is missing: add `theme: 'dark' | 'light';` to interface ContextState",
    );
    says(
        "    readonly flags: Readonly<Record<string, boolean>>;\n",
        "",
        "context.flags{} (boolean) is missing: add `flags: Readonly<Record<string, boolean>>;` to interface ContextState",
    );
    says(
        "    readonly resyncs: number;\n",
        "",
        "Metrics.resyncs (number) is missing: add `resyncs: number;` to interface Metrics",
    );
}

#[test]
fn a_field_of_a_different_type_is_named_with_both_types() {
    says(
        "    readonly orphaned: boolean;",
        "    readonly orphaned: string;",
        "SliceInfo.orphaned is boolean in Rust, but string in interface SliceInfo: write `orphaned: boolean;`",
    );
    says(
        "'restoring' | 'ready'",
        "'ready'",
        "user.status is 'ready' | 'restoring' in Rust, but 'ready' in interface UserState: write `status: 'ready' | 'restoring';`",
    );
    says(
        "    name?: string | null;",
        "    name: string;",
        "user/setUser.user.name is optional string | null in Rust, but string in interface NewUser: write `name?: string | null;`",
    );
}

#[test]
fn a_field_that_rust_does_not_have_is_reported() {
    says(
        "    readonly tenant: string;",
        "    readonly tenant: string;\n    readonly currency: string;",
        "context.currency no longer exists in Rust: remove currency from interface ContextState",
    );
}

#[test]
fn a_missing_or_removed_action_is_named() {
    says(
        "    'cart/clearCart': undefined;\n",
        "",
        "cart/clearCart (an action) is missing: add `'cart/clearCart': ...;`, with its payload or undefined, to interface Payloads",
    );
    says(
        "    'user/restored': undefined;",
        "    'user/restored': undefined;\n    'user/vanish': undefined;",
        "user/vanish no longer exists in Rust: remove 'user/vanish' from interface Payloads",
    );
}

#[test]
fn a_removed_event_and_a_changed_detail_are_named() {
    says(
        "    'cart:open': EventDetail;\n",
        "    'cart:open': EventDetail;\n    'cart:closed': undefined;\n",
        "cart:closed no longer exists in Rust: remove 'cart:closed' from interface Events",
    );
    let without_cents = DECLARED.replace("    readonly totalCents: number;\n", "");
    let expected = EventType::ALL.map(|event| {
        let event = event.as_str();
        format!("{event}.totalCents (number) is missing: add `totalCents: number;` to interface EventDetail")
    });
    assert_eq!(differences(&without_cents), expected);
}

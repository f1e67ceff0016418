//! Serde and the wire format have one JSON form of each struct and enum in props.
#![cfg(not(target_arch = "wasm32"))]

use shop_props::{SessionProblem, Subject};
use tarn_wire::agreement::Agreement;

#[test]
fn every_type_in_props_has_one_json_form() {
    let subject = Subject {
        title: "A lamp".into(),
        description: "It is bright.".into(),
    };
    let agreement = Agreement::default()
        .of_variants([SessionProblem::Waiting, SessionProblem::Checking])
        .of([subject])
        .covers(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    assert_eq!(agreement.problems(), [""; 0]);
}

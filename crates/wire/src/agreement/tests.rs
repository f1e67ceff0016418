//! Each kind of disagreement is found.

use serde::{Deserialize, Serialize};

use super::Agreement;
use super::sources::names_in;
use crate::{Map, Wire};

fn problem(agreement: Agreement) -> String {
    agreement.problems().join("\n")
}

#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    product_id: String,
    #[wire(default)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    flags: Map<bool>,
    place: Option<u32>,
}

fn line() -> Line {
    let mut flags = Map::default();
    flags.insert("isNew", true);
    Line {
        product_id: "p1".into(),
        notes: Vec::new(),
        flags,
        place: None,
    }
}

#[derive(Debug, PartialEq, Wire, Serialize, Deserialize)]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
enum ListAction {
    #[serde(rename = "list/addLine")]
    AddLine(Line),
    #[serde(rename = "list/updateQuantity")]
    UpdateQuantity { product_id: String, quantity: u32 },
    #[serde(rename = "list/clear")]
    Clear,
}

fn actions() -> [ListAction; 3] {
    [
        ListAction::AddLine(line()),
        ListAction::UpdateQuantity {
            product_id: "p1".into(),
            quantity: 2,
        },
        ListAction::Clear,
    ]
}

#[test]
fn structs_and_actions_agree() {
    let agreement = Agreement::default().of([line()]).of_actions("list", actions());
    assert_eq!(agreement.problems(), [""; 0]);
}

#[test]
fn another_name_is_a_problem() {
    #[derive(Debug, PartialEq, Wire, Serialize, Deserialize)]
    struct Named {
        product_id: String,
    }
    let named = Named {
        product_id: "p1".into(),
    };
    assert!(problem(Agreement::default().of([named])).contains("Named: serde writes {\"product_id\":\"p1\"}"));
    assert!(problem(Agreement::default().of_actions("other", actions())).contains("and the wire has"));
}

#[test]
fn another_default_is_a_problem() {
    #[derive(Debug, PartialEq, Wire, Serialize, Deserialize)]
    struct Sized {
        #[wire(default)]
        size: u32,
    }
    let problem = problem(Agreement::default().of([Sized { size: 1 }]));
    assert_eq!(
        problem,
        "Sized: serde reads {} as None, Wire as Some(Sized { size: 0 })"
    );
}

#[test]
fn a_variant_without_a_sample_is_a_problem() {
    #[derive(Debug, PartialEq, Wire, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Size {
        Small,
        Large,
    }
    assert_eq!(
        Agreement::default().of_variants([Size::Small, Size::Large]).problems(),
        [""; 0]
    );
    let problem = problem(Agreement::default().of_variants([Size::Small]));
    assert_eq!(problem, "Size: no sample of \"large\"");
}

#[test]
fn a_type_without_a_sample_is_a_problem() {
    let source = "
/// Documentation with #[derive(Wire)] struct Shown;
#[derive(Debug, Wire)]
#[wire(default)]
pub struct First {
    size: u32,
}

#[derive(Debug)]
struct Other(u32);

#[derive(
    Debug,
    Wire,
)]
#[serde(rename_all = \"camelCase\")]
pub(crate) enum Second {}

impl Wire for Third {
}

#[cfg(test)]
mod tests {
    #[derive(Wire)]
    struct OfATest {}
}
";
    assert_eq!(names_in(source), ["First", "Second", "Third"]);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/agreement");
    assert!(problem(Agreement::default().covers(folder)).contains("Line has Wire and is not compared with serde"));
    assert!(problem(Agreement::default().covers("no/such/folder")).contains("no/such/folder: "));
}

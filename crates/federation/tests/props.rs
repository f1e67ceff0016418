//! `#[derive(Props)]`: the builder, outside of a browser.

use tarn_federation::{PropData, Props};
use tarn_wire::Wire;

#[derive(Debug, Clone, Copy, PartialEq, Wire)]
enum Section {
    Profile,
    Support,
}

impl PropData for Section {}

#[derive(Debug, Clone, PartialEq, Wire)]
struct Line {
    product_id: String,
    quantity: u32,
}

impl PropData for Line {}

#[derive(Debug, Clone, PartialEq, Props)]
struct PageProps {
    title: String,
    section: Section,
    lines: Vec<Line>,
    first: Option<Line>,
    count: Option<u32>,
    #[prop(name = "type")]
    kind: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Props)]
struct NoProps {}

#[test]
fn an_optional_prop_may_be_left_out() {
    let built = PageProps::builder()
        .section(Section::Profile)
        .title("Cart".into())
        .lines(Vec::new())
        .build();
    let written = PageProps {
        title: "Cart".into(),
        section: Section::Profile,
        lines: Vec::new(),
        first: None,
        count: None,
        kind: None,
    };
    assert_eq!(built, written);
}

#[test]
fn an_optional_prop_takes_its_value_or_an_option() {
    let line = Line {
        product_id: "p1".into(),
        quantity: 2,
    };
    let built = PageProps::builder()
        .title("Cart".into())
        .section(Section::Support)
        .lines(vec![line.clone()])
        .first(line.clone())
        .count(3)
        .kind(Some("page".to_owned()))
        .build();
    assert_eq!(built.first, Some(line));
    assert_eq!(built.count, Some(3));
    assert_eq!(built.kind.as_deref(), Some("page"));
}

#[test]
fn a_component_may_have_no_props() {
    assert_eq!(NoProps::builder().build(), NoProps {});
}

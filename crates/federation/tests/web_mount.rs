//! The mount contract in a browser: props are passed, checked and updated; views mount and unmount.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use tarn_federation::browser::expose;
use tarn_federation::{Callback, Prop, PropData, Props, RemoteComponent};
use tarn_wire::Wire;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

/// Props of the test's component.
#[derive(Clone, PartialEq, Props)]
struct GreetingProps {
    /// The greeted name.
    name: String,
    /// Called at each click.
    on_click: Option<Callback<String>>,
}

/// One prop of each kind of data.
#[derive(Clone, PartialEq, Props)]
struct DataProps {
    /// A whole number that is never negative.
    count: u32,
    /// A whole number.
    balance: i64,
    /// Any number.
    ratio: f64,
    /// An enum.
    section: Section,
    /// A list of objects.
    lines: Vec<Line>,
    /// An optional object.
    first: Option<Line>,
    /// Called with a line.
    on_line: Option<Callback<Line>>,
}

#[derive(Clone, Debug, PartialEq, Wire)]
enum Section {
    Profile,
    SupportChat,
    Other { name: String },
}

#[derive(Clone, Debug, PartialEq, Wire)]
struct Line {
    product_id: String,
    quantity: u32,
}

impl PropData for Section {}
impl PropData for Line {}

const GREETING: RemoteComponent<GreetingProps> = RemoteComponent::new("test", "Greeting");

fn greeting(props: ReadSignal<GreetingProps>) -> impl IntoView {
    let name = move || props.with(|props| props.name.clone());
    let click = move |_| {
        let props = props.get_untracked();
        if let Some(on_click) = props.on_click {
            on_click.call(&props.name);
        }
    };
    view! { <button on:click=click>{name}</button> }
}

fn slot() -> HtmlElement {
    let slot = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&slot).unwrap();
    slot.unchecked_into()
}

fn mount(slot: &HtmlElement, props: &JsValue) -> Result<u32, JsValue> {
    let nothing_to_provide = |_: &str| Ok::<(), String>(());
    expose::mount(GREETING, slot, props, nothing_to_provide, greeting)
}

fn props(name: &str) -> Object {
    GreetingProps {
        name: name.into(),
        on_click: None,
    }
    .to_js()
}

fn message(error: &JsValue) -> String {
    Reflect::get(error, &"message".into()).unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
async fn props_are_shown_and_updated_until_the_unmount() {
    let slot = slot();
    let id = mount(&slot, &props("Ada")).unwrap();
    assert_eq!(slot.text_content().unwrap(), "Ada");
    let button = slot.first_element_child().unwrap();
    expose::update(id, &props("Grace")).unwrap();
    leptos::task::tick().await;
    assert_eq!(slot.text_content().unwrap(), "Grace");
    assert_eq!(
        slot.first_element_child().unwrap(),
        button,
        "an update does not remount"
    );
    expose::unmount(id);
    assert_eq!(slot.child_element_count(), 0);
    expose::unmount(id);
    expose::update(id, &props("nobody")).unwrap();
}

#[wasm_bindgen_test]
fn a_missing_prop_names_remote_component_and_prop() {
    let slot = slot();
    let error = message(&mount(&slot, &Object::new()).unwrap_err());
    for part in ["FED-011", "test", "Greeting", "name", "missing"] {
        assert!(error.contains(part), "{error}");
    }
    let wrong = Object::new();
    Reflect::set(&wrong, &"name".into(), &7.into()).unwrap();
    assert!(message(&mount(&slot, &wrong).unwrap_err()).contains("wrong type"));
    assert_eq!(slot.child_element_count(), 0, "nothing is mounted");
}

#[wasm_bindgen_test]
fn an_optional_prop_whose_getter_throws_is_wrong_and_not_missing() {
    let props = js_sys::eval("({ name: 'Ada', get onClick() { throw new Error('no') } })").unwrap();
    let error = message(&mount(&slot(), &props).unwrap_err());
    for part in ["FED-011", "\"onClick\" has the wrong type"] {
        assert!(error.contains(part), "{error}");
    }
}

#[wasm_bindgen_test]
fn wrong_props_leave_the_view_unchanged() {
    let slot = slot();
    let id = mount(&slot, &props("Ada")).unwrap();
    assert!(expose::update(id, &Object::new()).is_err());
    assert_eq!(slot.text_content().unwrap(), "Ada");
    expose::unmount(id);
}

#[wasm_bindgen_test]
fn a_callback_crosses() {
    let slot = slot();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let props = GreetingProps {
        name: "Ada".into(),
        on_click: Some(Callback::new({
            let heard = Rc::clone(&heard);
            move |name: String| heard.borrow_mut().push(name)
        })),
    };
    let id = mount(&slot, &props.to_js()).unwrap();
    let button: HtmlElement = slot.first_element_child().unwrap().unchecked_into();
    button.click();
    assert_eq!(*heard.borrow(), ["Ada"]);
    expose::unmount(id);
}

#[wasm_bindgen_test]
fn a_component_whose_store_is_refused_is_not_mounted() {
    let slot = slot();
    let refuse = |_: &str| Err("FED-003: too old".to_owned());
    let result = expose::mount(GREETING, &slot, &props("Ada"), refuse, greeting);
    assert_eq!(message(&result.unwrap_err()), "FED-003: too old");
    assert_eq!(slot.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn a_hundred_mounts_leak_nothing() {
    let slot = slot();
    for _ in 0..100 {
        let id = mount(&slot, &props("Ada")).unwrap();
        expose::unmount(id);
    }
    assert_eq!(slot.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn a_prop_that_may_be_absent_is_none() {
    assert!(GreetingProps::from_js(&props("Ada")).unwrap().on_click.is_none());
    assert_eq!(Option::<String>::from_js(&JsValue::NULL), Some(None));
    assert_eq!(Vec::<String>::from_js(&"x".into()), None);
}

fn data_props() -> DataProps {
    DataProps {
        count: 4_294_967_295,
        balance: -9_007_199_254_740_991,
        ratio: 0.5,
        section: Section::SupportChat,
        lines: vec![line(3)],
        first: None,
        on_line: None,
    }
}

fn line(quantity: u32) -> Line {
    Line {
        product_id: "p1".into(),
        quantity,
    }
}

/// The value of this JavaScript literal.
fn literal(text: &str) -> JsValue {
    js_sys::eval(&format!("({text})")).unwrap()
}

#[wasm_bindgen_test]
fn javascript_sees_data_as_plain_values() {
    let props = DataProps {
        section: Section::Other { name: "x".into() },
        first: Some(line(1)),
        ..data_props()
    };
    assert_eq!(
        String::from(js_sys::JSON::stringify(&props.to_js()).unwrap()),
        r#"{"count":4294967295,"balance":-9007199254740991,"ratio":0.5,"section":["other",{"name":"x"}],"lines":[{"productId":"p1","quantity":3}],"first":{"productId":"p1","quantity":1}}"#
    );
    assert_eq!(Section::SupportChat.to_js(), JsValue::from_str("supportChat"));
}

#[wasm_bindgen_test]
fn data_of_javascript_is_read_into_the_types_of_the_props() {
    let props = literal(
        r#"{ count: 4294967295, balance: -9007199254740991, ratio: 0.5, section: "supportChat", lines: [{ productId: "p1", quantity: 3, other: 1 }], first: null }"#,
    );
    assert!(DataProps::from_js(&props).unwrap() == data_props());
}

#[wasm_bindgen_test]
fn a_mistake_inside_data_is_named_with_its_prop_and_field() {
    for (wrong, parts) in [
        (r#"{ count: 1.5 }"#, ["\"count\"", "a whole number within u32"]),
        (r#"{ count: -1 }"#, ["\"count\"", "a whole number within u32"]),
        (
            r#"{ balance: 9007199254740992 }"#,
            ["\"balance\"", "a whole number within i64"],
        ),
        (r#"{ ratio: "0.5" }"#, ["\"ratio\"", "a number"]),
        (
            r#"{ section: "garden" }"#,
            ["\"section\" has the wrong type", "section: \"garden\" is none of"],
        ),
        (
            r#"{ lines: [{ productId: "p1", quantity: 1 }, { productId: "p2" }] }"#,
            ["lines.1.quantity: ", "is missing"],
        ),
        (
            r#"{ first: { productId: 7, quantity: 1 } }"#,
            ["first.productId: ", "text"],
        ),
        (
            r#"{ first: { productId: new Date(), quantity: 1 } }"#,
            ["first.productId: ", "Date is not data"],
        ),
        (r#"{ section: undefined }"#, ["\"section\" is missing", "plain data"]),
    ] {
        let props = Object::assign(&data_props().to_js(), literal(wrong).unchecked_ref());
        let Err(error) = DataProps::from_js(&props) else {
            panic!("{wrong} is taken");
        };
        let error = error.of("test", "Data").to_string();
        for part in parts {
            assert!(error.contains(part), "{wrong}: {error}");
        }
    }
}

#[wasm_bindgen_test]
fn a_callback_takes_an_object() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hearing = Rc::clone(&heard);
    let on_line = Callback::new(move |line: Line| hearing.borrow_mut().push(line));
    let passed = DataProps {
        on_line: Some(on_line),
        ..data_props()
    }
    .to_js();
    let read = DataProps::from_js(&passed).unwrap();
    read.on_line.unwrap().call(&line(2));
    let function: js_sys::Function = Reflect::get(&passed, &"onLine".into()).unwrap().unchecked_into();
    function
        .call1(&JsValue::UNDEFINED, &literal(r#"{ productId: "p1", quantity: 5 }"#))
        .unwrap();
    assert_eq!(*heard.borrow(), [line(2), line(5)]);
}

//! Fills the holes of an element.

use leptos::web_sys::Element;
use wasm_bindgen::prelude::*;

use super::listener;
use crate::datum::{Datum, Value};
use crate::follower;
use crate::view::Hole;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    #[wasm_bindgen(js_name = setAttribute)]
    fn set_attribute(element: &Element, name: &str, value: Option<&str>);
    #[wasm_bindgen(js_name = setClass)]
    fn set_class(element: &Element, name: &str, is_set: bool);
    #[wasm_bindgen(js_name = setStyle)]
    fn set_style(element: &Element, name: &str, value: Option<&str>);
    #[wasm_bindgen(js_name = setProperty)]
    fn set_property(element: &Element, name: &str, value: JsValue);
    #[wasm_bindgen(js_name = setHtml)]
    fn set_html(element: &Element, html: &str);
    /// What was typed before the page was ready wins over the first value, and is an `input` event of the field.
    #[wasm_bindgen(js_name = keepTyped)]
    fn keep_typed(element: &Element, name: &str);
}

/// Fills a hole that is no content.
pub(crate) fn fill_element(hole: Hole, element: Element, is_claimed: bool) {
    let hole = match hole {
        Hole::Written(value) | Hole::Chosen(value) => Hole::Property("value", value),
        other => other,
    };
    if is_claimed && let Hole::Property(name, _) = &hole {
        keep_typed(&element, name);
    }
    type Set = fn(&Element, &'static str, Datum);
    let (set, name, value): (Set, _, _) = match hole {
        Hole::Attribute(name, value) => (
            |element, name, datum| set_attribute(element, name, datum.into_attribute().as_deref()),
            name,
            value,
        ),
        Hole::State(name, value) => (
            |element, name, datum| set_attribute(element, name, datum.into_state().as_deref()),
            name,
            value,
        ),
        Hole::Class(name, value) => (
            |element, name, datum| set_class(element, name, datum.is_true()),
            name,
            value,
        ),
        Hole::Style(name, value) => (
            |element, name, datum| set_style(element, name, datum.into_attribute().as_deref()),
            name,
            value,
        ),
        Hole::Property(name, value) => (
            |element, name, datum| set_property(element, name, to_js(datum)),
            name,
            value,
        ),
        Hole::Html(value) => (|element, _, datum| set_html(element, &datum.into_text()), "", value),
        Hole::Event(name, listener) => return listener::listen(&element, name, listener),
        Hole::Reference(take) => return take(&element),
        Hole::Content(_) | Hole::Between(_) | Hole::Written(_) | Hole::Chosen(_) => return,
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        Hole::Field(_) => return,
    };
    match value {
        Value::Once(datum) => set(&element, name, datum),
        Value::Follow(read) => follower::run(Box::new(move || set(&element, name, read.run()))),
    }
}

fn to_js(datum: Datum) -> JsValue {
    match datum {
        Datum::None => JsValue::UNDEFINED,
        Datum::Truth(truth) => truth.into(),
        Datum::Text(text) => (&*text).into(),
        Datum::Number(number) => number.into(),
    }
}

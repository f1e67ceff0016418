//! Views on a page, compared with the same views of Leptos: created, claimed, and after each update of their signals.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;

use js_sys::{Array, Promise, Reflect};
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::web_sys::{Element, Node, window};
use tarn_view::{claim, mismatches};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use corpus::differences::{Place, check};
use corpus::outline::Outline;
use corpus::{STATES, Signals, pairs};

wasm_bindgen_test_configure!(run_in_browser);

/// The HTML that a server sends for the corpus: `differential.rs` writes it.
const SENT: &str = include_str!("corpus.html");

/// An element of the page with this HTML.
fn place(html: &str) -> Element {
    let document = window().unwrap().document().unwrap();
    let place = document.create_element("div").unwrap();
    place.set_inner_html(html);
    document.body().unwrap().append_child(&place).unwrap();
    place
}

/// Waits for a task of the browser: all followers and effects have run then.
async fn settled() {
    let task = Promise::new(&mut |resolve, _| {
        window().unwrap().set_timeout_with_callback(&resolve).unwrap();
    });
    JsFuture::from(task).await.unwrap();
}

fn property(node: &JsValue, name: &str) -> JsValue {
    Reflect::get(node, &name.into()).unwrap()
}

/// Properties of fields that users change. The attribute of the same name is only their first value.
fn properties_of(element: &str) -> &'static [&'static str] {
    match element {
        "input" => &["value", "checked", "indeterminate"],
        "option" => &["selected"],
        "select" | "textarea" => &["value"],
        _ => &[],
    }
}

fn attributes(element: &Element, properties: &[&str]) -> Vec<(String, String)> {
    let names: Array = element.get_attribute_names();
    let names = names.iter().filter_map(|name| name.as_string());
    let mut all: Vec<_> = names
        .filter(|name| !properties.contains(&&**name))
        .map(|name| {
            // The browser writes a style in one form, whether it was an attribute or single properties.
            let value = match &*name {
                "style" => property(&property(element, "style"), "cssText").as_string(),
                _ => element.get_attribute(&name),
            };
            (name, value.unwrap_or_default())
        })
        .collect();
    all.extend(properties.iter().map(|name| {
        let value = property(element, name);
        (
            format!("prop:{name}"),
            value.as_string().unwrap_or_else(|| format!("{value:?}")),
        )
    }));
    all
}

fn children(node: &Node) -> impl Iterator<Item = Node> {
    std::iter::successors(node.first_child(), Node::next_sibling)
}

fn read(node: &Node, outline: &mut Outline) {
    let Some(element) = node.dyn_ref::<Element>() else {
        if node.node_type() == Node::TEXT_NODE {
            outline.text(&node.node_value().unwrap_or_default());
        }
        return;
    };
    let is_svg = element
        .namespace_uri()
        .is_some_and(|namespace| namespace.ends_with("/svg"));
    let (prefix, name) = (if is_svg { "svg:" } else { "" }, element.local_name());
    outline.open(&format!("{prefix}{name}"), attributes(element, properties_of(&name)));
    // The content of a text area is only its first value.
    if name != "textarea" {
        children(node).for_each(|child| read(&child, outline));
    }
    outline.close();
}

/// The outline of the content of an element.
fn outline_of(place: &Element) -> String {
    let mut outline = Outline::default();
    children(place).for_each(|child| read(&child, &mut outline));
    outline.finish()
}

/// All nodes in an element that are more than an empty text, in the order of the document.
fn nodes_in(place: &Node) -> Vec<Node> {
    let is_visible =
        |node: &Node| node.node_type() != Node::TEXT_NODE || node.node_value().is_some_and(|text| !text.is_empty());
    children(place)
        .filter(is_visible)
        .flat_map(|node| {
            let inside = nodes_in(&node);
            std::iter::once(node).chain(inside)
        })
        .collect()
}

#[wasm_bindgen_test]
async fn created_views_are_like_those_of_leptos_in_every_state() {
    let mut differing = Vec::new();
    for pair in pairs() {
        let owner = Owner::new();
        let (our_place, leptos_place) = (place(""), place(""));
        let signals = owner.with(Signals::new);
        owner.with(|| (pair.ours)(signals).build().mount(&our_place, None));
        let mounted = owner.with(|| mount_to(leptos_place.clone().unchecked_into(), move || (pair.leptos)(signals)));
        for state in 0..STATES {
            signals.set(state);
            settled().await;
            let (ours, leptos) = (outline_of(&our_place), outline_of(&leptos_place));
            if ours != leptos {
                differing.push((pair.name, format!("state {state}\n{ours}Leptos:\n{leptos}")));
                break;
            }
        }
        drop(mounted);
        owner.cleanup();
        our_place.remove();
        leptos_place.remove();
    }
    check(Place::Page, &differing);
}

#[wasm_bindgen_test]
async fn claimed_views_keep_the_nodes_of_the_server_and_are_like_created_ones_in_every_state() {
    let sent = place(SENT);
    let (mut with_other_nodes, mut mistakes) = (Vec::new(), Vec::new());
    for pair in pairs() {
        let owner = Owner::new();
        let signals = owner.with(Signals::new);
        let selector = format!("[data-view='{}']", pair.name);
        let (section, created) = (sent.query_selector(&selector).unwrap().unwrap(), place(""));
        let (before, mismatches_before) = (nodes_in(&section), mismatches());
        owner.with(|| claim(&section, (pair.ours)(signals)));
        if mismatches() != mismatches_before {
            mistakes.push(format!("{}: the HTML differs\n{}", pair.name, section.inner_html()));
        }
        if nodes_in(&section) != before {
            with_other_nodes.push((pair.name, format!("new nodes\n{}", section.inner_html())));
        }
        owner.with(|| (pair.ours)(signals).build().mount(&created, None));
        for state in 0..STATES {
            signals.set(state);
            settled().await;
            let (claimed, created) = (outline_of(&section), outline_of(&created));
            if claimed != created {
                mistakes.push(format!("{}: state {state}\n{claimed}created:\n{created}", pair.name));
                break;
            }
        }
        owner.cleanup();
        created.remove();
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    check(Place::Nodes, &with_other_nodes);
}

//! The HTML of views, compared with the HTML of the same views of Leptos.
//!
//! `UPDATE_HTML=1` writes tests/corpus.html, which `web_differential.rs` claims in a browser.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;

use std::collections::BTreeSet;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use leptos::prelude::*;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use corpus::differences::{Place, check};
use corpus::outline::Outline;
use corpus::{STATES, Signals, pairs};
#[cfg(feature = "testing")]
use tarn_view::testing::Mounted;

/// The HTML of a view in a state.
fn html_of<T>(state: usize, view: fn(Signals) -> T, to_html: impl FnOnce(T) -> String) -> String {
    Owner::new().with(|| {
        let signals = Signals::new();
        signals.set(state);
        to_html(view(signals))
    })
}

fn read(node: &Handle, outline: &mut Outline) {
    match &node.data {
        NodeData::Text { contents } => outline.text(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let prefix = if name.ns == ns!(svg) { "svg:" } else { "" };
            let attributes = attrs.borrow();
            let attributes = attributes
                .iter()
                .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
            outline.open(&format!("{prefix}{}", name.local), attributes);
            read_children(node, outline);
            outline.close();
        }
        _ => {}
    }
}

fn read_children(node: &Handle, outline: &mut Outline) {
    for child in node.children.borrow().iter() {
        read(child, outline);
    }
}

/// The outline of HTML in a `<div>`.
fn outline_of(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut outline = Outline::default();
    // The parser adds an <html> element around a fragment.
    read_children(&dom.document.children.borrow()[0], &mut outline);
    outline.finish()
}

#[test]
fn the_views_of_the_corpus_have_different_names() {
    let names: Vec<_> = pairs().map(|pair| pair.name).collect();
    assert!(names.len() >= 70, "{}", names.len());
    let mut known = BTreeSet::new();
    for name in names {
        assert!(known.insert(name), "there are two views \"{name}\"");
    }
}

#[test]
fn html_says_the_same_as_that_of_leptos_in_every_state() {
    let mut differing = Vec::new();
    for pair in pairs() {
        for state in 0..STATES {
            let ours = html_of(state, pair.ours, tarn_view::to_html);
            let leptos = html_of(state, pair.leptos, RenderHtml::to_html);
            let (our_outline, leptos_outline) = (outline_of(&ours), outline_of(&leptos));
            if our_outline != leptos_outline {
                let report = format!("state {state}\n{ours}\n{our_outline}Leptos:\n{leptos}\n{leptos_outline}");
                differing.push((pair.name, report));
                break;
            }
        }
    }
    check(Place::Html, &differing);
}

/// A native page has its own code for creating and updating elements: the corpus holds it against the HTML.
#[cfg(feature = "testing")]
#[test]
fn a_native_page_says_the_same_as_the_html_in_every_state() {
    let mut differing = Vec::new();
    for pair in pairs() {
        let owner = Owner::new();
        let signals = owner.with(Signals::new);
        let page = owner.with(|| Mounted::new(|| (pair.ours)(signals)));
        for state in 0..STATES {
            signals.set(state);
            let (shown, html) = (page.html(), html_of(state, pair.ours, tarn_view::to_html));
            let (page_outline, html_outline) = (outline_of(&shown), outline_of(&html));
            if page_outline != html_outline {
                let report = format!("state {state}\n{shown}\n{page_outline}HTML:\n{html}\n{html_outline}");
                differing.push((pair.name, report));
                break;
            }
        }
    }
    check(Place::NativePage, &differing);
}

/// The HTML of all views in the first state, each in a section.
fn sections() -> String {
    let section = |pair: corpus::Pair| {
        let html = html_of(0, pair.ours, tarn_view::to_html);
        format!("<section data-view=\"{}\">{html}</section>\n", pair.name)
    };
    pairs().map(section).collect()
}

#[test]
fn the_html_for_browsers_is_that_of_the_corpus() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus.html");
    let html = sections();
    if std::env::var_os("UPDATE_HTML").is_some() {
        std::fs::write(file, html).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(file).unwrap();
    assert_eq!(
        kept, html,
        "UPDATE_HTML=1 cargo test -p tarn-view --test differential writes it"
    );
}

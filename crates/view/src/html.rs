//! Views as HTML: on a server, and in tests.
//!
//! Everything variable is escaped. Content that has siblings is between two comments, so that a page can take it over.

use std::borrow::Cow;

use leptos::prelude::{Owner, on_cleanup, untrack};

use crate::datum::{Datum, Value};
use crate::markup::{LIKE_ATTRIBUTES, push_text, push_value};
use crate::template::Template;
use crate::view::{Content, Hole, View};

const OPEN: &str = "<!--[-->";
const CLOSE: &str = "<!--]-->";

/// Appends the HTML of a view.
pub(crate) fn write(view: View, html: &mut String) {
    view.with_content(|content| match content {
        Content::Empty => {}
        Content::Datum(datum) => push_text(html, &datum.into_text()),
        Content::Element(template, holes) => write_element(template, holes, html),
        Content::Fragment(views) => views.into_iter().for_each(|view| write_among_others(view, html)),
        Content::Dynamic(make) => apart(|| write(make.run(), html)),
        Content::Each(rows) => apart(|| {
            for row in rows.run() {
                apart(|| write_among_others((row.make)(), html));
            }
        }),
        Content::Foreign(view) => view.write(html),
    });
}

/// Calls what has an owner of its own on a page: its contexts are not those of what follows. Nothing is tracked.
fn apart(call: impl FnOnce()) {
    let owner = Owner::new();
    owner.with(|| untrack(call));
    // What was created lives as long as that of the owner around it.
    on_cleanup(move || drop(owner));
}

/// A view beside others: an element has its own borders, everything else gets comments.
fn write_among_others(view: View, html: &mut String) {
    view.with_content(|content| match content {
        content @ Content::Element(..) => write(View::new(content), html),
        content => {
            html.push_str(OPEN);
            write(View::new(content), html);
            html.push_str(CLOSE);
        }
    });
}

fn write_element(template: &Template, holes: Vec<Hole>, html: &mut String) {
    let mut written = 0;
    for (hole, &offset) in holes.into_iter().zip(template.offsets) {
        html.push_str(&template.html[written..offset]);
        written = offset;
        write_hole(hole, html);
    }
    html.push_str(&template.html[written..]);
}

fn write_hole(hole: Hole, html: &mut String) {
    match hole {
        Hole::Content(view) | Hole::Between(view) => write(view, html),
        Hole::Attribute(name, value) => push_attribute(html, name, now(value).into_attribute()),
        Hole::State(name, value) => push_attribute(html, name, now(value).into_state()),
        Hole::Property(name, value) if LIKE_ATTRIBUTES.contains(&name) => {
            push_attribute(html, name, now(value).into_attribute())
        }
        Hole::Class(name, value) => {
            if now(value).is_true() {
                html.push(' ');
                html.push_str(name);
            }
        }
        Hole::Style(name, value) => {
            // A browser accepts one value and no further declarations, too.
            if let Some(value) = now(value).into_attribute().filter(|value| !value.contains(';')) {
                html.push_str(&format!(";{name}:"));
                push_value(html, &value);
            }
        }
        Hole::Written(value) => push_text(html, &now(value).into_text()),
        Hole::Html(value) => html.push_str(&now(value).into_text()),
        Hole::Property(..) | Hole::Chosen(_) | Hole::Event(..) | Hole::Reference(_) | Hole::Field(_) => {}
    }
}

fn now(value: Value) -> Datum {
    match value {
        Value::Once(datum) => datum,
        Value::Follow(read) => untrack(|| read.run()),
    }
}

fn push_attribute(html: &mut String, name: &str, value: Option<Cow<'static, str>>) {
    if let Some(value) = value {
        html.push_str(&format!(" {name}=\""));
        push_value(html, &value);
        html.push('"');
    }
}

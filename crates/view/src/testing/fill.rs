//! Fills nodes of a native page with views. `browser::create` does the same in a browser.

use leptos::prelude::{on_cleanup, untrack};
use send_wrapper::SendWrapper;

use super::rows::follow_rows;
use crate::callable::Run;
use crate::datum::{Datum, Value};
use crate::follower;
use crate::template::Template;
use crate::tree::{self, Element, Kind, Node};
use crate::view::{Content, Hole, TakeField, View};

/// Appends the nodes of a view, until the current owner ends. The view has `parent` for itself.
pub(super) fn fill(parent: &Node, view: View) {
    view.with_content(|content| match content {
        Content::Empty => {}
        Content::Datum(datum) => parent.append(Node::new(Kind::Text(datum.into_text().into_owned()))),
        Content::Element(template, holes) => parent.append(new_element(template, holes)),
        Content::Fragment(views) => views.into_iter().for_each(|view| parent.append(new_node(view))),
        Content::Dynamic(make) => follow_content(parent.clone(), make),
        Content::Each(rows) => follow_rows(parent.clone(), rows, new_node),
        Content::Foreign(view) => {
            let mut html = String::new();
            view.write(&mut html);
            parent.append(Node::new(Kind::Html(html)));
        }
    });
}

/// The node of a view beside others.
fn new_node(view: View) -> Node {
    view.with_content(|content| match content {
        Content::Element(template, holes) => new_element(template, holes),
        content => {
            let region = Node::region();
            fill(&region, View::new(content));
            region
        }
    })
}

/// Shows what a closure returns.
fn follow_content(parent: Node, make: Box<dyn Run<View>>) {
    follower::run(Box::new(move || {
        let view = make.run();
        parent.set_children(Vec::new());
        untrack(|| fill(&parent, view));
    }));
}

fn new_element(template: &Template, holes: Vec<Hole>) -> Node {
    let root = tree::parse(template.html);
    for (hole, node) in holes.into_iter().zip(walk(&root, template.walk)) {
        fill_hole(hole, node);
    }
    root
}

/// The nodes of the holes: what `walk` of dom.js does.
fn walk(root: &Node, steps: &str) -> Vec<Node> {
    let (mut nodes, mut node, mut count) = (Vec::new(), root.clone(), 0);
    // The position of the node among its siblings, for each level.
    let mut positions: Vec<usize> = Vec::new();
    for step in steps.chars() {
        let next = match step {
            '.' => {
                nodes.push(node.clone());
                continue;
            }
            '>' => {
                positions.push(0);
                node.children().into_iter().next()
            }
            '<' => {
                positions.pop();
                node.parent()
            }
            '+' => {
                let place = positions.last_mut();
                let place = place.map(|place| {
                    *place += std::mem::take(&mut count).max(1);
                    *place
                });
                let siblings = node.parent().map(|parent| parent.children()).unwrap_or_default();
                place.and_then(|place| siblings.get(place).cloned())
            }
            digit => {
                count = count * 10 + digit.to_digit(10).unwrap_or_default() as usize;
                continue;
            }
        };
        let Some(next) = next else {
            panic!("a template differs from its walk at \"{step}\" of \"{steps}\"")
        };
        node = next;
    }
    nodes
}

fn fill_hole(hole: Hole, node: Node) {
    type Set = fn(&Element, &'static str, Datum);
    let (set, name, value): (Set, _, _) = match hole {
        Hole::Content(view) | Hole::Between(view) => return fill(&node, view),
        Hole::Field(TakeField(take)) => return take(&node),
        // A reference takes an element of a browser.
        Hole::Reference(_) => return,
        Hole::Event(name, handle) => return listen(&node, name, handle),
        Hole::Html(value) => return follow_value(value, move |datum| set_html(&node, datum)),
        Hole::Attribute(name, value) => (
            |it, name, datum| it.set_attribute(name, owned(datum.into_attribute())),
            name,
            value,
        ),
        Hole::State(name, value) => (
            |it, name, datum| it.set_attribute(name, owned(datum.into_state())),
            name,
            value,
        ),
        Hole::Class(name, value) => (|it, name, datum| it.set_class(name, datum.is_true()), name, value),
        Hole::Style(name, value) => (
            // A browser accepts one value and no further declarations.
            |it, name, datum| it.set_style(name, owned(datum.into_attribute().filter(|value| !value.contains(';')))),
            name,
            value,
        ),
        Hole::Property(name, value) => (|it, name, datum| it.set_property(name, datum), name, value),
        Hole::Written(value) | Hole::Chosen(value) => (|it, name, datum| it.set_property(name, datum), "value", value),
    };
    follow_value(value, move |datum| {
        if let Some(element) = node.element() {
            set(element, name, datum);
        }
    });
}

fn owned(value: Option<std::borrow::Cow<'static, str>>) -> Option<String> {
    value.map(std::borrow::Cow::into_owned)
}

fn follow_value(value: Value, set: impl Fn(Datum) + 'static) {
    match value {
        Value::Once(datum) => set(datum),
        Value::Follow(read) => follower::run(Box::new(move || set(read.run()))),
    }
}

fn set_html(node: &Node, html: Datum) {
    node.set_children(vec![Node::new(Kind::Html(html.into_text().into_owned()))]);
}

fn listen(node: &Node, name: &'static str, handle: Box<dyn crate::callable::Handle>) {
    if let Some(element) = node.element() {
        let remove = SendWrapper::new(element.listen(name, follower::current_component(), handle));
        on_cleanup(move || remove.take()());
    }
}

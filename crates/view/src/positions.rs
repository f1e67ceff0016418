//! Tests: the walk of a template leads to its holes in the tree that a parser of HTML makes.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::template::Template;
use crate::view;
use crate::view::{Content, Hole, View};

/// The document of a template. Its end takes the children out of all nodes.
fn parse(template: &Template) -> RcDom {
    let html = match template.is_svg {
        true => format!("<svg>{}</svg>", template.html),
        false => template.html.to_owned(),
    };
    let context = QualName::new(None, ns!(html), local_name!("template"));
    parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html)
}

fn child(node: &Handle, position: usize) -> Option<Handle> {
    node.children.borrow().get(position).cloned()
}

fn is_comment(node: &Handle, text: &str) -> bool {
    matches!(&node.data, NodeData::Comment { contents } if &**contents == text)
}

/// The position after a node, or after the region that begins there. The regions of a template are empty.
fn after(parent: &Handle, position: usize) -> Option<usize> {
    match is_comment(&child(parent, position)?, "[") {
        true => is_comment(&child(parent, position + 1)?, "]").then_some(position + 2),
        false => Some(position + 1),
    }
}

/// The nodes that a walk notes: what `walk` of dom.js does.
fn walk(root: Handle, steps: &str) -> Option<Vec<Handle>> {
    let (mut nodes, mut node, mut parents, mut count) = (Vec::new(), root, Vec::<(Handle, usize)>::new(), 0_u32);
    for step in steps.chars() {
        match step {
            '.' => nodes.push(node.clone()),
            '>' => {
                let first = child(&node, 0)?;
                parents.push((node, 0));
                node = first;
            }
            '<' => node = parents.pop()?.0,
            '+' => {
                let (parent, position) = parents.last_mut()?;
                for _ in 0..count.max(1) {
                    *position = after(parent, *position)?;
                }
                node = child(parent, *position)?;
                count = 0;
            }
            digit => count = count * 10 + digit.to_digit(10)?,
        }
    }
    Some(nodes)
}

/// The numbers of the holes of an element, which its attribute `data-n` lists.
fn numbers(node: &Handle) -> Vec<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return Vec::new();
    };
    let attrs = attrs.borrow();
    let numbers = attrs.iter().find(|attribute| &*attribute.name.local == "data-n");
    numbers.map_or_else(Vec::new, |numbers| {
        numbers.value.split(' ').map(str::to_owned).collect()
    })
}

/// Checks that the walk leads to each hole of a view.
fn check(view: View) {
    view.with_content(|content| {
        let Content::Element(template, holes) = content else {
            panic!("the view is one element")
        };
        let dom = parse(template);
        let mut root = child(&dom.document, 0).and_then(|html| child(&html, 0));
        if template.is_svg {
            root = root.and_then(|image| child(&image, 0));
        }
        let nodes = root
            .and_then(|root| walk(root, template.walk))
            .unwrap_or_else(|| panic!("another tree: {}", template.html));
        assert_eq!(nodes.len(), holes.len(), "{}", template.html);
        for (number, (hole, node)) in holes.iter().zip(&nodes).enumerate() {
            let is_there = match hole {
                Hole::Between(_) => is_comment(node, "["),
                _ => numbers(node).contains(&number.to_string()),
            };
            assert!(is_there, "hole {number} of {} by {}", template.html, template.walk);
        }
    });
}

#[test]
fn a_walk_leads_to_the_holes_of_texts_and_attributes() {
    let name = "x";
    check(view! { <p data-n="0 1 2" title=name id="a" class="b" class:c=true>{name}</p> });
    check(view! {
        <section>
            <h1>"Title"</h1>
            <p>"Hello " {name} ", " <b data-n="1">{name}</b> {2} <br/> <i data-n="3" title=name/> "end"</p>
            <p><br/><br/><br/><br/><br/> {4} <input data-n="5" value=name/></p>
            <a><span><em data-n="6" title=name>"deep"</em></span></a>
        </section>
    });
}

#[test]
fn a_walk_leads_to_the_holes_of_tables_and_menus() {
    let name = "x";
    check(view! {
        <table data-n="0" title=name>
            <caption data-n="1">{name}</caption>
            {2}
            <tbody data-n="3">{name}</tbody>
            <tfoot><tr><td/>" "<td data-n="4" title=name/></tr></tfoot>
        </table>
    });
    check(view! { <tr><td>"a"</td><td data-n="0" title=name>"b"</td></tr> });
    check(view! {
        <select data-n="3" prop:value=name>
            <optgroup label="a"><option data-n="0">{name}</option></optgroup>
            {1}
            <option data-n="2" value=name/>
        </select>
    });
    check(view! { <option data-n="0">{name}</option> });
    check(view! { <ul><li>"a"<ul><li data-n="0">{name}</li></ul></li>{1}<li data-n="2">{name}</li></ul> });
}

#[test]
fn a_walk_leads_to_the_holes_of_preformatted_texts_fields_and_images() {
    let name = "x";
    check(view! { <pre>"\n" {name} <b data-n="1">{name}</b></pre> });
    check(view! { <pre data-n="0">{name}</pre> });
    check(
        view! { <p><textarea data-n="0" prop:value=name/><textarea data-n="1">{name}</textarea><br data-n="2" title=name/></p> },
    );
    check(view! {
        <svg viewBox="0 0 9 9">
            <g><path data-n="0" d=name/></g>
            <foreignObject><div data-n="1">{name}</div></foreignObject>
            <linearGradient data-n="2" id=name/>
            <text data-n="3">{name}</text>
        </svg>
    });
    check(view! { <circle r="1"><title data-n="0">{name}</title></circle> });
}

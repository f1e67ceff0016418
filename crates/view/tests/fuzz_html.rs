//! Random texts in a view: a parser of HTML finds them again, and nothing else.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use leptos::prelude::Owner;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use tarn_view::{to_html, view};

/// Inputs of a usual run; `WHOLE` in the environment takes a million.
const SHARE: u32 = 50_000;
const WHOLE: u32 = 1_000_000;

/// Pieces that matter to a parser of HTML, and others.
const PIECES: [&str; 34] = [
    "<",
    ">",
    "&",
    "\"",
    "'",
    "`",
    "=",
    "/",
    "</p>",
    "<b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&lt",
    "&#60;",
    "&notit;",
    "&",
    "\r\n",
    "\r",
    "\n",
    "\t",
    " ",
    "\0",
    "\u{feff}",
    "é",
    "漢",
    "🛒",
    "x",
    "onload=",
    "javascript:",
];

/// Pseudorandom numbers (xorshift), the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn text(&mut self) -> String {
        (0..self.below(6)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

/// The parsed document. Its end takes the children out of all nodes.
fn parse(html: &str) -> RcDom {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html)
}

/// Attributes in their order, and children with their text; comments are left out.
fn read(element: &Handle) -> (Vec<String>, Vec<(bool, String)>) {
    let NodeData::Element { attrs, .. } = &element.data else {
        panic!("an element")
    };
    let attributes = attrs
        .borrow()
        .iter()
        .map(|attribute| format!("{}={}", attribute.name.local, attribute.value))
        .collect();
    let children = element.children.borrow();
    let children = children.iter().filter_map(|child| match &child.data {
        NodeData::Text { contents } => Some((false, contents.borrow().to_string())),
        NodeData::Element { .. } => Some((true, text_of(child))),
        _ => None,
    });
    (attributes, children.collect())
}

fn text_of(node: &Handle) -> String {
    let own = match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    node.children
        .borrow()
        .iter()
        .fold(own, |text, child| text + &text_of(child))
}

#[test]
fn a_parser_finds_the_texts_and_attributes_and_nothing_else() {
    let inputs = if std::env::var_os("WHOLE").is_some() {
        WHOLE
    } else {
        SHARE
    };
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let owner = Owner::new();
    for _ in 0..inputs {
        let [title, first, second] = [random.text(), random.text(), random.text()];
        let html = owner.with(|| {
            let (title, first, second) = (title.clone(), first.clone(), second.clone());
            to_html(view! { <p title=title data-x="1">{first} ": " <b>{second}</b></p> })
        });
        owner.cleanup();
        // HTML cannot hold this character.
        let [title, first, second] = [title, first, second].map(|text| text.replace('\0', "\u{fffd}"));
        let dom = parse(&html);
        let root = dom.document.children.borrow()[0].clone();
        let elements = root.children.borrow();
        assert_eq!(elements.len(), 1, "{html}");
        let (attributes, children) = read(&elements[0]);
        let mut attributes = attributes;
        attributes.sort();
        assert_eq!(attributes, ["data-x=1".to_owned(), format!("title={title}")], "{html}");
        let texts = [(false, first), (false, ": ".to_owned()), (true, second)];
        let texts: Vec<_> = texts
            .into_iter()
            .filter(|(is_element, text)| *is_element || !text.is_empty())
            .collect();
        assert_eq!(children, texts, "{html}");
    }
}

//! HTML that is accepted stays within its slot: a real parser decides.

use std::rc::Rc;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use tarn_render::checked_html;

/// Pieces that parsers treat in special ways.
const PIECES: [&str; 46] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<a href=\"/x\">",
    "</a>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<form>",
    "</form>",
    "<button type=\"button\">",
    "</button>",
    "<select>",
    "</select>",
    "<option>",
    "</option>",
    "<svg>",
    "</svg>",
    "<path/>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<!--[-->",
    "<!--]-->",
    "<img alt=\"\">",
    "<br>",
    "<h1>",
    "</h1>",
    "<noscript>",
    "</noscript>",
    "text &amp; more",
    "&lt;",
    "<section>",
    "</section>",
    "</main>",
];

/// A generator of Marsaglia: the test needs variety, and the same one each time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

fn name(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

fn elements(node: &Handle) -> Vec<Handle> {
    node.children
        .borrow()
        .iter()
        .filter(|child| !name(child).is_empty())
        .map(Rc::clone)
        .collect()
}

/// Whether the elements around the HTML are where the page has put them.
fn stays_within(html: &str) -> bool {
    let page = format!(
        "<!doctype html><html><head></head><body><main><article>{html}</article><footer></footer></main><aside></aside></body></html>"
    );
    let document = parse_document(RcDom::default(), ParseOpts::default())
        .one(page)
        .document;
    let names = |node: &Handle| elements(node).iter().map(name).collect::<Vec<_>>();
    let Some(root) = elements(&document).into_iter().next() else {
        return false;
    };
    let Some(body) = elements(&root).into_iter().nth(1) else {
        return false;
    };
    let Some(main) = elements(&body).into_iter().next() else {
        return false;
    };
    names(&body) == ["main", "aside"] && names(&main) == ["article", "footer"]
}

#[test]
fn accepted_html_stays_within_its_element() {
    let mut random = Random(0x5eed_cafe_f00d_0001);
    let mut accepted = 0;
    for _ in 0..200_000 {
        let mut html = String::new();
        let mut open = Vec::new();
        for _ in 0..random.below(12) {
            // Often the fitting end, so that much of the HTML is balanced.
            match open.pop() {
                Some(end) if random.below(2) == 0 => html.push_str(end),
                popped => {
                    open.extend(popped);
                    let place = random.below(PIECES.len());
                    html.push_str(PIECES[place]);
                    if PIECES[place].starts_with('<')
                        && PIECES.get(place + 1).is_some_and(|next| next.starts_with("</"))
                    {
                        open.push(PIECES[place + 1]);
                    }
                }
            }
        }
        while let Some(end) = open.pop() {
            html.push_str(end);
        }
        if checked_html(&html).is_ok() {
            accepted += 1;
            assert!(stays_within(&html), "{html}");
        }
    }
    assert!(accepted > 20_000, "{accepted} were accepted");
}

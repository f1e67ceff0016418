//! The page that is being rendered: what the libraries of an app ask while its views become HTML.
//!
//! A renderer has one thread and one request. Outside of a request everything is empty.

use std::cell::RefCell;

use crate::types::{Answer, Head, Part, Rendered, Request, Slot};

#[derive(Default)]
struct Page {
    request: Option<Request>,
    head: Head,
    slots: Vec<Slot>,
    wanted: Vec<String>,
    is_left: bool,
}

thread_local! {
    static PAGE: RefCell<Page> = RefCell::default();
}

/// Renders: `render` returns HTML, in which the markers of [`add_slot`] stand for slots.
///
/// # Errors
/// That of `render`.
pub fn rendering<E>(request: Request, render: impl FnOnce() -> Result<String, E>) -> Result<Rendered, E> {
    PAGE.set(Page {
        request: Some(request),
        ..Page::default()
    });
    let html = render();
    let page = PAGE.take();
    let html = html?;
    Ok(Rendered {
        parts: match page.is_left {
            true => Vec::new(),
            false => parts(&html, page.slots),
        },
        head: page.head,
        wanted: page.wanted,
    })
}

/// Calls `read` with the request that is being rendered, if there is one.
pub fn with_request<T>(read: impl FnOnce(&Request) -> T) -> Option<T> {
    PAGE.with_borrow(|page| page.request.as_ref().map(read))
}

/// The answer of the API to this address. Without one the address is noted as wanted, and the server may render again with the answer.
/// `None` also outside of a request.
#[must_use]
pub fn answer(path: &str) -> Option<Answer> {
    PAGE.with_borrow_mut(|page| {
        let request = page.request.as_ref()?;
        let answer = request.answers.iter().find(|answer| answer.path == path).cloned();
        if answer.is_none() && !page.wanted.iter().any(|wanted| wanted == path) {
            page.wanted.push(path.to_owned());
        }
        answer
    })
}

/// Adds to the head of the document.
pub fn set_head(head: Head) {
    PAGE.with_borrow_mut(|page| page.head.merge(head));
}

/// Leaves the content to the browser: the result has no parts.
pub fn leave_to_browser() {
    PAGE.with_borrow_mut(|page| page.is_left = true);
}

/// Begins a slot. Returns the marker, a comment, that stands for it in the HTML.
pub fn add_slot(slot: Slot) -> String {
    PAGE.with_borrow_mut(|page| {
        page.slots.push(slot);
        slot_marker(page.slots.len() - 1)
    })
}

/// The comment that stands for a slot in HTML. Text in HTML is escaped, so no text contains it.
fn slot_marker(number: usize) -> String {
    format!("<!--tarn-slot:{number}-->")
}

/// HTML with markers as parts.
fn parts(html: &str, slots: Vec<Slot>) -> Vec<Part> {
    let mut parts = Vec::with_capacity(2 * slots.len() + 1);
    let mut rest = html;
    for (number, slot) in slots.into_iter().enumerate() {
        // A slot that the view has left out has no marker.
        if let Some((before, after)) = rest.split_once(&slot_marker(number)) {
            parts.push(Part::Html(before.to_owned()));
            parts.push(Part::Slot(slot));
            rest = after;
        }
    }
    parts.push(Part::Html(rest.to_owned()));
    parts
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn slot(remote: &str) -> Slot {
        Slot {
            remote: remote.into(),
            ..Slot::default()
        }
    }

    #[test]
    fn html_is_split_at_the_markers_of_its_slots() {
        let rendered = rendering(Request::default(), || {
            let (cart, unused, products) = (
                add_slot(slot("cart")),
                add_slot(slot("unused")),
                add_slot(slot("products")),
            );
            assert_ne!(unused, cart);
            Ok::<_, Infallible>(format!("<header>{cart}</header><main>{products}</main>"))
        });
        let rendered = rendered.unwrap();
        let html = |html: &str| Part::Html(html.into());
        assert_eq!(
            rendered.parts,
            [
                html("<header>"),
                Part::Slot(slot("cart")),
                html("</header><main>"),
                Part::Slot(slot("products")),
                html("</main>")
            ]
        );
    }

    #[test]
    fn an_address_without_an_answer_is_wanted_once() {
        let products = Answer {
            path: "/api/products".into(),
            status: 200,
            json: "[]".into(),
        };
        let request = Request {
            answers: vec![products.clone()],
            ..Request::default()
        };
        let rendered = rendering(request, || {
            assert_eq!(answer("/api/products"), Some(products));
            assert_eq!(answer("/api/products?page=2"), None);
            assert_eq!(answer("/api/products?page=2"), None);
            Ok::<_, Infallible>(String::new())
        });
        assert_eq!(rendered.unwrap().wanted, ["/api/products?page=2"]);
    }

    #[test]
    fn content_that_is_left_to_the_browser_has_no_parts() {
        let rendered = rendering(Request::default(), || {
            leave_to_browser();
            Ok::<_, Infallible>("<p>Your cart is empty</p>".to_owned())
        });
        assert_eq!(rendered.unwrap().parts, []);
        let next = rendering(Request::default(), || Ok::<_, Infallible>("<p>Products</p>".to_owned()));
        assert_eq!(next.unwrap().parts, [Part::Html("<p>Products</p>".into())]);
    }

    #[test]
    fn nothing_is_left_of_a_request() {
        let request = Request {
            path: "/cart".into(),
            ..Request::default()
        };
        let failed = rendering(request, || {
            set_head(Head {
                title: Some("Cart".into()),
                ..Head::default()
            });
            assert_eq!(with_request(|request| request.path.clone()).as_deref(), Some("/cart"));
            Err::<String, _>("no such component")
        });
        assert_eq!(failed, Err("no such component"));
        assert_eq!(with_request(|request| request.path.clone()), None);
        assert_eq!(answer("/api/products"), None);
        let rendered = rendering(Request::default(), || Ok::<_, Infallible>(String::new()));
        assert_eq!(rendered.unwrap().head, Head::default());
    }
}

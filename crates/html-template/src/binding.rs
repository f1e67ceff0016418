//! Bindings of parts to signals. Each public function boxes its closure and passes it to a function that is compiled once.

use std::cell::{Cell, RefCell};

use leptos::prelude::on_cleanup;
use leptos::tachys::renderer::Rndr;
use leptos::web_sys::{Element, Event, Text};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::Template;
use tarn_view::follow;

type Words = Box<dyn Fn() -> String>;
type Truth = Box<dyn Fn() -> bool>;
type Value = Box<dyn Fn() -> Option<String>>;

impl Template {
    /// Binds the text of a part.
    ///
    /// ```no_run
    /// # use leptos::prelude::*;
    /// # use tarn_html_template::template;
    /// # let name = RwSignal::new(String::new());
    /// template(r#"<p data-part="name"></p>"#).text("name", move || name.get());
    /// ```
    pub fn text(self, part: &str, text: impl Fn() -> String + 'static) -> Self {
        bind_text(&self.part(part), Box::new(text));
        self
    }

    /// Binds the text of a part to a whole number, which crosses to JavaScript as a number: decoding text takes longer than the rest of
    /// the update.
    pub fn number(self, part: &str, number: impl Fn() -> u32 + 'static) -> Self {
        bind_number(&self.part(part), Box::new(number));
        self
    }

    /// Binds an attribute of a part. `None` removes the attribute.
    ///
    /// ```no_run
    /// # use leptos::prelude::*;
    /// # use tarn_html_template::template;
    /// # let product = RwSignal::new(String::new());
    /// template(r#"<a data-part="link">More</a>"#)
    ///     .attr("link", "href", move || Some(format!("/product/{}", product.get())));
    /// ```
    pub fn attr(self, part: &str, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        bind_attribute(self.part(part), name, Box::new(value));
        self
    }

    /// Binds a boolean attribute of a part, such as `disabled` or `hidden`.
    pub fn flag(self, part: &str, name: &'static str, is_set: impl Fn() -> bool + 'static) -> Self {
        bind_flag(self.part(part), name, Box::new(is_set));
        self
    }

    /// Binds the property `value` of a field, which typing changes, too.
    pub fn value(self, part: &str, value: impl Fn() -> String + 'static) -> Self {
        bind_value(self.part(part), Box::new(value));
        self
    }

    /// Binds the property `checked` of a checkbox.
    pub fn checked(self, part: &str, is_checked: impl Fn() -> bool + 'static) -> Self {
        let part = self.part(part);
        follow(move || set_property(&part, "checked", &is_checked().into()));
        self
    }

    /// Binds the property `selected` of an option.
    pub fn selected(self, part: &str, is_selected: impl Fn() -> bool + 'static) -> Self {
        let part = self.part(part);
        follow(move || set_property(&part, "selected", &is_selected().into()));
        self
    }

    /// Calls `listener` for events of a part and its descendants. While an input method composes a word, `input` waits until the word is
    /// confirmed, and `submit` is suppressed.
    ///
    /// ```no_run
    /// # use leptos::prelude::*;
    /// # use tarn_html_template::template;
    /// # let count = RwSignal::new(0);
    /// template(r#"<button type="button" data-part="more">+</button>"#)
    ///     .on("more", "click", move |_| count.update(|count| *count += 1));
    /// ```
    pub fn on(self, part: &str, event: &str, listener: impl FnMut(Event) + 'static) -> Self {
        listen(&self.part(part), event, Box::new(listener));
        self
    }

    /// [`follow`] in a chain of bindings.
    pub fn follow(self, run: impl Fn() + 'static) -> Self {
        follow(run);
        self
    }
}

fn bind_text(part: &Element, text: Words) {
    let place = TextPlace::new(part);
    let shown = RefCell::new(String::new());
    follow(move || {
        let text = text();
        // A screen reader repeats a live region when the same text is set again.
        if *shown.borrow() != text {
            set_text(&place.part, &place.node, &text);
            shown.replace(text);
        }
    });
}

#[wasm_bindgen(module = "/src/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = setAttribute)]
    pub(super) fn set_attribute(element: &Element, name: &str, value: Option<&str>);
    #[wasm_bindgen(js_name = setText)]
    fn set_text(part: &Element, node: &Text, text: &str);
    #[wasm_bindgen(js_name = isUnconfirmed)]
    fn is_unconfirmed(event: &Event) -> bool;
    #[wasm_bindgen(js_name = setNumber)]
    fn set_number(part: &Element, node: &Text, number: u32);
}

fn bind_number(part: &Element, number: Box<dyn Fn() -> u32>) {
    let place = TextPlace::new(part);
    let shown = Cell::new(None);
    follow(move || {
        let number = number();
        if shown.replace(Some(number)) != Some(number) {
            set_number(&place.part, &place.node, number);
        }
    });
}

/// A part and its only text node. Other scripts may remove the node from the part: a translator replaces it with an element. The writing
/// JavaScript puts it back.
struct TextPlace {
    part: Element,
    node: Text,
}

impl TextPlace {
    /// Setting the content of the part would create a new node each time.
    fn new(part: &Element) -> Self {
        let node = Rndr::create_text_node("");
        part.replace_children_with_node_1(&node);
        Self {
            part: part.clone(),
            node,
        }
    }
}

fn bind_attribute(part: Element, name: &'static str, value: Value) {
    follow(move || {
        set_attribute(&part, name, value().as_deref());
    });
}

fn bind_flag(part: Element, name: &'static str, is_set: Truth) {
    bind_attribute(part, name, Box::new(move || is_set().then(String::new)));
}

fn bind_value(part: Element, value: Words) {
    follow(move || {
        let value = JsValue::from(value());
        // Setting an equal text would move the caret.
        if js_sys::Reflect::get(&part, &"value".into()).ok().as_ref() != Some(&value) {
            set_property(&part, "value", &value);
        }
    });
}

fn set_property(part: &Element, name: &str, value: &JsValue) {
    // Elements are objects, and accept every property.
    let _ = js_sys::Reflect::set(part, &name.into(), value);
}

fn listen(part: &Element, event: &str, mut listener: Box<dyn FnMut(Event)>) {
    let listener = match event {
        "input" | "submit" => Box::new(move |event| {
            if !is_unconfirmed(&event) {
                listener(event);
            }
        }),
        _ => listener,
    };
    let listener = Closure::wrap(listener);
    let events: &[&str] = match event {
        // Some browsers send no `input` event after a composition.
        "input" => &["input", "compositionend"],
        _ => &[event],
    };
    for event in events {
        let _ = part.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    let events: Vec<String> = events.iter().map(|&event| event.to_owned()).collect();
    let held = SendWrapper::new((part.clone(), events, listener));
    on_cleanup(move || {
        let (part, events, listener) = held.take();
        for event in events {
            let _ = part.remove_event_listener_with_callback(&event, listener.as_ref().unchecked_ref());
        }
    });
}

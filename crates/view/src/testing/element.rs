//! Elements of a native page: what a test reads and presses.

use std::cell::Cell;
use std::rc::Rc;

use super::roles;
use super::settle::settle;
use crate::datum::Datum;
use crate::follower::in_component;
use crate::test_page::{self, TestEvent};
use crate::tree::{self, Node};

/// An element of a mounted view.
///
/// It is named by its attribute `data-testid`, or by its role and name as assistive technology has them. A method that does not find it, or
/// finds several, panics with the HTML of the page.
#[derive(Clone, PartialEq)]
pub struct Element(Node);

impl Element {
    pub(super) fn new(node: Node) -> Self {
        Self(node)
    }

    pub(super) fn clear(&self) {
        self.0.set_children(Vec::new());
    }

    /// The HTML, with the present values of fields. It has no comments.
    #[must_use]
    pub fn html(&self) -> String {
        settle();
        let mut html = String::new();
        tree::write(&self.0, &mut html);
        html
    }

    /// The text without that of `hidden` elements. Words of different lines are apart.
    #[must_use]
    pub fn text(&self) -> String {
        settle();
        let mut text = String::new();
        tree::write_text(&self.0, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The elements with this `data-testid`, in the order of the page.
    #[must_use]
    pub fn all(&self, test_id: &str) -> Vec<Self> {
        settle();
        self.matching(|element| element.attribute("data-testid").as_deref() == Some(test_id))
    }

    /// The element with this `data-testid`, if there is one.
    #[must_use]
    pub fn find(&self, test_id: &str) -> Option<Self> {
        self.all(test_id).into_iter().next()
    }

    /// The element with this `data-testid`.
    ///
    /// # Panics
    /// There is none, or there are several.
    #[must_use]
    #[track_caller]
    pub fn get(&self, test_id: &str) -> Self {
        self.only(self.all(test_id), &format!("data-testid=\"{test_id}\""))
    }

    /// The elements with this role, such as `button`, `link`, `heading`, `textbox` or `status`.
    #[must_use]
    pub fn roles(&self, role: &str) -> Vec<Self> {
        settle();
        self.matching(|element| roles::role_of(element).as_deref() == Some(role))
    }

    /// The element with this role and this accessible name: its `aria-label`, or else its text.
    ///
    /// # Panics
    /// There is none, or there are several.
    #[must_use]
    #[track_caller]
    pub fn role(&self, role: &str, name: &str) -> Self {
        let mut found = self.roles(role);
        found.retain(|element| element.name() == name);
        self.only(found, &format!("role {role} and name \"{name}\""))
    }

    fn name(&self) -> String {
        self.attribute("aria-label").unwrap_or_else(|| self.text())
    }

    fn matching(&self, is_it: impl Fn(&tree::Element) -> bool) -> Vec<Self> {
        let elements = self.0.elements().into_iter();
        elements
            .filter(|node| node.element().is_some_and(&is_it))
            .map(Self)
            .collect()
    }

    #[track_caller]
    fn only(&self, mut found: Vec<Self>, what: &str) -> Self {
        match (found.pop(), found.len()) {
            (Some(element), 0) => element,
            (None, _) => panic!("there is no element with {what} in {}", self.html()),
            (Some(_), others) => panic!("there are {} elements with {what} in {}", others + 1, self.html()),
        }
    }

    /// The value of an attribute; `None` without it.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        settle();
        self.0.element()?.attribute(name)
    }

    /// The text in a field, or the value of the chosen option.
    #[must_use]
    pub fn value(&self) -> String {
        settle();
        self.0.element().map(tree::Element::value).unwrap_or_default()
    }

    /// Whether a property or attribute such as `checked`, `disabled` or `hidden` is set.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        settle();
        self.0.element().is_some_and(|element| element.is(name))
    }

    /// Whether the element or one around it is `hidden`.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        settle();
        self.0
            .path()
            .any(|node| node.element().is_some_and(|element| element.is("hidden")))
    }

    /// Clicks with a pointer, unless the element is `disabled`. A button of the type `submit` sends its form.
    pub fn click(&self) {
        self.press(true);
    }

    /// Clicks as the Enter key does on a focused button.
    pub fn click_by_key(&self) {
        self.press(false);
    }

    fn press(&self, is_by_pointer: bool) {
        settle();
        if self.is("disabled") {
            return;
        }
        test_page::focus(&self.0);
        let goes_on = self.dispatch("click", None, is_by_pointer);
        let is_submit = self.0.element().is_some_and(roles::is_submit_button);
        let form = self
            .0
            .path()
            .find(|node| node.element().is_some_and(|element| element.name == "form"));
        if let Some(form) = form.filter(|_| is_submit && goes_on) {
            Self(form).submit();
        }
    }

    /// Sends a form.
    pub fn submit(&self) {
        self.send("submit");
    }

    /// Types a text into a field, in place of the present one: the event `input`. The field keeps it without [`Element::leave`].
    pub fn type_text(&self, text: &str) {
        self.set("value", Datum::Text(text.to_owned().into()));
        self.send("input");
    }

    /// Leaves a field after typing: the event `change`.
    pub fn leave(&self) {
        self.send("change");
    }

    /// Chooses the option with this value of a `<select>`.
    pub fn choose(&self, value: &str) {
        self.set("value", Datum::Text(value.to_owned().into()));
        self.send("input");
        self.send("change");
    }

    /// Checks or unchecks a checkbox.
    pub fn check(&self, is_checked: bool) {
        self.set("checked", Datum::Truth(is_checked));
        self.send("input");
        self.send("change");
    }

    /// Presses a key on a focused element, such as `ArrowUp`: the event `keydown`. Returns whether the browser would react to it, too.
    pub fn press_key(&self, key: &'static str) -> bool {
        settle();
        test_page::focus(&self.0);
        self.dispatch("keydown", Some(key), false)
    }

    /// Sends an event without data of its own, such as `focus`. Returns whether the browser would react to it, too.
    pub fn send(&self, event: &str) -> bool {
        settle();
        self.dispatch(event, None, false)
    }

    fn set(&self, property: &'static str, value: Datum) {
        settle();
        test_page::focus(&self.0);
        if let Some(element) = self.0.element() {
            element.set_property(property, value);
        }
    }

    /// Calls the listeners of the element, and of those around it if the event bubbles.
    fn dispatch(&self, event: &str, key: Option<&'static str>, is_by_pointer: bool) -> bool {
        let sent = Rc::new(TestEvent {
            target: self.0.clone(),
            key,
            is_by_pointer,
            is_default_prevented: Cell::new(false),
        });
        // Events of the focus do not bubble.
        let reach = if matches!(event, "focus" | "blur") {
            1
        } else {
            usize::MAX
        };
        let path: Vec<Node> = self.0.path().take(reach).collect();
        for node in path {
            let listeners = node.element().map(|element| element.listeners(event));
            for listener in listeners.unwrap_or_default() {
                let call = || in_component(listener.component(), || listener.call());
                test_page::with_event(Rc::clone(&sent), call);
            }
        }
        settle();
        !sent.is_default_prevented.get()
    }
}

impl std::fmt::Debug for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.html())
    }
}

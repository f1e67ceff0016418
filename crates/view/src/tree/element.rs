//! An element with its attributes, properties and listeners.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::wasm_bindgen::{JsCast as _, JsValue};

use crate::callable::Handle;
use crate::datum::Datum;

/// An element of a native page.
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: RefCell<Vec<(String, String)>>,
    properties: RefCell<Vec<(&'static str, Datum)>>,
    listeners: RefCell<Vec<Rc<Listener>>>,
}

/// A listener of an element.
pub(crate) struct Listener {
    event: &'static str,
    /// The component whose view has the listener.
    component: &'static str,
    handle: RefCell<Box<dyn Handle>>,
    is_removed: Cell<bool>,
}

impl Element {
    pub(crate) fn new(name: &str, attributes: Vec<(String, String)>) -> Self {
        Self {
            name: name.into(),
            attributes: RefCell::new(attributes),
            properties: RefCell::default(),
            listeners: RefCell::default(),
        }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let attributes = self.attributes.borrow();
        let found = attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    }

    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        self.attributes.borrow().clone()
    }

    /// Sets an attribute, or removes it with `None`.
    pub(crate) fn set_attribute(&self, name: &str, value: Option<String>) {
        let mut attributes = self.attributes.borrow_mut();
        let place = attributes.iter().position(|(known, _)| known == name);
        match (place, value) {
            (Some(place), Some(value)) => attributes[place].1 = value,
            (Some(place), None) => drop(attributes.remove(place)),
            (None, Some(value)) => attributes.push((name.into(), value)),
            (None, None) => {}
        }
    }

    /// Adds or removes a class.
    pub(crate) fn set_class(&self, name: &str, is_set: bool) {
        self.change_list("class", " ", |word| word == name, is_set.then(|| name.into()));
    }

    /// Sets or removes a property of the style.
    pub(crate) fn set_style(&self, name: &str, value: Option<String>) {
        let is_it = |declaration: &str| declaration.split(':').next().map(str::trim) == Some(name);
        self.change_list("style", ";", is_it, value.map(|value| [name, ":", &value].concat()));
    }

    /// Replaces the parts of a list attribute for which `is_it` is true.
    fn change_list(&self, attribute: &str, separator: &str, is_it: impl Fn(&str) -> bool, next: Option<String>) {
        let before = self.attribute(attribute).unwrap_or_default();
        let others = before.split(separator).filter(|part| !part.is_empty() && !is_it(part));
        let parts: Vec<String> = others.map(str::to_owned).chain(next).collect();
        self.set_attribute(attribute, Some(parts.join(separator)));
    }

    /// A property that was set.
    pub(crate) fn property(&self, name: &str) -> Option<Datum> {
        let properties = self.properties.borrow();
        let found = properties.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone())
    }

    pub(crate) fn set_property(&self, name: &'static str, value: Datum) {
        let mut properties = self.properties.borrow_mut();
        properties.retain(|(known, _)| *known != name);
        properties.push((name, value));
    }

    pub(crate) fn properties(&self) -> Vec<(&'static str, Datum)> {
        self.properties.borrow().clone()
    }

    /// The text in a field.
    pub(crate) fn value(&self) -> String {
        let property = self.property("value").map(|value| value.into_text().into_owned());
        property.or_else(|| self.attribute("value")).unwrap_or_default()
    }

    /// Whether a checkbox is checked, or any other property or attribute of this name is set.
    pub(crate) fn is(&self, name: &str) -> bool {
        let property = self.property(name).map(|value| value.is_true());
        property.unwrap_or_else(|| self.attribute(name).is_some())
    }

    /// Adds a listener. The result removes it.
    pub(crate) fn listen(
        &self,
        event: &'static str,
        component: &'static str,
        handle: Box<dyn Handle>,
    ) -> impl FnOnce() + 'static {
        let listener = Rc::new(Listener {
            event,
            component,
            handle: RefCell::new(handle),
            is_removed: Cell::new(false),
        });
        self.listeners.borrow_mut().push(Rc::clone(&listener));
        move || listener.is_removed.set(true)
    }

    /// The listeners for events of this name.
    pub(crate) fn listeners(&self, event: &str) -> Vec<Rc<Listener>> {
        let listeners = self.listeners.borrow();
        listeners
            .iter()
            .filter(|listener| listener.event == event)
            .cloned()
            .collect()
    }
}

impl Listener {
    pub(crate) fn component(&self) -> &'static str {
        self.component
    }

    /// Calls the listener. There are no JavaScript objects here: what a handler asks of its event goes through `tarn_view::dom`.
    pub(crate) fn call(&self) {
        if !self.is_removed.get() {
            self.handle.borrow_mut().handle(JsValue::UNDEFINED.unchecked_into());
        }
    }
}

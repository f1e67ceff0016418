//! The store as JavaScript sees it: the interface of Redux 5, as a plain object of closures.
//!
//! Clients take `store.getState` off the object and compare states by identity, so there is no class and no `this`, and
//! `getState` returns the same reference until something changed.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::port::rejection;
use super::{Shared, js_error, report, set};
use crate::Store;
use crate::store::OWNER_NAME;

/// Builds `window.__FEDERATION__.store`.
pub(super) fn store_object(store: &Store) -> Object {
    let object = Object::new();
    let listeners = Listeners::default();
    if let Some(owner) = store.owner() {
        let listeners = listeners.clone();
        owner.subscribe(move |_| listeners.notify());
    }
    let get_state = get_state_function(store);
    let subscribe = subscribe_function(&listeners);
    set(&object, "dispatch", &dispatch_function(store));
    set(&object, "subscribe", &subscribe);
    set(&object, "getState", &get_state);
    let replace = Closure::<dyn Fn() -> Result<(), JsValue>>::new(|| {
        Err(js_error(
            "replaceReducer is not available: reducers belong to slices; add one with window.__FEDERATION__.registerReducer",
        ))
    });
    set(&object, "replaceReducer", &replace.into_js_value());
    add_observable(&object, &get_state, &subscribe);
    Object::freeze(&object)
}

fn dispatch_function(store: &Store) -> JsValue {
    let store = store.clone();
    Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(move |action: JsValue| {
        let action_type = type_of_action(&action)?;
        // Redux clients probe with these; they are never handled by a reducer.
        if action_type.starts_with("@@redux/") {
            return Ok(action);
        }
        let payload = Reflect::get(&action, &"payload".into())?;
        let value = match payload.is_undefined() {
            true => None,
            false => Some(
                wire::js::from_js(&payload)
                    .map_err(|error| js_error(&format!("bad payload of \"{action_type}\": {error}")))?,
            ),
        };
        let tagged = wire::Tagged {
            tag: &action_type,
            value: value.as_deref(),
        };
        if let Some(owner) = store.owner() {
            owner
                .dispatch_encoded(OWNER_NAME, tagged.to_vec())
                .map_err(|rejected| rejection(&rejected))?;
        }
        Ok(action)
    })
    .into_js_value()
}

fn type_of_action(action: &JsValue) -> Result<String, JsValue> {
    let kind = kind_of(action);
    if kind != "object" {
        return Err(js_error(&format!(
            "actions must be plain objects, this one is: {kind}. For asynchronous work, dispatch its result"
        )));
    }
    let action_type = Reflect::get(action, &"type".into())?;
    action_type.as_string().ok_or_else(|| {
        js_error(&format!(
            "an action's \"type\" must be a string, this one is: {}",
            kind_of(&action_type)
        ))
    })
}

/// `object` for a plain object, otherwise what it is instead: `null`, `array`, `function`, `Promise` ...
fn kind_of(value: &JsValue) -> String {
    if value.is_null() {
        return "null".into();
    }
    if Array::is_array(value) {
        return "array".into();
    }
    if !value.is_object() || value.is_function() {
        return value.js_typeof().as_string().unwrap_or_default();
    }
    let prototype: JsValue = Object::get_prototype_of(value).into();
    // Plain in another realm, too: its prototype is the end of the chain.
    if prototype.is_null() || JsValue::from(Object::get_prototype_of(&prototype)).is_null() {
        return "object".into();
    }
    Reflect::get(value, &"constructor".into())
        .and_then(|constructor| Reflect::get(&constructor, &"name".into()))
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| "an instance of a class".into())
}

/// What `getState` returned last, slice by slice.
#[derive(Default)]
struct Seen {
    root: Option<JsValue>,
    slices: Vec<(&'static str, u64, JsValue)>,
}

fn get_state_function(store: &Store) -> JsValue {
    let store = store.clone();
    let seen: Shared<Seen> = Rc::default();
    Closure::<dyn Fn() -> Result<JsValue, JsValue>>::new(move || {
        let Some(owner) = store.owner() else {
            return Ok(JsValue::UNDEFINED);
        };
        let mut seen = seen.borrow_mut();
        let mut changed = false;
        for (key, version) in owner.slices() {
            let known = seen.slices.iter().position(|(known, _, _)| *known == key);
            if known.is_some_and(|index| seen.slices[index].1 == version) {
                continue;
            }
            changed = true;
            let (_, bytes) = owner.snapshot(key).map_err(|error| js_error(&error.to_string()))?;
            let value = wire::js::to_js(&bytes).map_err(|error| js_error(&error.to_string()))?;
            match known {
                Some(index) => seen.slices[index] = (key, version, value),
                None => seen.slices.push((key, version, value)),
            }
        }
        if let (Some(root), false) = (&seen.root, changed) {
            return Ok(root.clone());
        }
        let root = Object::new();
        for (key, _, value) in &seen.slices {
            set(&root, key, value);
        }
        seen.root = Some(root.clone().into());
        Ok(root.into())
    })
    .into_js_value()
}

/// A subscription: its id, since the same function may subscribe twice.
type Entry = (u32, Function);

/// Functions that JavaScript subscribed. The array is replaced, never changed, so a dispatch that runs over it has its own.
#[derive(Clone, Default)]
struct Listeners {
    entries: Shared<Rc<Vec<Entry>>>,
    next: Rc<std::cell::Cell<u32>>,
}

impl Listeners {
    fn add(&self, listener: Function) -> u32 {
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        let mut entries = (**self.entries.borrow()).clone();
        entries.push((id, listener));
        *self.entries.borrow_mut() = Rc::new(entries);
        id
    }

    fn remove(&self, id: u32) {
        let mut entries = (**self.entries.borrow()).clone();
        entries.retain(|(known, _)| *known != id);
        *self.entries.borrow_mut() = Rc::new(entries);
    }

    fn notify(&self) {
        let entries = Rc::clone(&self.entries.borrow());
        let mut thrown = Vec::new();
        for (_, listener) in entries.iter() {
            if let Err(error) = listener.call0(&JsValue::UNDEFINED) {
                thrown.push(error);
            }
        }
        thrown.iter().for_each(report);
    }
}

fn subscribe_function(listeners: &Listeners) -> JsValue {
    let listeners = listeners.clone();
    Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(move |listener: JsValue| {
        let kind = kind_of(&listener);
        let Ok(listener) = listener.dyn_into::<Function>() else {
            return Err(js_error(&format!("subscribe takes a function, this is: {kind}")));
        };
        let id = listeners.add(listener);
        let listeners = listeners.clone();
        Ok(Closure::<dyn Fn()>::new(move || listeners.remove(id)).into_js_value())
    })
    .into_js_value()
}

/// The minimal observable of the TC39 proposal, as Redux has it, under both of its names.
fn add_observable(object: &Object, get_state: &JsValue, subscribe: &JsValue) {
    let observable = Object::new();
    let (get_state, subscribe): (Function, Function) =
        (get_state.clone().unchecked_into(), subscribe.clone().unchecked_into());
    let observe = Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(move |observer: JsValue| {
        if !observer.is_object() {
            return Err(js_error("expected the observer to be an object"));
        }
        let next = {
            let (observer, get_state) = (observer.clone(), get_state.clone());
            move || -> Result<(), JsValue> {
                if let Ok(next) = Reflect::get(&observer, &"next".into())?.dyn_into::<Function>() {
                    next.call1(&observer, &get_state.call0(&JsValue::UNDEFINED)?)?;
                }
                Ok(())
            }
        };
        next()?;
        let unsubscribe = subscribe.call1(
            &JsValue::UNDEFINED,
            &Closure::<dyn Fn() -> Result<(), JsValue>>::new(next).into_js_value(),
        )?;
        let subscription = Object::new();
        set(&subscription, "unsubscribe", &unsubscribe);
        Ok(subscription.into())
    });
    set(&observable, "subscribe", &observe.into_js_value());
    let this = observable.clone();
    let itself = Closure::<dyn Fn() -> Object>::new(move || this.clone()).into_js_value();
    let symbol = Reflect::get(&js_sys::global(), &"Symbol".into())
        .and_then(|symbol| Reflect::get(&symbol, &"observable".into()))
        .unwrap_or_default();
    for target in [&observable, object] {
        hide(target, &"@@observable".into(), &itself);
        if symbol.is_symbol() {
            let _ = Reflect::set(target, &symbol, &itself);
        }
    }
}

/// Adds a property that enumeration does not show: Redux clients count the string keys of a store.
fn hide(object: &Object, name: &JsValue, value: &JsValue) {
    let descriptor = Object::new();
    set(&descriptor, "value", value);
    let _ = Reflect::define_property(object, name, &descriptor);
}

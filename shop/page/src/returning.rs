//! Handles the page's return: to the network, to the foreground, or from the browser's back/forward cache.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Reflect;
use tarn_capabilities::clock::wall_ms;
use wasm_bindgen::JsValue;
use web_sys::{Document, Window};

use crate::Page;
use crate::theme;
use crate::user_data::present;

/// After this time hidden, in ms, a page may have been frozen and may have missed messages of other tabs.
const LONG_MS: f64 = 300_000.0;

/// Requests the session when it may be available, and reads everything again when this page may have missed messages.
pub(crate) fn follow(page: &Page) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    follow_chances(page, &window);
    let catch_up: Rc<dyn Fn()> = {
        let page = page.clone();
        Rc::new(move || page.catch_up())
    };
    let shown = Rc::clone(&catch_up);
    EventListener::new(&window, "pageshow", move |event| {
        let is_persisted = Reflect::get(event, &"persisted".into()).unwrap_or(JsValue::FALSE);
        if is_persisted.is_truthy() {
            shown();
        }
    })
    .forget();
    // After a freeze the messages of the other tabs still arrive; applied to a cart that was read again, they would count
    // twice.
    let resumed = page.clone();
    EventListener::new(&document, "resume", move |_| {
        resumed.check.want();
        resumed.check_session_soon();
    })
    .forget();
    follow_visibility(page, &document, catch_up);
}

/// These events do nothing unless a check is wanted.
fn follow_chances(page: &Page, window: &Window) {
    for event in ["online", "focus"] {
        let page = page.clone();
        EventListener::new(window, event, move |_| page.check_session_soon()).forget();
    }
}

fn follow_visibility(page: &Page, document: &Document, catch_up: Rc<dyn Fn()>) {
    let (page, asked) = (page.clone(), document.clone());
    let hidden_at = Cell::new(f64::MAX);
    EventListener::new(document, "visibilitychange", move |_| {
        if asked.hidden() {
            hidden_at.set(wall_ms());
            return;
        }
        // The wall clock, which continues while the device sleeps. It may have been set back meanwhile.
        let hidden_ms = wall_ms() - hidden_at.replace(f64::MAX);
        if hidden_ms > LONG_MS || (-1e15..0.0).contains(&hidden_ms) {
            catch_up();
        } else {
            page.check_session_soon();
        }
    })
    .forget();
}

impl Page {
    /// Catches up with other tabs: the user of the stored data, the cart, the theme; then requests the session. The query
    /// cache revalidates its own data (`page_queries.js`).
    pub(crate) fn catch_up(&self) {
        let persisted = &self.persisted;
        // Read first, because ending the login also leaves something to write.
        let has_unwritten = persisted.has_unwritten();
        if let Some(user) = present(&self.store)
            && self.user_data.user() != Some(user)
        {
            self.end_login();
        }
        if !has_unwritten {
            persisted.read_again();
        }
        theme::read_again(self);
        self.check.want();
        self.check_session_soon();
    }
}

//! The channel of the bridge between the tabs of the site.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JsString};
use tarn_base_path::of_page;
use tarn_capabilities::channel::Channel;
use tarn_manifest::BridgeConfig;
use tarn_store::Store;
use tarn_store::bridge::{Bridge, DropReason, Dropped, MAX_MESSAGE_LENGTH, Received};
use tarn_store::browser::json;
use tarn_store::store::{Applied, OwnerHandle};
use wasm_bindgen::prelude::*;

use crate::persisted::Persisted;

/// The bridge in this tab. Clones share one bridge.
#[derive(Clone)]
pub(crate) struct Tabs {
    inner: Rc<Inner>,
}

struct Inner {
    store: Store,
    on_announcement: Rc<dyn Fn()>,
    bridge: Rc<Bridge>,
    persisted: Persisted,
    channel: RefCell<Option<Channel>>,
    /// Applied actions that are not posted yet: dispatchers do not wait for the other tabs.
    outgoing: RefCell<Vec<Rc<Applied>>>,
    /// Messages from before `federation.json` was read; `None` afterwards.
    early: RefCell<Option<Array>>,
    follows_storage: Cell<bool>,
}

/// The limit of early messages. Further ones are dropped.
const MAX_EARLY: u32 = 64;

impl Tabs {
    /// A bridge that listens, and applies nothing until `federation.json` is read.
    pub(crate) fn new(
        store: &Store,
        bridge: &Rc<Bridge>,
        persisted: &Persisted,
        on_announcement: Rc<dyn Fn()>,
    ) -> Self {
        let tabs = Self {
            inner: Rc::new(Inner {
                store: store.clone(),
                on_announcement,
                bridge: Rc::clone(bridge),
                persisted: persisted.clone(),
                channel: RefCell::default(),
                outgoing: RefCell::default(),
                early: RefCell::new(Some(Array::new())),
                follows_storage: Cell::new(false),
            }),
        };
        tabs.open();
        if let Some(owner) = store.owner() {
            let inner = Rc::clone(&tabs.inner);
            let telling = owner.listen("*", move |applied| inner.tell(applied));
            telling.forever();
        }
        tabs
    }

    /// Applies the settings of `federation.json`.
    pub(crate) fn configure(&self, config: &BridgeConfig) {
        self.inner.bridge.configure(config.clone());
        let early = self.inner.early.take();
        self.open_or_close();
        if let (Some(early), true) = (early, self.inner.bridge.is_enabled()) {
            for data in early.iter() {
                self.inner.receive(&data);
            }
            self.inner.persisted.catch_up();
        }
    }

    /// The JavaScript function `bridge(enable?)` of the registry.
    pub(crate) fn into_js_function(self) -> JsValue {
        Closure::<dyn Fn(JsValue) -> JsValue>::new(move |enable: JsValue| {
            if let Some(enable) = enable.as_bool() {
                self.inner.bridge.enable(enable);
                self.open_or_close();
            }
            let status = self.inner.owner().map(|owner| self.inner.bridge.status(owner));
            status
                .and_then(|status| tarn_wire::js::to_js(&tarn_wire::to_vec(&status)).ok())
                .unwrap_or_default()
        })
        .into_js_value()
    }

    /// Whether the bridge is enabled in a browser without channels: then only storage events report changes of other tabs.
    pub(crate) fn follows_storage(&self) -> bool {
        self.inner.follows_storage.get()
    }

    fn open_or_close(&self) {
        let inner = &self.inner;
        inner.follows_storage.set(false);
        let is_open = inner.channel.borrow().is_some();
        if inner.bridge.is_enabled() == is_open {
            return;
        }
        if let Some(channel) = inner.channel.take() {
            channel.close();
            inner.persisted.fall_behind();
        } else if self.open() {
            inner.persisted.catch_up();
        } else {
            inner.bridge.enable(false);
            inner.follows_storage.set(true);
            inner.persisted.catch_up();
        }
    }

    fn open(&self) -> bool {
        // One name for all tabs of this site.
        let name = of_page().scope(self.inner.persisted.prefix());
        let receiving = Rc::clone(&self.inner);
        let channel = Channel::open(&name, move |data| receiving.receive(&data));
        let is_open = channel.is_some();
        self.inner.channel.replace(channel);
        is_open
    }
}

impl Inner {
    fn owner(&self) -> Option<OwnerHandle<'_>> {
        self.store.owner()
    }

    fn tell(self: &Rc<Self>, applied: &Rc<Applied>) {
        if !self
            .owner()
            .is_some_and(|owner| self.bridge.is_for_others(owner, applied))
        {
            return;
        }
        self.outgoing.borrow_mut().push(Rc::clone(applied));
        if self.outgoing.borrow().len() == 1 {
            let inner = Rc::clone(self);
            leptos::task::spawn_local(async move { inner.post() });
        }
    }

    fn post(&self) {
        let Some(owner) = self.owner() else { return };
        for applied in self.outgoing.take() {
            for message in self.bridge.messages(owner, &applied) {
                let text = json::stringify(&message);
                let channel = self.channel.borrow();
                let Some(channel) = &*channel else { return };
                if text.len() > MAX_MESSAGE_LENGTH as usize {
                    self.dropped(&too_large());
                } else if channel.post(&text) {
                    owner.metrics().bridge_sent.increment();
                }
            }
        }
    }

    fn receive(&self, data: &JsValue) {
        if let Some(early) = &*self.early.borrow() {
            if early.length() < MAX_EARLY {
                early.push(data);
            }
            return;
        }
        let Some(owner) = self.owner() else { return };
        match encoded(data).and_then(|bytes| self.bridge.receive(owner, &bytes)) {
            Ok(Received::Announced) => (self.on_announcement)(),
            Ok(Received::Applied | Received::Twin) => {}
            Ok(Received::Elsewhere) => self.persisted.refresh_soon(),
            Err(dropped) => self.dropped(&dropped),
        }
    }

    fn dropped(&self, dropped: &Dropped) {
        if let Some(owner) = self.owner()
            && let Some(sentence) = self.bridge.count_drop(owner, dropped)
        {
            web_sys::console::warn_1(&sentence.into());
        }
    }
}

/// The bytes of a message, if it is JSON within the length limit.
fn encoded(data: &JsValue) -> Result<Vec<u8>, Dropped> {
    let text = data
        .dyn_ref::<JsString>()
        .ok_or_else(|| Dropped::new(DropReason::NotText, ""))?;
    if text.length() > MAX_MESSAGE_LENGTH {
        return Err(too_large());
    }
    json::parse(&String::from(text)).ok_or_else(|| Dropped::new(DropReason::NotJson, ""))
}

fn too_large() -> Dropped {
    Dropped::new(DropReason::TooLarge, "")
}

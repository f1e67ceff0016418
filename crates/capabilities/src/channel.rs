//! Channels between the tabs of an origin.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/channel.js")]
extern "C" {
    #[wasm_bindgen(js_name = openChannel)]
    fn open_channel(name: &str, receive: JsValue) -> Option<Channel>;

    #[wasm_bindgen(thread_local_v2, js_name = openChannel)]
    static OPEN_CHANNEL: JsValue;

    /// A channel to other tabs of this origin with a channel of the same name.
    pub type Channel;

    /// Sends a message to the other tabs. Returns whether the browser accepted it.
    #[wasm_bindgen(method)]
    pub fn post(this: &Channel, message: &str) -> bool;

    /// Closes the channel. No further message arrives.
    #[wasm_bindgen(method)]
    pub fn close(this: &Channel);
}

impl Channel {
    /// Opens a channel and calls `receive` with each message; `None` if the browser has no channels or denies them.
    ///
    /// ```no_run
    /// use tarn_capabilities::channel::Channel;
    ///
    /// if let Some(channel) = Channel::open("notes", |message| println!("{message:?}")) {
    ///     channel.post("hello");
    /// }
    /// ```
    #[must_use]
    pub fn open(name: &str, receive: impl Fn(JsValue) + 'static) -> Option<Self> {
        let receive = move |event: JsValue| {
            receive(js_sys::Reflect::get(&event, &"data".into()).unwrap_or_default());
        };
        open_channel(name, Closure::<dyn Fn(JsValue)>::new(receive).into_js_value())
    }
}

/// [`Channel::open`] as a JavaScript function `openChannel(name, receive)`, for scripts of other crates.
#[must_use]
pub fn open_function() -> JsValue {
    OPEN_CHANNEL.with(JsValue::clone)
}

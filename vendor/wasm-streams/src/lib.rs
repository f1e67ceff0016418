//! A replacement of the crate `wasm-streams` (see `[patch.crates-io]` in the root).
//!
//! Leptos always links the browser's half of its server functions, which links `wasm-streams`. No linker can remove the exported classes
//! of that crate: 5 KB of brotli in each of our apps, which use no streams. The replacement has the four functions that Leptos compiles
//! against. Our apps do not call them; after a call the stream ends with an error about the replacement.
#![allow(missing_docs)]

use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// # Panics
    /// Always, because a silently empty body would hide the error.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        panic!("server functions that stream are not part of this build: see vendor/wasm-streams")
    }

    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        IntoStream { is_over: false }
    }
}

#[derive(Debug)]
pub struct IntoStream {
    is_over: bool,
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if core::mem::replace(&mut self.is_over, true) {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(Err(JsValue::from_str(
            "server functions that stream are not part of this build: see vendor/wasm-streams",
        ))))
    }
}

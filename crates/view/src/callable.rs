//! Closures as trait objects with one method.
//!
//! The table of a `dyn Fn` has one entry for each of `FnOnce`, `FnMut` and `Fn`, and the compiler often inlines the whole closure into
//! several of them: docs/decisions/views.md has the gain.

use leptos::web_sys::Event;

/// A `Fn() -> T`.
pub trait Run<T> {
    /// Calls the closure.
    fn run(&self) -> T;
}

impl<T, F: Fn() -> T> Run<T> for F {
    #[inline]
    fn run(&self) -> T {
        self()
    }
}

/// A `FnMut(Event)`.
pub trait Handle {
    /// Calls the closure.
    fn handle(&mut self, event: Event);
}

impl<F: FnMut(Event)> Handle for F {
    #[inline]
    fn handle(&mut self, event: Event) {
        self(event);
    }
}

//! A replacement of the crate `send_wrapper` (see `[patch.crates-io]` in the root).
//!
//! Leptos keeps whatever is not `Send` in such a wrapper, and the crate asks for the running thread at each access. In wasm
//! without shared memory there is one thread, and the question costs every app what the standard library needs to make up an
//! answer, and every effect the time. Here the answer is a constant there; natively it is asked for as before.
#![allow(missing_docs)]

use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// A value that may be sent to another thread, and used and dropped only on the one where it was wrapped.
pub struct SendWrapper<T> {
    // Dropped in `Drop`, unless that happens on another thread; or taken.
    data: ManuallyDrop<T>,
    home: thread::Home,
}

// SAFETY: whoever gets at the data has been checked to be on the thread that it belongs to: `take`, `deref`, `deref_mut` and
// `drop` are the only ways to it, and each asks.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    pub fn new(data: T) -> Self {
        Self {
            data: ManuallyDrop::new(data),
            home: thread::Home::here(),
        }
    }

    /// Whether this is the thread where the value may be used.
    pub fn valid(&self) -> bool {
        self.home.is_here()
    }

    /// # Panics
    /// On another thread.
    #[track_caller]
    pub fn take(self) -> T {
        self.check();
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is not dropped, so the data is not used again.
        unsafe { ManuallyDrop::take(&mut this.data) }
    }

    #[track_caller]
    fn check(&self) {
        assert!(self.valid(), "a SendWrapper was used on another thread than its own");
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        self.check();
        &self.data
    }
}

impl<T> DerefMut for SendWrapper<T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        self.check();
        &mut self.data
    }
}

impl<T> Drop for SendWrapper<T> {
    #[track_caller]
    fn drop(&mut self) {
        // What needs no dropping may go anywhere.
        if core::mem::needs_drop::<T>() {
            if !self.valid() && thread::is_panicking() {
                // A second panic would abort; the data leaks.
                return;
            }
            self.check();
            // SAFETY: this is the last that happens to it.
            unsafe { ManuallyDrop::drop(&mut self.data) }
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for SendWrapper<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

#[cfg(feature = "futures")]
mod futures {
    use core::ops::DerefMut;
    use core::pin::Pin;
    use core::task::{Context, Poll};

    use futures_core::Stream;

    use super::SendWrapper;

    impl<F: Future> Future for SendWrapper<F> {
        type Output = F::Output;

        #[track_caller]
        fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
            // SAFETY: the data is pinned with its wrapper: it is not moved out of a pinned one.
            unsafe { self.map_unchecked_mut(Self::deref_mut) }.poll(context)
        }
    }

    impl<S: Stream> Stream for SendWrapper<S> {
        type Item = S::Item;

        #[track_caller]
        fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
            // SAFETY: as above.
            unsafe { self.map_unchecked_mut(Self::deref_mut) }.poll_next(context)
        }
    }
}

/// One thread, for as long as its memory is not shared.
#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
mod thread {
    pub(super) struct Home;

    impl Home {
        pub(super) fn here() -> Self {
            Self
        }

        pub(super) fn is_here(&self) -> bool {
            true
        }
    }

    pub(super) fn is_panicking() -> bool {
        false
    }
}

#[cfg(not(all(target_arch = "wasm32", not(target_feature = "atomics"))))]
mod thread {
    use std::thread::{self, ThreadId};

    pub(super) struct Home(ThreadId);

    impl Home {
        pub(super) fn here() -> Self {
            Self(thread::current().id())
        }

        pub(super) fn is_here(&self) -> bool {
            self.0 == thread::current().id()
        }
    }

    pub(super) fn is_panicking() -> bool {
        thread::panicking()
    }
}

#[cfg(test)]
mod tests {
    use super::SendWrapper;

    #[test]
    fn at_home_it_is_the_value() {
        let mut wrapped = SendWrapper::new(vec![1]);
        wrapped.push(2);
        assert!(wrapped.valid());
        assert_eq!(wrapped.clone().take(), [1, 2]);
    }

    #[test]
    fn elsewhere_it_is_not_to_be_had() {
        let wrapped = SendWrapper::new(std::rc::Rc::new(1));
        let returned = std::thread::scope(|scope| {
            let asked = scope.spawn(move || {
                assert!(!wrapped.valid());
                let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| **wrapped));
                assert!(read.is_err());
                // It may travel on, and back.
                wrapped
            });
            asked.join()
        });
        assert_eq!(**returned.unwrap(), 1);
    }
}

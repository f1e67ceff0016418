//! A replacement of the crate `send_wrapper` (see `[patch.crates-io]` in the root).
//!
//! Leptos stores values that are not `Send` in such a wrapper, which checks the current thread at each access. Wasm without shared memory
//! has one thread, so the check costs every app the code of the standard library for thread ids, and every effect time. The replacement
//! uses a constant there; natively it checks as the original does.
#![allow(missing_docs)]

use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// A value that may be sent to another thread, but is used and dropped only on the thread that has wrapped it.
pub struct SendWrapper<T> {
    // Dropped in `Drop`, except on another thread, or taken out.
    data: ManuallyDrop<T>,
    home: thread::Home,
}

// SAFETY: the data is accessed only on its own thread: `take`, `deref`, `deref_mut` and `drop` are the only accesses, and each checks the
// thread.
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

    /// Whether the value may be used on this thread.
    pub fn valid(&self) -> bool {
        self.home.is_here()
    }

    /// # Panics
    /// Called on another thread.
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
        // A value without a destructor may be dropped on any thread.
        if core::mem::needs_drop::<T>() {
            if !self.valid() && thread::is_panicking() {
                // A second panic would abort; the data leaks.
                return;
            }
            self.check();
            // SAFETY: the data is not used after this.
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
            // SAFETY: the data is pinned with its wrapper, and is not moved out of a pinned wrapper.
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

/// The only thread of a memory that is not shared.
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
                // The wrapper may move to further threads and back.
                wrapped
            });
            asked.join()
        });
        assert_eq!(**returned.unwrap(), 1);
    }
}

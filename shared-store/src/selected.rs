//! A selected value: a memo whose type is forgotten.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{ArcMemo, Memo, Signal, Track, With, WithUntracked, on_cleanup};
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use send_wrapper::SendWrapper;

/// A value selected from the state. Reading it in an effect or a view follows it; it notifies only when it changes.
///
/// It is a [`Memo`] underneath, one type of memo for all types of values: Leptos compiles 2 KB for each type, and a remote
/// selects many.
pub struct Selected<T> {
    memo: Memo<Forgotten>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Selected<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Selected<T> {}

impl<T: PartialEq + 'static> Selected<T> {
    /// Follows `compute`, which reads signals.
    pub fn new(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self {
            memo: memo(Box::new(move || Forgotten {
                value: SendWrapper::new(Rc::new(compute())),
                equals: equals::<T>,
            })),
            of: PhantomData,
        }
    }

    /// Calls `read` with the value, and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.memo.with(|value| read(value.remember()))
    }

    /// Calls `read` with the value.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.memo.with_untracked(|value| read(value.remember()))
    }

    /// Follows the value without reading it.
    pub fn track(&self) {
        self.memo.track();
    }

    /// The value, followed.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value.
    #[must_use]
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

/// For components that take signals.
impl<T: PartialEq + Clone + Send + Sync + 'static> From<Selected<T>> for Signal<T> {
    fn from(selected: Selected<T>) -> Self {
        Self::derive(move || selected.get())
    }
}

/// Compiled once, for all selectors.
fn memo(compute: Box<dyn Fn() -> Forgotten + Send + Sync>) -> Memo<Forgotten> {
    let memo = ArcMemo::new(move |_| compute());
    // The slice outlives the view, and would hold what is left of the memo until it changes, which may be never.
    let subscriber = memo.to_any_subscriber();
    on_cleanup(move || subscriber.clear_sources(&subscriber));
    memo.into()
}

#[derive(Clone)]
struct Forgotten {
    // Signals hold what is Send; a wasm instance has one thread, and natively a test keeps to its own.
    value: SendWrapper<Rc<dyn Any>>,
    equals: fn(&dyn Any, &dyn Any) -> bool,
}

impl Forgotten {
    fn remember<T: 'static>(&self) -> &T {
        match self.value.downcast_ref() {
            Some(value) => value,
            None => unreachable!("a Selected<T> holds a T: it makes no other"),
        }
    }
}

impl PartialEq for Forgotten {
    fn eq(&self, other: &Self) -> bool {
        (self.equals)(&**self.value, &**other.value)
    }
}

fn equals<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    match (one.downcast_ref::<T>(), other.downcast_ref::<T>()) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

//! A selected value: computed anew when what it was computed from has changed, and notifying when it is another one.

mod node;
mod of_signals;
mod of_slice;

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use reactive_graph::wrappers::read::Signal;

use crate::Slice;
use crate::store::State;
use node::{Node, NodeId};
use of_signals::OfSignals;
use of_slice::OfSlice;

/// A value selected from the state. Reading it in an effect or a view follows it; it notifies only when it changes.
///
/// It is what a memo is to signals, and not a `Memo`: of that Leptos compiles 2 KB for each type, a remote selects many, and
/// with a hundred of them a dispatch took eight times as long.
pub struct Selected<T> {
    node: NodeId,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Selected<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Selected<T> {}

impl<T: PartialEq + 'static> Selected<T> {
    /// Follows `compute`, which reads signals and other selected values.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        Self::of(OfSignals::node(look(compute)))
    }

    /// Follows one slice: `select` runs when the slice has changed, and what else it reads is not followed. A slice that
    /// there is not reads as its default.
    pub(crate) fn of_slice<S: Slice>(state: Option<State<S>>, select: impl Fn(&S) -> T + 'static) -> Self {
        let readers = state.as_ref().map(State::readers);
        let look = look(move || match &state {
            Some(state) => state.with_untracked(&select),
            None => select(&S::default()),
        });
        Self::of(OfSlice::node(look, readers.as_deref()))
    }

    fn of(node: Rc<dyn Node>) -> Self {
        Self {
            node: NodeId::keep(node),
            of: PhantomData,
        }
    }

    /// Calls `read` with the value, and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Calls `read` with the value.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        match self.node.get().value().downcast_ref() {
            Some(value) => read(value),
            None => unreachable!("a Selected<T> holds a T: it makes no other"),
        }
    }

    /// Follows the value without reading it.
    pub fn track(&self) {
        self.node.get().track();
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

/// Computes the value, whose type is forgotten, and puts it in place of the one from before; whether it is another one.
type Look = Box<dyn Fn(&mut Option<Rc<dyn Any>>) -> bool>;

fn look<T: PartialEq + 'static>(compute: impl Fn() -> T + 'static) -> Look {
    Box::new(move |last| put(last, compute()))
}

/// Puts a value in place of the one from before; whether it is another one. Compiled once per type of value, however many are
/// selected.
#[inline(never)]
fn put<T: PartialEq + 'static>(last: &mut Option<Rc<dyn Any>>, next: T) -> bool {
    if last.as_ref().and_then(|last| last.downcast_ref()) == Some(&next) {
        return false;
    }
    // Mostly nobody holds the one from before: then its place is taken.
    match last.as_mut().and_then(Rc::get_mut).and_then(<dyn Any>::downcast_mut) {
        Some(last) => *last = next,
        None => *last = Some(Rc::new(next)),
    }
    true
}

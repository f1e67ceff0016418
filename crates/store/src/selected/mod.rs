//! Selected values: derived values that notify only when their result changes.

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

/// A value selected from the state. Effects and views that read it track it; it notifies them only when it changes.
///
/// It corresponds to a memo. Leptos compiles 2 KB of code for each type of `Memo`, and with a hundred memos a dispatch took eight times as
/// long.
///
/// ```
/// use reactive_graph::owner::Owner;
/// use reactive_graph::signal::RwSignal;
/// use reactive_graph::traits::{Get, GetUntracked, Set};
/// use tarn_store::Selected;
///
/// let owner = Owner::new();
/// owner.set();
/// let count = RwSignal::new(1);
/// let is_even = Selected::new(move || count.get() % 2 == 0);
/// assert!(!is_even.get_untracked());
/// count.set(2);
/// assert!(is_even.get_untracked());
/// ```
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
    /// A value that `compute` derives from signals and other selected values.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        Self::of(OfSignals::node(look(compute)))
    }

    /// A value of one slice: `select` runs after a change of the slice, and its other reads are not tracked. An unknown slice reads as its
    /// default.
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

    /// Calls `read` with the value, tracked.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Calls `read` with the value, untracked.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        match self.node.get().value().downcast_ref() {
            Some(value) => read(value),
            None => unreachable!("a Selected<T> holds a T: it makes no other"),
        }
    }

    /// Tracks the value without reading it.
    pub fn track(&self) {
        self.node.get().track();
    }

    /// The value, tracked.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value, untracked.
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

/// Computes the type-erased value and replaces the previous one. Returns whether it changed.
type Look = Box<dyn Fn(&mut Option<Rc<dyn Any>>) -> bool>;

fn look<T: PartialEq + 'static>(compute: impl Fn() -> T + 'static) -> Look {
    Box::new(move |last| put(last, compute()))
}

/// Replaces the previous value. Returns whether it changed. Compiled once per type, for any number of selected values.
#[inline(never)]
fn put<T: PartialEq + 'static>(last: &mut Option<Rc<dyn Any>>, next: T) -> bool {
    if last.as_ref().and_then(|last| last.downcast_ref()) == Some(&next) {
        return false;
    }
    // Without other holders the previous value is overwritten in place.
    match last.as_mut().and_then(Rc::get_mut).and_then(<dyn Any>::downcast_mut) {
        Some(last) => *last = next,
        None => *last = Some(Rc::new(next)),
    }
    true
}

//! The arena of selected values. Components hold copyable ids.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use reactive_graph::owner::on_cleanup;

use super::Look;

/// A type-erased value that knows when to recompute.
pub(super) trait Node {
    /// Makes the running computation track the value.
    fn track(&self);
    /// The current value.
    fn value(&self) -> Rc<dyn Any>;
}

/// A value and its computation.
pub(super) struct Computed {
    look: Look,
    last: RefCell<Option<Rc<dyn Any>>>,
}

impl Computed {
    pub(super) fn new(look: Look) -> Self {
        Self {
            look,
            last: RefCell::default(),
        }
    }

    /// Recomputes the value. Returns whether it changed. No borrow is held during the computation.
    pub(super) fn look_again(&self) -> bool {
        let mut last = self.last.take();
        let is_other = (self.look)(&mut last);
        self.last.replace(last);
        is_other
    }

    /// The last computed value.
    pub(super) fn last(&self) -> Rc<dyn Any> {
        match &*self.last.borrow() {
            Some(last) => Rc::clone(last),
            None => unreachable!("a value is computed before it is read"),
        }
    }
}

/// The place of a node. The arena of Leptos takes a lock and looks up the thread at each read.
#[derive(Clone, Copy)]
pub(super) struct NodeId {
    place: usize,
    generation: u32,
}

struct Place {
    generation: u32,
    node: Option<Rc<dyn Node>>,
}

thread_local! {
    static PLACES: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
    static FREE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

impl NodeId {
    /// Keeps `node` until the current owner ends.
    pub(super) fn keep(node: Rc<dyn Node>) -> Self {
        let id = PLACES.with_borrow_mut(|places| {
            let place = FREE.with_borrow_mut(Vec::pop).unwrap_or_else(|| {
                places.push(Place {
                    generation: 0,
                    node: None,
                });
                places.len() - 1
            });
            places[place].node = Some(node);
            Self {
                place,
                generation: places[place].generation,
            }
        });
        on_cleanup(move || id.forget());
        id
    }

    fn forget(self) {
        let node = PLACES.with_borrow_mut(|places| {
            let place = &mut places[self.place];
            place.generation += 1;
            place.node.take()
        });
        FREE.with_borrow_mut(|free| free.push(self.place));
        // Dropped without a borrow: it may hold nodes of its own.
        drop(node);
    }

    /// The node.
    ///
    /// # Panics
    /// The component that selected the value is gone.
    pub(super) fn get(self) -> Rc<dyn Node> {
        let node = PLACES.with_borrow(|places| match places.get(self.place) {
            Some(place) if place.generation == self.generation => place.node.clone(),
            _ => None,
        });
        match node {
            Some(node) => node,
            None => panic!("a selected value was read after the end of its component"),
        }
    }
}

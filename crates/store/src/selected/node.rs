//! Where selected values are kept, so that what a component holds of one is a number that can be copied.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use reactive_graph::owner::on_cleanup;

use super::Look;

/// A value, its type forgotten, that knows when to look again.
pub(super) trait Node {
    /// Whoever is being computed follows the value.
    fn track(&self);
    /// The value as it is now.
    fn value(&self) -> Rc<dyn Any>;
}

/// A value, and how it is computed.
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

    /// Computes anew; whether the value is another one. No borrow is held meanwhile.
    pub(super) fn look_again(&self) -> bool {
        let mut last = self.last.take();
        let is_other = (self.look)(&mut last);
        self.last.replace(last);
        is_other
    }

    /// The value that was computed last.
    pub(super) fn last(&self) -> Rc<dyn Any> {
        match &*self.last.borrow() {
            Some(last) => Rc::clone(last),
            None => unreachable!("whoever asks has looked before"),
        }
    }
}

/// Where a node is kept. Leptos' own arena takes a lock and looks the thread up at each reading.
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
    /// Keeps `node` until the present owner ends.
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
        // What it holds may have nodes of its own to forget.
        drop(node);
    }

    /// The node.
    ///
    /// # Panics
    /// When the component that selected the value is gone: a mistake of whoever kept it.
    pub(super) fn get(self) -> Rc<dyn Node> {
        let node = PLACES.with_borrow(|places| match places.get(self.place) {
            Some(place) if place.generation == self.generation => place.node.clone(),
            _ => None,
        });
        match node {
            Some(node) => node,
            None => panic!("a selected value was read after the component that selected it had gone"),
        }
    }
}

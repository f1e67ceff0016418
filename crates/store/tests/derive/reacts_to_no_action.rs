//! A reaction to a variant of an enum without actions.
use tarn_store::{Action, Change, Foreign, React, Reduce, Rejected};
use tarn_wire::Wire;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
struct Counter {
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counter", state = Counter, reacts_to(Colour::Red))]
enum CounterAction {
    Add,
}

enum Colour {
    Red,
}

impl React for Counter {
    fn react(&mut self, _action: &Foreign<'_>) -> Change {
        Change::Unchanged
    }
}

impl Reduce<CounterAction> for Counter {
    fn reduce(&mut self, _action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
        Ok(Change::Unchanged)
    }
}

fn main() {}

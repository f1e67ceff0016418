//! A repeated option of the slice.
use tarn_store::{Action, Change, Reduce, Rejected};
use tarn_wire::Wire;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
struct Counter {
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counter", key = "tally", state = Counter)]
enum CounterAction {
    Add,
}

impl Reduce<CounterAction> for Counter {
    fn reduce(&mut self, _action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
        Ok(Change::Unchanged)
    }
}

fn main() {}

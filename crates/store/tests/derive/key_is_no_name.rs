//! A key that is not a valid prefix of action types.
use tarn_store::{Action, Change, Reduce, Rejected};
use tarn_wire::Wire;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
struct Counter {
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "my/counter", state = Counter)]
enum CounterAction {
    Add,
}

impl Reduce<CounterAction> for Counter {
    fn reduce(&mut self, _action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
        Ok(Change::Unchanged)
    }
}

fn main() {}

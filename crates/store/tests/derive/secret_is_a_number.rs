//! A secret that is not a text.
use tarn_store::{Action, Change, Reduce, Rejected};
use tarn_wire::Wire;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
struct Counter {
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counter", state = Counter)]
enum CounterAction {
    Add {
        #[slice(secret)]
        token: u32,
    },
}

impl Reduce<CounterAction> for Counter {
    fn reduce(&mut self, _action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
        Ok(Change::Unchanged)
    }
}

fn main() {}

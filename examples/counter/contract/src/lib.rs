//! The contract: the slice that host and remotes share.

use tarn_store::{Action, Change, Contract, Reduce, Rejected};
use tarn_wire::Wire;

pub const CONTRACT: Contract = tarn_store::contract!();

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub struct Counter {
    pub count: i32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counter", state = Counter)]
pub enum CounterAction {
    Add { by: i32 },
    Reset,
}

impl Reduce<CounterAction> for Counter {
    fn reduce(&mut self, action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
        let count = match action {
            CounterAction::Add { by } => self.count.saturating_add(by),
            CounterAction::Reset => 0,
        };
        Ok(Change::when(std::mem::replace(&mut self.count, count) != count))
    }
}

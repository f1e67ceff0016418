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
        let before = self.count;
        self.count = match action {
            CounterAction::Add { by } => before.checked_add(by).ok_or_else(|| Rejected::refused("by: too much"))?,
            CounterAction::Reset => 0,
        };
        Ok(Change::when(self.count != before))
    }
}

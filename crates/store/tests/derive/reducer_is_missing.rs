//! A slice without a reducer.
use tarn_store::Action;
use tarn_wire::Wire;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
struct Counter {
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counter", state = Counter)]
enum CounterAction {
    Add,
}

fn main() {}

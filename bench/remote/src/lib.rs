//! A remote of `cargo xtask bench store`. It is mounted through the mount contract, attaches with `provide_store`, reads
//! through `use_selector` and dispatches through `use_dispatch`, as every remote does. Beside that it exports functions by
//! which the benchmark has it dispatch and asks what it sees; where a shopper's click would come from, they are called.
#![cfg(target_arch = "wasm32")]

mod actions;
mod badges;
mod instance;
mod totals;

use tarn_small_allocator as _;

tarn_federation::expose! {
    "bench-remote",
    provide: instance::provide,
    "Totals" => totals::totals,
    "Badges" => badges::badges,
}

//! A remote of `cargo xtask bench store`. It is mounted through the mount contract, attaches with `provide_store`,
//! reads through `use_selector` and dispatches through `use_dispatch`, as every remote does. Additional exports let the
//! benchmark dispatch and read values, in place of a shopper's clicks.
#![cfg(target_arch = "wasm32")]

mod actions;
mod badges;
mod instance;
mod totals;

use tarn_small_allocator as _;

tarn_federation::expose! {
    "bench-remote",
    provide: instance::provide,
    "Totals" => totals::Totals,
    "Badges" => badges::Badges,
}

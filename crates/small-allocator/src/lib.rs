//! The allocator of the storefront's apps: `use tarn_small_allocator as _;` in an app makes it that app's.
//!
//! Rust's default for wasm, dlmalloc, is made for large programs; talc is half a kilobyte smaller in every download and faster for
//! the many small blocks of a store and a view. It is apart, so that teams which take `federation` and `shared-store` choose for
//! themselves.

#[cfg(target_arch = "wasm32")]
use talc::cell::TalcSyncCell;
#[cfg(target_arch = "wasm32")]
use talc::wasm::{WasmBinning, WasmGrowAndClaim};

// It takes new memory as a block of its own rather than as more of the last one, which is less code.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: TalcSyncCell<WasmGrowAndClaim, WasmBinning> = TalcSyncCell::new_wasm(WasmGrowAndClaim);

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

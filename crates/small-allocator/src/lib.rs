//! A global allocator for wasm apps. An app takes it with one line:
//!
//! ```
//! use tarn_small_allocator as _;
//! ```
//!
//! The default of Rust for wasm, dlmalloc, suits large programs. talc is half a kilobyte smaller in every download, and faster for the many
//! small blocks of a store and a view. On other targets this crate does nothing.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use talc::cell::TalcSyncCell;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use talc::wasm::{WasmBinning, WasmGrowAndClaim};

// New memory becomes a block of its own instead of extending the last one, which needs less code.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[global_allocator]
static ALLOCATOR: TalcSyncCell<WasmGrowAndClaim, WasmBinning> = TalcSyncCell::new_wasm(WasmGrowAndClaim);

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

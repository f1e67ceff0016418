//! The constant part of a root element.

use std::sync::atomic::AtomicU32;

/// HTML with holes, and the way to them. `view!` makes a constant of it.
#[derive(Debug)]
pub struct Template {
    /// One element.
    pub(crate) html: &'static str,
    /// Steps from the root to each hole: see the module `walk` of `tarn-view-macro`.
    pub(crate) walk: &'static str,
    /// Where a hole's HTML belongs, in bytes from the beginning; ascending. Pages create elements and need no offsets.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    pub(crate) offsets: &'static [usize],
    /// Number of the parsed element of this page plus 1; 0 before it is parsed.
    pub(crate) parsed: AtomicU32,
}

impl Template {
    /// The template of one expansion of `view!`.
    #[doc(hidden)]
    #[cfg_attr(
        all(target_arch = "wasm32", target_os = "unknown"),
        expect(unused_variables, reason = "only a server needs the offsets")
    )]
    pub const fn new(html: &'static str, walk: &'static str, offsets: &'static [usize]) -> Self {
        Self {
            html,
            walk,
            #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
            offsets,
            parsed: AtomicU32::new(0),
        }
    }
}

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
    /// Whether the element is a part of an SVG image, which HTML knows inside of `<svg>` only.
    pub(crate) is_svg: bool,
    /// Number of the parsed element of this page plus 1; 0 before it is parsed.
    pub(crate) parsed: AtomicU32,
}

impl Template {
    /// The template of one expansion of `view!`.
    #[doc(hidden)]
    pub const fn new(html: &'static str, walk: &'static str, offsets: &'static [usize]) -> Self {
        Self::with_namespace(html, walk, offsets, false)
    }

    /// The template of an expansion whose root is a part of an SVG image, such as `<path>`.
    #[doc(hidden)]
    pub const fn of_svg(html: &'static str, walk: &'static str, offsets: &'static [usize]) -> Self {
        Self::with_namespace(html, walk, offsets, true)
    }

    #[cfg_attr(
        all(target_arch = "wasm32", target_os = "unknown"),
        expect(unused_variables, reason = "only a server needs the offsets")
    )]
    const fn with_namespace(html: &'static str, walk: &'static str, offsets: &'static [usize], is_svg: bool) -> Self {
        Self {
            html,
            walk,
            #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
            offsets,
            is_svg,
            parsed: AtomicU32::new(0),
        }
    }
}

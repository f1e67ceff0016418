//! The origin over real HTTP: each test serves a folder of its own on a free port.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod base_path;
mod deltas;
#[cfg(feature = "render")]
mod fake_renderer;
mod files;
mod pages;
#[cfg(feature = "render")]
mod rendered_fuzz;
#[cfg(feature = "render")]
mod rendered_pages;
#[cfg(feature = "render")]
mod rendered_styles;
mod standalone;
mod test_site;

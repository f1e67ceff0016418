//! The sandbox: runs the renderers of apps, and trusts none of them.

mod app_files;
mod checked_html;
mod deadlines;
mod engine;
mod error;
mod failure;
mod memo;
mod metrics;
mod options;
mod renderer;
mod renderers;
mod sandbox;
mod wasi;

pub use checked_html::checked_html;
pub use error::RenderError;
pub use metrics::{AppMetrics, RenderMetrics};
pub use options::RenderOptions;
pub use renderers::Renderers;

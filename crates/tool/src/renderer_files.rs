//! The names of renderers in a build.

use std::path::Path;

/// The target of components.
pub const TARGET: &str = "wasm32-wasip2";

/// Ending of the component's file in a build. Browsers never fetch it.
pub(crate) const ENDING: &str = ".renderer";

/// The file that names the renderer of a host, beside its page.
pub(crate) const RENDER_FILE: &str = "render.json";

/// Whether a file of a build is a component.
pub(crate) fn is_component(file: &Path) -> bool {
    file.to_string_lossy().ends_with(ENDING)
}

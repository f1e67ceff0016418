//! Why no renderer can run at all.

use thiserror::Error;

/// The sandbox cannot be made.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The machine lacks what the sandbox needs, such as address space.
    #[error(
        "the sandbox for renderers cannot start: {0}. Give the process more address space, or fewer concurrent renderers."
    )]
    Engine(String),
    /// The folder for compiled renderers cannot be used.
    #[error("the folder for compiled renderers cannot be used: {0}. Make it writable, or choose another one.")]
    Cache(String),
}

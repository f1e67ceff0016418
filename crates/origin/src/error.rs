//! The reason that an origin cannot be served.

use std::path::PathBuf;

/// The reason that an origin cannot be served. The message names the next step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// The folder contains no built host.
    #[error("{} has no built apps (host/index.html is missing). Run `tarn build` first.", .0.display())]
    DistMissing(PathBuf),

    /// A source of the content security policy is malformed.
    #[error("{0:?} is not one source of a content security policy. Write an origin, such as https://api.example.")]
    Source(String),

    /// Behind a proxy that strips the base path, a request would be ambiguous.
    #[error(
        "the base path {0} is an address of the page itself, so a request for it would be ambiguous. Choose another one."
    )]
    BasePathTaken(String),
}

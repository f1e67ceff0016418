//! The reason that the server could not start: one line for the operator.

use std::io;
use std::path::PathBuf;

use tarn_origin::OriginError;

/// The reason that the server could not start. The message names the next step.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The built apps are missing.
    #[error(
        "{} has no built apps (host/index.html is missing). Run `cargo xtask build` first, or name the folder with --dist.",
        .0.display()
    )]
    DistMissing(PathBuf),

    /// The sandbox for renderers cannot be made.
    #[error("{0} Or send pages without rendered HTML: --render=false.")]
    Render(#[from] tarn_render::RenderError),

    /// Another program listens on the port.
    #[error("port {port} is in use by another program. Stop it, or choose another port with {flag}.")]
    PortInUse {
        /// The requested port.
        port: u16,
        /// The flag that changes it.
        flag: &'static str,
    },

    /// The system refused the port.
    #[error("cannot listen on port {port}: {source}. Choose another port with {flag}.")]
    PortRefused {
        /// The requested port.
        port: u16,
        /// The flag that changes it.
        flag: &'static str,
        /// The system's error.
        source: io::Error,
    },

    /// The standalone ports would exceed the highest port.
    #[error("--remote-port-base {0} leaves no room for the ports of all remotes. Choose a lower one.")]
    PortBaseTooHigh(u16),

    /// The data folder is not writable.
    #[error(
        "cannot write to the data folder {}: {reason}. Make it writable, or name another one with --data.",
        .folder.display()
    )]
    DataFolder {
        /// The folder.
        folder: PathBuf,
        /// The system's error.
        reason: String,
    },

    /// The signing secret's file is damaged.
    #[error(
        "{} is damaged: {reason}. Restore a backup, or delete it to get a new one: pending codes then become invalid, and rate limits start again.",
        .file.display()
    )]
    Secret {
        /// The file.
        file: PathBuf,
        /// The damage.
        reason: String,
    },

    /// The database file is damaged.
    #[error(
        "the database {} is damaged: {reason}. Restore a backup, or move the file away to start with an empty shop.",
        .file.display()
    )]
    DatabaseDamaged {
        /// The file.
        file: PathBuf,
        /// SQLite's error.
        reason: String,
    },

    /// The tables' version is unknown to this server.
    #[error(
        "the database {} does not fit this server: {reason}. Start the server version that last used it, or restore a backup.",
        .file.display()
    )]
    DatabaseVersion {
        /// The file.
        file: PathBuf,
        /// The difference.
        reason: String,
    },

    /// The database cannot be opened for another reason.
    #[error("cannot open the database {}: {reason}.", .file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// SQLite's error.
        reason: String,
    },

    /// Behind a proxy that strips the base path, a request would be ambiguous.
    #[error(
        "--base-path {0} is an address of the shop itself, so a request for it would be ambiguous. Choose another path, such as /shop/."
    )]
    BasePathTaken(String),

    /// A parameter of the origin is malformed.
    #[error(transparent)]
    Origin(OriginError),

    /// The embedded catalogue is invalid.
    #[error("the product catalogue is invalid: {0}. Fix server/catalogue/products.json and build again.")]
    Catalogue(String),
}

impl From<OriginError> for StartError {
    /// The operator reads the flag to change.
    fn from(error: OriginError) -> Self {
        match error {
            OriginError::DistMissing(folder) => Self::DistMissing(folder),
            OriginError::BasePathTaken(path) => Self::BasePathTaken(path),
            other @ OriginError::Source(_) => Self::Origin(other),
        }
    }
}

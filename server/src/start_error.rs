//! Why the server could not start: one line for the person who started it.

use std::io;
use std::path::PathBuf;

/// Why the server could not start. The message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There are no built apps.
    #[error(
        "{} has no built apps (host/index.html is missing). Run `cargo xtask build` first, or name the folder with --dist.",
        .0.display()
    )]
    DistMissing(PathBuf),

    /// Another program listens there.
    #[error("port {port} is in use by another program. Stop it, or choose another port with {flag}.")]
    PortInUse {
        /// The port that was wanted.
        port: u16,
        /// The flag that changes it.
        flag: &'static str,
    },

    /// The system refused the port.
    #[error("cannot listen on port {port}: {source}. Choose another port with {flag}.")]
    PortRefused {
        /// The port that was wanted.
        port: u16,
        /// The flag that changes it.
        flag: &'static str,
        /// What the system said.
        source: io::Error,
    },

    /// The standalone ports would run past the last port there is.
    #[error("--remote-port-base {0} leaves no room for the ports of all remotes. Choose a lower one.")]
    PortBaseTooHigh(u16),

    /// Nothing can be written to the data folder.
    #[error(
        "cannot write to the data folder {}: {reason}. Make it writable, or name another one with --data.",
        .folder.display()
    )]
    DataFolder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },

    /// The signing secret is not what the server once wrote.
    #[error(
        "{} is damaged: {reason}. Restore a backup, or delete it to get a new one: codes that were sent become invalid then, and rate limits begin again.",
        .file.display()
    )]
    Secret {
        /// The file.
        file: PathBuf,
        /// What is wrong.
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
        /// What SQLite said.
        reason: String,
    },

    /// The database's tables are of a version that this server does not know.
    #[error(
        "the database {} does not fit this server: {reason}. Start the server version that last used it, or restore a backup.",
        .file.display()
    )]
    DatabaseVersion {
        /// The file.
        file: PathBuf,
        /// What differs.
        reason: String,
    },

    /// The database cannot be used for another reason.
    #[error("cannot open the database {}: {reason}.", .file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// What SQLite said.
        reason: String,
    },

    /// A proxy that takes the base path off would leave addresses that mean two things.
    #[error(
        "--base-path {0} is an address of the shop itself, so a request for it could mean both. Choose another path, such as /shop/."
    )]
    BasePathTaken(String),

    /// The catalogue inside this program is wrong.
    #[error("the product catalogue is wrong: {0}. Fix server/catalogue/products.json and build again.")]
    Catalogue(String),
}

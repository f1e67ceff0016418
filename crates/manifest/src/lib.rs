//! `federation.json` and `remote.json`: the one definition of both files and of their rules, for page, server, tool and tests.

pub mod error;
pub mod manifest;
pub mod overrides;
pub mod requirement;
pub mod version;

pub use error::{Code, FederationError};

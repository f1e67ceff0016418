//! The storefront's server: the API under `/api`, and the origin of the built apps.
//!
//! [`start`] starts everything in this process, as the tests do. The binary only reads flags and waits for a signal.

mod accounts;
mod analytics;
mod api;
mod app_state;
mod catalogue;
mod client_address;
mod clock;
mod database;
mod failure;
mod housekeeping;
mod metrics;
mod migrations;
mod ordering;
mod public_url;
mod random;
mod rate_limits;
mod running_server;
mod settings;
mod shop_origin;
mod signing_secret;
mod site_files;
mod site_origin;
mod standalone_ports;
mod start_error;
mod support;
mod trusted_proxies;

pub use catalogue::embedded_catalogue;
pub use clock::Clock;
pub use public_url::{NoPublicUrl, PublicUrl};
pub use running_server::{RunningServer, StandaloneAddress, start};
pub use settings::Settings;
pub use start_error::StartError;
pub use trusted_proxies::TrustedProxies;

//! Flags and environment variables.

use std::net::IpAddr;
use std::path::PathBuf;

use tarn_base_path::BasePath;

use crate::public_url::PublicUrl;
use crate::trusted_proxies::TrustedProxies;

use clap::{ArgAction, Parser};

/// Serves the storefront: its API, and the built apps.
#[derive(Parser, Clone, Debug)]
#[command(version, about)]
pub struct Settings {
    /// Port of the shop; 0 takes any free one.
    #[arg(long, env = "PORT", default_value_t = 4000)]
    pub port: u16,

    /// Address to listen on; 0.0.0.0 makes the shop reachable from other machines.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,

    /// Path below which the shop is reached, such as /shop/. Links, files, API and cookies follow. A proxy in front may keep the
    /// path or take it off. The standalone remotes stay at the root of their ports.
    #[arg(long, env = "BASE_PATH", default_value = "/")]
    pub base_path: BasePath,

    /// Address of the shop in canonical addresses, sitemap and shared links, such as https://shop.example. Without it, the requested
    /// host counts: then a shop with two names has two canonical addresses.
    #[arg(long, env = "PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,

    /// Do not serve each remote on a port of its own.
    #[arg(long, env = "NO_STANDALONE")]
    pub no_standalone: bool,

    /// Port of the first standalone remote, auth. The others keep the distances of their ports in Cargo.toml from 4001. 0
    /// takes any free ports.
    #[arg(long, env = "REMOTE_PORT_BASE", default_value_t = 4001)]
    pub remote_port_base: u16,

    /// Folder of the database and the signing secret; created if missing.
    #[arg(long, env = "DATA_DIR", default_value = "./data")]
    pub data: PathBuf,

    /// Folder of the built apps.
    #[arg(long, env = "DIST_DIR", default_value = "./dist")]
    pub dist: PathBuf,

    /// Send pages with the HTML of their remotes. Without it, browsers render everything.
    #[arg(long, env = "RENDER", default_value_t = true, num_args = 0..=1, require_equals = true,
          default_missing_value = "true", action = ArgAction::Set)]
    pub render: bool,

    /// Folder of compiled renderers; by default `renderers` in the data folder. Several servers may share it.
    #[arg(long, env = "RENDER_CACHE")]
    pub render_cache: Option<PathBuf>,

    /// MiB for renderings that are used again while their data stay the same; 0 keeps none.
    #[arg(long, env = "RENDER_MEMO_MIB", default_value_t = 32)]
    pub render_memo_mib: u32,

    /// Log level: error, warn, info, debug, trace, or a filter such as `info,tarn_origin=debug`.
    #[arg(long, env = "LOG_LEVEL", default_value = "info")]
    pub log_level: String,

    /// Return login codes with the answer, instead of writing them to the log.
    #[arg(long, env = "DEMO", default_value_t = true, num_args = 0..=1, require_equals = true,
          default_missing_value = "true", action = ArgAction::Set)]
    pub demo: bool,

    /// Life of an access token, in seconds.
    #[arg(long, env = "TOKEN_SECONDS", default_value_t = 600,
          value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub token_seconds: u32,

    /// Login codes that one address (for IPv6: one /64) may request within 10 minutes: 20, or 10000 in demo mode, where no
    /// messages are sent. All other limits are derived from it: half as many codes to one number from one address; twice as
    /// many to one number from all addresses; one and a half times as many wrong codes from one address, and for one number
    /// within an hour; events, tickets and chat messages in proportion. A browser that has logged in with a number before
    /// has its own limit for it: half as many codes. Limits of one number are only lowered, never raised.
    #[arg(long, env = "CODES_PER_ADDRESS", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub codes_per_address: Option<u32>,

    /// Addresses or networks of the proxies in front of the shop, such as `10.0.0.7,192.168.0.0/16`. The header
    /// X-Forwarded-For counts only from them: without this, all shoppers behind a proxy share the limits of one address.
    /// X-Forwarded-Host, -Port, -Proto and Forwarded count from them and from proxies on this machine.
    #[arg(long, env = "TRUSTED_PROXIES", default_value = "", hide_default_value = true)]
    pub trusted_proxies: TrustedProxies,

    /// How long a request waits for its turn to write to the database, in milliseconds, and once more for another program's
    /// lock on it. Then the answer is 503 with Retry-After. Pages wait 15 seconds for an answer.
    #[arg(long, env = "DATABASE_WAIT_MS", default_value_t = 4000,
          value_parser = clap::value_parser!(u32).range(1..=60_000))]
    pub database_wait_ms: u32,

    /// Mark cookies as `Secure`, for a shop that is served over https.
    #[arg(long, env = "SECURE_COOKIES")]
    pub secure_cookies: bool,
}

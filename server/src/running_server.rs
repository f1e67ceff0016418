//! Starts and stops the server.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::{ListenerExt as _, TapIo};
use tarn_base_path::BasePath;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tracing::warn;

use crate::accounts::renew_stored_phones;
use crate::app_state::AppState;
use crate::catalogue::CatalogueProduct;
use crate::clock::Clock;
use crate::database::Database;
use crate::rate_limits::RateLimits;
use crate::settings::Settings;
use crate::signing_secret::SigningSecret;
use crate::site_origin::SiteOrigin;
use crate::standalone_ports::{self, RemotePort};
use crate::start_error::StartError;
use crate::{catalogue, database, housekeeping, shop_origin};

/// How long pending requests may take when the server stops.
const STOP_PATIENCE: Duration = Duration::from_secs(5);

/// The address of a standalone remote.
#[derive(Clone, Debug)]
pub struct StandaloneAddress {
    /// The remote's name.
    pub remote: String,
    /// The listening address.
    pub address: SocketAddr,
}

/// A running server, until [`RunningServer::stop`].
pub struct RunningServer {
    /// The listening address of the shop.
    pub address: SocketAddr,
    /// The listening addresses of the standalone remotes.
    pub standalone: Vec<StandaloneAddress>,
    /// The server's clock.
    pub clock: Clock,
    stop: watch::Sender<bool>,
    listeners: JoinSet<io::Result<()>>,
    housekeeping: JoinHandle<()>,
    checkpoints: JoinHandle<()>,
    database: Database,
}

/// Starts the server with this catalogue (see [`crate::embedded_catalogue`]). When it returns, the server accepts requests.
///
/// # Errors
/// When a port, the data folder, the database, the built apps or the catalogue cannot be used.
pub async fn start(settings: &Settings, catalogue: &str) -> Result<RunningServer, StartError> {
    let origin = shop_origin::of(settings);
    origin.check().await?;
    let products = catalogue::parse(catalogue).map_err(StartError::Catalogue)?;
    // Ports first, so that a second server, started by mistake, does not touch the data of the first.
    let host_listener = listen(settings, settings.port, "--port").await?;
    let standalone_listeners = listen_for_remotes(settings).await?;
    let address = address_of(&host_listener, settings.port, "--port")?;

    database::prepare_folder(&settings.data)?;
    let secret = SigningSecret::load_or_create(&settings.data)?;
    let patience = Duration::from_millis(settings.database_wait_ms.into());
    let database = database::open(&settings.data, patience).await?;
    bring_data_up_to_date(&database, &products)
        .await
        .map_err(|error| StartError::Database {
            file: database.file.clone(),
            reason: error.to_string(),
        })?;

    let clock = Clock::default();
    let own_ports = standalone_listeners
        .iter()
        .map(|(_, standalone)| standalone.address.port())
        .chain([address.port()])
        .collect();
    let state = state_of(settings, &database, &clock, secret, own_ports);
    let (stop, stopped) = watch::channel(false);
    let mut listeners = JoinSet::new();
    let renderers = shop_origin::renderers(settings)?;
    if let Some(renderers) = &renderers {
        shop_origin::warm(renderers, settings);
    }
    let host = shop_origin::host(origin.clone(), renderers, &state);
    listeners.spawn(serve(host_listener, host, stopped.clone()));
    let at_root = AppState {
        base_path: BasePath::default(),
        ..state
    };
    let mut standalone = Vec::new();
    for (listener, address) in standalone_listeners {
        let router = origin.clone().standalone(&address.remote, shop_origin::api(&at_root));
        listeners.spawn(serve(listener, router, stopped.clone()));
        standalone.push(address);
    }
    let (readers, writer) = (database.readers.clone(), database.writer.clone());
    let checkpoints = database::run_checkpoints(readers.clone(), database.file.clone());
    Ok(RunningServer {
        address,
        standalone,
        stop,
        listeners,
        housekeeping: tokio::spawn(housekeeping::run(readers, writer, clock.clone())),
        checkpoints: tokio::spawn(checkpoints),
        clock,
        database,
    })
}

async fn bring_data_up_to_date(database: &Database, products: &[CatalogueProduct]) -> Result<(), sqlx::Error> {
    catalogue::seed(&database.writer, products).await?;
    renew_stored_phones(&database.readers, &database.writer).await
}

fn state_of(
    settings: &Settings,
    database: &Database,
    clock: &Clock,
    secret: SigningSecret,
    own_ports: Vec<u16>,
) -> AppState {
    let site_origin = SiteOrigin::new(settings);
    AppState {
        database: database.readers.clone(),
        writer: database.writer.clone(),
        clock: clock.clone(),
        secret,
        demo: settings.demo,
        limits: RateLimits::new(settings.codes_per_address, settings.demo),
        trusted_proxies: Arc::new(settings.trusted_proxies.clone()),
        token_ms: i64::from(settings.token_seconds) * 1000,
        secure_cookies: settings.secure_cookies,
        base_path: settings.base_path.clone(),
        site_origin: Arc::new(move |headers, extensions| site_origin.of(headers, extensions)),
        own_ports: Arc::from(own_ports),
    }
}

impl RunningServer {
    /// Accepts no more requests, lets pending ones finish (5 s at most) and closes the database.
    pub async fn stop(mut self) {
        // An error means that all listeners have ended already.
        let _ = self.stop.send(true);
        self.housekeeping.abort();
        self.checkpoints.abort();
        let all = async {
            while let Some(result) = self.listeners.join_next().await {
                if let Ok(Err(error)) = result {
                    warn!(%error, "a port was closed with an error");
                }
            }
        };
        if tokio::time::timeout(STOP_PATIENCE, all).await.is_err() {
            warn!("some requests were still pending after 5 seconds and are cancelled");
            self.listeners.abort_all();
        }
        let close = async {
            // Connections that close at the same moment leave the checkpoint to each other. The next start would read the
            // log, but a stopped shop should be one file to copy.
            if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(&self.database.readers)
                .await
            {
                warn!(%error, "the database's log stays beside it until the next start");
            }
            self.database.readers.close().await;
            self.database.writer.close().await;
        };
        // A cancelled request may hold a connection, which must not block the stop.
        let _ = tokio::time::timeout(Duration::from_secs(1), close).await;
    }
}

async fn serve(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) -> io::Result<()> {
    let listener = at_once(listener);
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            // An error means that the sender was dropped, which is a stop, too.
            let _ = stopped.wait_for(|stop| *stop).await;
        })
        .await
}

/// Sends each part of an answer when it is ready. By default TCP holds the second part of a streamed page back until the browser has
/// confirmed the first one, which takes Linux 40 ms (Nagle's algorithm and delayed acknowledgements).
fn at_once(listener: TcpListener) -> TapIo<TcpListener, impl FnMut(&mut TcpStream) + Send> {
    listener.tap_io(|connection| {
        // Without the option the page is late, and complete.
        let _ = connection.set_nodelay(true);
    })
}

async fn listen(settings: &Settings, port: u16, flag: &'static str) -> Result<TcpListener, StartError> {
    TcpListener::bind((settings.host, port))
        .await
        .map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::PortInUse { port, flag },
            _ => StartError::PortRefused { port, flag, source },
        })
}

async fn listen_for_remotes(settings: &Settings) -> Result<Vec<(TcpListener, StandaloneAddress)>, StartError> {
    const FLAG: &str = "--remote-port-base or --no-standalone";
    if settings.no_standalone {
        return Ok(Vec::new());
    }
    let base = settings.remote_port_base;
    let mut listeners = Vec::new();
    for RemotePort { remote, offset } in standalone_ports::remote_ports(&settings.dist) {
        let port = match base {
            0 => 0,
            _ => base.checked_add(offset).ok_or(StartError::PortBaseTooHigh(base))?,
        };
        let listener = listen(settings, port, FLAG).await?;
        let address = address_of(&listener, port, FLAG)?;
        listeners.push((listener, StandaloneAddress { remote, address }));
    }
    Ok(listeners)
}

fn address_of(listener: &TcpListener, port: u16, flag: &'static str) -> Result<SocketAddr, StartError> {
    listener
        .local_addr()
        .map_err(|source| StartError::PortRefused { port, flag, source })
}

#[cfg(test)]
mod tests {
    use axum::serve::Listener as _;

    use super::*;

    #[tokio::test]
    async fn parts_of_an_answer_are_sent_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut listener = at_once(listener);
        let (_browser, (connection, _)) = tokio::join!(TcpStream::connect(address), listener.accept());
        assert!(connection.nodelay().unwrap());
    }
}

//! The program of the storefront's server.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use server::{RunningServer, Settings, StartError};
use tracing_subscriber::EnvFilter;

/// How long work on other threads may take when the program stops.
const THREAD_PATIENCE: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let settings = Settings::parse();
    match run(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(settings: &Settings) -> Result<(), Box<dyn std::error::Error>> {
    let filter = EnvFilter::try_new(&settings.log_level).map_err(|_| {
        format!(
            "the log level {:?} is unknown. Use error, warn, info, debug or trace.",
            settings.log_level
        )
    })?;
    // Colours only in a terminal: in a file they are escape sequences.
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal() && !no_colour)
        // A log that cannot be written must not stop the server, and an error message would go to the same place.
        .log_internal_errors(false)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(serve_until_signal(settings));
    // A renderer that is being compiled, or a file of a disk that hangs, must not keep the program.
    runtime.shutdown_timeout(THREAD_PATIENCE);
    Ok(result?)
}

async fn serve_until_signal(settings: &Settings) -> Result<(), StartError> {
    let server = server::start(settings, server::embedded_catalogue()).await?;
    let mut signal = pin!(wait_for_signal());
    // The first poll installs the handlers: a signal right after the announcement stops the server in order, too.
    let has_come = tokio::select! {
        biased;
        () = &mut signal => true,
        () = async {} => false,
    };
    announce(settings, &server);
    if !has_come {
        signal.await;
    }
    say(format_args!("Stopping."));
    server.stop().await;
    Ok(())
}

fn announce(settings: &Settings, server: &RunningServer) {
    let url = |port| match settings.host {
        host if host.is_loopback() || host.is_unspecified() => format!("http://localhost:{port}"),
        host if host.is_ipv6() => format!("http://[{host}]:{port}"),
        host => format!("http://{host}:{port}"),
    };
    if settings.demo {
        say(format_args!(
            "Demo mode: anyone who requests a login code sees it. Turn it off with --demo=false."
        ));
    } else {
        say(format_args!(
            "Demo mode is off: no SMS gateway is connected, login codes are written to this log."
        ));
    }
    for standalone in &server.standalone {
        let url = url(standalone.address.port());
        say(format_args!("{:>10} alone: {url}", standalone.remote));
    }
    let base_path = match settings.base_path.is_root() {
        true => "",
        false => settings.base_path.as_str(),
    };
    say(format_args!("The shop is at {}{base_path}", url(server.address.port())));
}

/// Writes a line to standard output. The reader may have ended, as after `server | head -1`; the server continues.
fn say(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Waits for Ctrl-C, or for SIGTERM where it exists.
async fn wait_for_signal() {
    let ctrl_c = async {
        // Without a handler the system ends the program itself, so this waits for ever.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = ctrl_c => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    ctrl_c.await;
}

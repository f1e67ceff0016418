//! The storefront's server, as a program.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser;
use server::{RunningServer, Settings, StartError};
use tracing_subscriber::EnvFilter;

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
    // Colours are for a terminal: in a file they are unreadable characters.
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal() && !no_colour)
        // A log that cannot be written is no reason to stop serving; saying so in the same place would be.
        .log_internal_errors(false)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve_until_signal(settings))?;
    Ok(())
}

async fn serve_until_signal(settings: &Settings) -> Result<(), StartError> {
    let server = server::start(settings, server::embedded_catalogue()).await?;
    announce(settings, &server);
    wait_for_signal().await;
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
            "Demo mode: login codes are shown to whoever asks for them. Turn it off with --demo=false."
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

/// Writes a line to standard output. The reader may be gone, as after `server | head -1`: the server serves and stops all the same.
fn say(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Waits for Ctrl-C, or for SIGTERM where there is such a thing.
async fn wait_for_signal() {
    let ctrl_c = async {
        // Without a handler the system ends the program by itself; nothing is to be waited for.
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

//! The storefront's server, as a program.

use std::process::ExitCode;

use clap::Parser;
use server::{RunningServer, Settings, StartError};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let settings = Settings::parse();
    match run(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
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
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve_until_signal(settings))?;
    Ok(())
}

async fn serve_until_signal(settings: &Settings) -> Result<(), StartError> {
    let server = server::start(settings, server::embedded_catalogue()).await?;
    announce(settings, &server);
    wait_for_signal().await;
    println!("Stopping.");
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
        println!("Demo mode: login codes are shown to whoever asks for them. Turn it off with --demo=false.");
    } else {
        println!("Demo mode is off: no SMS gateway is connected, login codes are written to this log.");
    }
    for standalone in &server.standalone {
        let url = url(standalone.address.port());
        println!("{:>10} alone: {url}", standalone.remote);
    }
    let base_path = match settings.base_path.is_root() {
        true => "",
        false => settings.base_path.as_str(),
    };
    println!("The shop is at {}{base_path}", url(server.address.port()));
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

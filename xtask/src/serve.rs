//! `cargo xtask serve`: what changed is built, the server runs until Ctrl-C.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::time::Duration;

use anyhow::{Context as _, bail};

use crate::build;
use crate::command_line::ServeOptions;
use crate::process;
use crate::stop_signal::{self, StopSignal};
use crate::tools::Tools;
use crate::trunk::Profile;
use crate::watch::{self, Watch};
use crate::workspace::Workspace;

/// How often the sources and the server are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
const DEFAULT_PORT: u16 = 4000;

/// Builds, starts and minds the server. Ends with the server's exit code.
pub(crate) fn run(workspace: &Workspace, options: &ServeOptions) -> anyhow::Result<ExitCode> {
    let port = port(options, std::env::var("PORT").ok().as_deref())?;
    let tools = Tools::ensure(&workspace.root)?;
    let profile = if options.dev { Profile::Dev } else { Profile::Release };
    // Before the build, so that what is saved during the first one is not missed.
    let mut watch = Watch::new(workspace)?;
    let built = build::build_changed(workspace, &tools, &[], profile)?;
    if profile == Profile::Release && built.iter().any(|built| built.rebuilt) {
        // Over budget is a matter for `build` and `test`: here it need not keep anybody from looking.
        build::print_sizes(workspace, &built)?;
    }
    let binary = build_server(workspace)?;
    let stop = StopSignal::listen()?;
    let mut server = start(workspace, &binary, options, port)?;
    loop {
        if let Some(status) = announce_when_up(&mut server, &stop, port)? {
            return Ok(exit_code(status));
        }
        // Watches until the server is to be replaced by a newer one.
        loop {
            if stop.came_within(LOOK_EVERY) {
                stop_signal::interrupt(&mut server);
                return Ok(exit_code(server.wait()?));
            }
            if let Some(status) = server.try_wait()? {
                return Ok(exit_code(status));
            }
            if options.dev && rebuild_changed(&mut watch, workspace, &tools)? {
                break;
            }
        }
        stop_signal::interrupt(&mut server);
        server.wait()?;
        server = start(workspace, &binary, options, port)?;
    }
}

/// Rebuilds what changed; errors are reported and then forgotten, since the next save may mend them.
/// Returns whether there is a new server.
fn rebuild_changed(watch: &mut Watch, workspace: &Workspace, tools: &Tools) -> anyhow::Result<bool> {
    // A file that vanishes between listing and looking is no reason to end.
    let Ok(mut changed) = watch.changed(workspace) else {
        return Ok(false);
    };
    let server_changed = changed.iter().any(|name| name == watch::SERVER);
    changed.retain(|name| name != watch::SERVER);
    if !changed.is_empty() {
        println!("changed: {}", changed.join(", "));
        // Read again: dependencies may have changed with the sources.
        let result = Workspace::find(&workspace.root)
            .and_then(|fresh| build::build_changed(&fresh, tools, &changed, Profile::Dev).map(|_| ()));
        match result {
            Ok(()) => println!("ready: reload the page"),
            Err(error) => eprintln!("error: {error:#}\nstill serving the build before"),
        }
    }
    if !server_changed {
        return Ok(false);
    }
    match build_server(workspace) {
        Ok(_) => Ok(true),
        Err(error) => {
            eprintln!("error: {error:#}\nstill running the server before");
            Ok(false)
        }
    }
}

/// Builds the server; its binary.
pub(crate) fn build_server(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--profile", "server", "--package", "server"])
        .current_dir(&workspace.root);
    process::run(&mut command).context("the server does not build")?;
    let name = format!("server{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace.target_folder().join("server").join(name))
}

/// Where the shop will be: the flag, else PORT, else 4000.
fn port(options: &ServeOptions, environment: Option<&str>) -> anyhow::Result<u16> {
    match (options.port, environment) {
        (Some(port), _) => Ok(port),
        (None, Some(port)) => port
            .trim()
            .parse()
            .with_context(|| format!("PORT is \"{port}\", which is not a port number")),
        (None, None) => Ok(DEFAULT_PORT),
    }
}

fn start(workspace: &Workspace, binary: &PathBuf, options: &ServeOptions, port: u16) -> anyhow::Result<Child> {
    let mut command = Command::new(binary);
    command.current_dir(&workspace.root).arg("--port").arg(port.to_string());
    if let Some(data) = &options.data {
        // As typed, it is relative to where it was typed.
        command.arg("--data").arg(std::path::absolute(data)?);
    }
    if std::env::var_os("DIST_DIR").is_none() {
        command.arg("--dist").arg(workspace.root.join("dist"));
    }
    if let Some(level) = &options.log_level {
        command.arg("--log-level").arg(level);
    }
    command.args(&options.server_flags);
    #[cfg(unix)]
    {
        // In a group of its own, it gets Ctrl-C from us only, and not a second time from the terminal.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    command
        .spawn()
        .with_context(|| format!("cannot start {}", binary.display()))
}

/// Prints the address once the server answers. `Some` where it ended instead.
fn announce_when_up(server: &mut Child, stop: &StopSignal, port: u16) -> anyhow::Result<Option<ExitStatus>> {
    if port == 0 {
        // The system picks one, and only the server knows which.
        return Ok(None);
    }
    for attempt in 0_u32.. {
        if let Some(status) = server.try_wait()? {
            return Ok(Some(status));
        }
        if is_healthy(port) {
            println!("\nThe shop is at http://localhost:{port} (Ctrl-C ends it)");
            return Ok(None);
        }
        if attempt == 300 {
            stop_signal::interrupt(server);
            bail!("the server did not answer at http://localhost:{port}/api/health within 30 seconds");
        }
        if stop.came_within(Duration::from_millis(100)) {
            stop_signal::interrupt(server);
            return Ok(Some(server.wait()?));
        }
    }
    Ok(None)
}

fn is_healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /api/health HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.starts_with(b"HTTP/1.1 200"))
    };
    ask().unwrap_or(false)
}

/// The server's own code; one that a signal ended counts as failed.
fn exit_code(status: ExitStatus) -> ExitCode {
    match status.code().map(u8::try_from) {
        Some(Ok(code)) => ExitCode::from(code),
        _ => ExitCode::FAILURE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_environment_over_the_default() {
        let flag = ServeOptions {
            port: Some(5000),
            ..ServeOptions::default()
        };
        assert_eq!(port(&flag, Some("6000")).unwrap(), 5000);
        assert_eq!(port(&ServeOptions::default(), Some("6000")).unwrap(), 6000);
        assert_eq!(port(&ServeOptions::default(), None).unwrap(), 4000);
    }

    #[test]
    fn a_port_from_the_environment_that_is_none_is_named() {
        let error = port(&ServeOptions::default(), Some("shop")).unwrap_err();
        assert!(error.to_string().contains("PORT is \"shop\""), "{error}");
    }
}

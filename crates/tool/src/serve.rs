//! `tarn serve`: builds changed apps and runs the server until Ctrl-C.

mod alone;

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::build;
use crate::process::{self, exit_code};
use crate::static_server::StaticServer;
use crate::step_times;
use crate::stop_signal::{self, StopSignal};
use crate::tools::Tools;
use crate::trunk::Profile;
use crate::watch::{self, Watch};
use crate::workspace::Workspace;

/// Polling interval for sources and server.
const LOOK_EVERY: Duration = Duration::from_millis(500);
const DEFAULT_PORT: u16 = 4000;
/// Timeout for the server's ready line.
const PATIENCE: Duration = Duration::from_secs(30);

/// Options of `serve`; `None` means the environment or the server's default.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ServeOptions {
    /// Rebuild on change.
    pub dev: bool,
    /// 0 for any free port.
    pub port: Option<u16>,
    /// The folder of the server's database.
    pub data: Option<PathBuf>,
    /// Passed to the server.
    pub log_level: Option<String>,
    /// Passed to the server unchanged.
    pub server_flags: Vec<OsString>,
}

/// A running server.
struct Server {
    process: Child,
    /// Receives once, when the server answers requests.
    ready: Receiver<()>,
}

/// Result of a start.
#[derive(Debug, PartialEq, Eq)]
enum Started {
    Ready,
    /// The server ended by itself, with a message.
    Ended(ExitStatus),
    /// Ctrl-C was pressed.
    Stopped,
}

/// Without a server of the workspace, the built-in one serves files only: its options are refused, not ignored.
fn check_options(options: &ServeOptions, workspace: &Workspace) -> anyhow::Result<()> {
    let for_a_server = options.data.is_some() || options.log_level.is_some() || !options.server_flags.is_empty();
    if for_a_server && workspace.server().is_none() {
        bail!(
            "--data, --log-level and flags after -- are for the workspace's server, and there is no crate \"{}\"; leave them out, \
             or name the server's crate in [workspace.metadata.tarn.server] package",
            workspace.settings.server.package
        );
    }
    Ok(())
}

/// Builds, starts and supervises the server. Ends with the server's exit code.
pub fn run(workspace: &Workspace, options: &ServeOptions) -> anyhow::Result<ExitCode> {
    let port = port(options, std::env::var("PORT").ok().as_deref())?;
    check_options(options, workspace)?;
    if workspace.host().is_none() {
        return alone::serve(workspace, options, port);
    }
    let (tools, watch) = first_build(workspace, options)?;
    let binary = workspace.server().map(|_| build_server(workspace)).transpose()?;
    print!("{}", step_times::table());
    let mut serving = Serving {
        workspace,
        options,
        port: port.unwrap_or(DEFAULT_PORT),
        tools,
        watch,
        stop: StopSignal::listen()?,
    };
    if let Some(binary) = binary {
        return serving.mind_server(&binary);
    }
    let server = StaticServer::listen(workspace.root.join("dist"), serving.port)?;
    println!("The host is at {} (Ctrl-C ends it)", server.address());
    serving.serve_files(server)
}

/// Builds all apps, and watches their sources.
fn first_build(workspace: &Workspace, options: &ServeOptions) -> anyhow::Result<(Tools, Watch)> {
    let tools = Tools::ensure(workspace)?;
    let profile = if options.dev { Profile::Dev } else { Profile::Release };
    // Created before the build, so that changes during the first build are not missed.
    let watch = Watch::new(workspace)?;
    let built = build::build_changed(workspace, &tools, &[], profile)?;
    if profile == Profile::Release && built.iter().any(|built| built.rebuilt) {
        // Budgets matter to `build` and `test`; they do not stop `serve`.
        build::print_sizes(workspace, &built)?;
    }
    Ok((tools, watch))
}

/// State of serving, until Ctrl-C.
struct Serving<'a> {
    workspace: &'a Workspace,
    options: &'a ServeOptions,
    port: u16,
    tools: Tools,
    watch: Watch,
    stop: StopSignal,
}

impl Serving<'_> {
    /// Serves the built files, if the workspace has no server of its own.
    fn serve_files(&mut self, server: StaticServer) -> anyhow::Result<ExitCode> {
        std::thread::spawn(move || server.run());
        while !self.stop.came_within(LOOK_EVERY) {
            self.rebuild_changed()?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Starts the workspace's server and restarts it after a change. Ends with its exit code.
    fn mind_server(&mut self, binary: &Path) -> anyhow::Result<ExitCode> {
        let start = |serving: &Self| start(serving.workspace, binary, serving.options, serving.port);
        let mut server = start(self)?;
        loop {
            match wait_until_ready(&mut server, |time| self.stop.came_within(time))? {
                Started::Ready => println!("(Ctrl-C ends it)"),
                Started::Ended(status) => return Ok(exit_code(status)),
                Started::Stopped => return Ok(exit_code(self.end(&mut server)?)),
            }
            // Watches until a newer server replaces this one.
            loop {
                if self.stop.came_within(LOOK_EVERY) {
                    return Ok(exit_code(self.end(&mut server)?));
                }
                if let Some(status) = server.process.try_wait()? {
                    return Ok(exit_code(status));
                }
                if self.rebuild_changed()? {
                    break;
                }
            }
            self.end(&mut server)?;
            server = start(self)?;
        }
    }

    fn end(&self, server: &mut Server) -> anyhow::Result<ExitStatus> {
        end(server, |time| self.stop.came_within(time))
    }

    /// Rebuilds changed apps, if requested. Returns whether there is a new server.
    fn rebuild_changed(&mut self) -> anyhow::Result<bool> {
        match self.options.dev {
            true => rebuild_changed(&mut self.watch, self.workspace, &self.tools),
            false => Ok(false),
        }
    }
}

/// Rebuilds changed apps. Errors are reported but not returned, because the next save may fix them. Returns whether
/// there is a new server.
fn rebuild_changed(watch: &mut Watch, workspace: &Workspace, tools: &Tools) -> anyhow::Result<bool> {
    // A file that vanishes during the scan is no reason to end.
    let Ok(mut changed) = watch.changed(workspace) else {
        return Ok(false);
    };
    let server_changed = changed.iter().any(|name| name == watch::SERVER);
    changed.retain(|name| name != watch::SERVER);
    if !changed.is_empty() {
        println!("changed: {}", changed.join(", "));
        // Read again, because dependencies may have changed with the sources.
        let result = Workspace::find(&workspace.root)
            .and_then(|fresh| build::build_changed(&fresh, tools, &changed, Profile::Dev).map(|_| ()));
        match result {
            Ok(()) => println!("ready: reload the page"),
            Err(error) => eprintln!("error: {error:#}\nstill serving what was built before"),
        }
    }
    if !server_changed {
        return Ok(false);
    }
    match build_server(workspace) {
        Ok(_) => Ok(true),
        Err(error) => {
            eprintln!("error: {error:#}\nstill running the previous server");
            Ok(false)
        }
    }
}

/// Builds the server; returns its binary.
pub fn build_server(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let server = &workspace.settings.server;
    let mut command = Command::new("cargo");
    command
        .args(["build", "--profile", &server.profile, "--package", &server.package])
        .current_dir(&workspace.root);
    step_times::timed("the server", || process::run(&mut command)).context("the server does not build")?;
    // Cargo's profile `dev` has a folder named `debug`.
    let folder = if server.profile == "dev" {
        "debug"
    } else {
        &server.profile
    };
    let name = format!("{}{}", server.package, std::env::consts::EXE_SUFFIX);
    Ok(workspace.target_folder().join(folder).join(name))
}

/// The chosen port of the server: the flag, else PORT.
fn port(options: &ServeOptions, environment: Option<&str>) -> anyhow::Result<Option<u16>> {
    let (None, Some(port)) = (options.port, environment) else {
        return Ok(options.port);
    };
    let number = port.trim().parse::<u16>().map(Some);
    number.with_context(|| format!("PORT is \"{port}\", which is not a port number"))
}

fn start(workspace: &Workspace, binary: &Path, options: &ServeOptions, port: u16) -> anyhow::Result<Server> {
    let mut command = Command::new(binary);
    command.current_dir(&workspace.root).arg("--port").arg(port.to_string());
    if let Some(data) = &options.data {
        // A relative path is relative to the current folder of the caller.
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
        // In its own process group, the server gets Ctrl-C from this program only, not a second time from the terminal.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
    }
    spawn(command, workspace.settings.server.ready.clone())
        .with_context(|| format!("cannot start {}", binary.display()))
}

/// Starts the server and forwards its output. Readiness is taken from its output, because another program may answer at
/// its port.
fn spawn(mut command: Command, ready_line: Option<String>) -> anyhow::Result<Server> {
    let mut process = command.stdout(Stdio::piped()).spawn()?;
    let (say_ready, ready) = mpsc::channel();
    if ready_line.is_none() {
        // Without a ready line, started counts as ready.
        let _ = say_ready.send(());
    }
    if let Some(said) = process.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                println!("{line}");
                if ready_line.as_ref().is_some_and(|ready| line.starts_with(ready)) {
                    // Without a receiver, nothing waits for it any more.
                    let _ = say_ready.send(());
                }
            }
        });
    }
    Ok(Server { process, ready })
}

/// Interrupts the server and waits for its end. Another Ctrl-C ends it at once, if it does not end by itself.
fn end(server: &mut Server, stop_came_within: impl Fn(Duration) -> bool) -> anyhow::Result<ExitStatus> {
    stop_signal::interrupt(&mut server.process);
    loop {
        if let Some(status) = server.process.try_wait()? {
            return Ok(status);
        }
        if stop_came_within(Duration::from_millis(20)) {
            server.process.kill()?;
            return Ok(server.process.wait()?);
        }
    }
}

fn wait_until_ready(server: &mut Server, stop_came_within: impl Fn(Duration) -> bool) -> anyhow::Result<Started> {
    let start = Instant::now();
    loop {
        if server.ready.try_recv().is_ok() {
            return Ok(Started::Ready);
        }
        if let Some(status) = server.process.try_wait()? {
            return Ok(Started::Ended(status));
        }
        if start.elapsed() > PATIENCE {
            end(server, stop_came_within)?;
            bail!("the server was not ready within {} seconds", PATIENCE.as_secs());
        }
        if stop_came_within(Duration::from_millis(50)) {
            return Ok(Started::Stopped);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_environment() {
        let flag = ServeOptions {
            port: Some(5000),
            ..ServeOptions::default()
        };
        assert_eq!(port(&flag, Some("6000")).unwrap(), Some(5000));
        assert_eq!(port(&ServeOptions::default(), Some("6000")).unwrap(), Some(6000));
        assert_eq!(port(&ServeOptions::default(), None).unwrap(), None);
    }

    #[cfg(unix)]
    fn started(script: &str, stop: bool) -> Started {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let mut server = spawn(command, Some("The shop is at ".into())).unwrap();
        let started = wait_until_ready(&mut server, |time| {
            std::thread::sleep(time);
            stop
        });
        let _ = server.process.kill();
        let _ = server.process.wait();
        started.unwrap()
    }

    #[test]
    #[cfg(unix)]
    fn readiness_comes_from_the_output_of_the_server() {
        assert_eq!(
            started(
                "echo Demo mode; echo The shop is at http://localhost:1; exec sleep 20",
                false
            ),
            Started::Ready
        );
        let Started::Ended(status) = started("exit 3", false) else {
            panic!("the server ended without its ready line");
        };
        assert_eq!(status.code(), Some(3));
        assert_eq!(started("exec sleep 20", true), Started::Stopped);
    }

    #[test]
    #[cfg(unix)]
    fn a_server_that_ignores_the_first_stop_signal_ends_at_the_second() {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' INT; echo ready; while :; do sleep 0.1; done"]);
        let mut server = spawn(command, Some("ready".into())).unwrap();
        assert_eq!(
            wait_until_ready(&mut server, |time| {
                std::thread::sleep(time);
                false
            })
            .unwrap(),
            Started::Ready
        );
        let status = end(&mut server, |time| {
            std::thread::sleep(time);
            true
        });
        assert!(!status.unwrap().success());
    }

    #[test]
    fn an_invalid_port_in_the_environment_is_named() {
        let error = port(&ServeOptions::default(), Some("shop")).unwrap_err();
        assert!(error.to_string().contains("PORT is \"shop\""), "{error}");
    }
}

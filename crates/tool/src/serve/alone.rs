//! `tarn serve` in a workspace without a host: shows the standalone page of its remote, or serves the remote to hosts that run elsewhere.

use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::{ServeOptions, Serving, first_build};
use crate::app::App;
use crate::process::exit_code;
use crate::static_server::StaticServer;
use crate::step_times;
use crate::stop_signal::StopSignal;
use crate::tools::Tools;
use crate::trunk;
use crate::workspace::Workspace;

/// Serves the remote until Ctrl-C, at this port or at that of its Cargo.toml.
pub(super) fn serve(workspace: &Workspace, options: &ServeOptions, port: Option<u16>) -> anyhow::Result<ExitCode> {
    let apps = App::named(workspace, &[])?;
    let [remote] = &apps[..] else {
        bail!(
            "the workspace has no host and {} remotes; call `tarn trunk serve` in the folder of one",
            apps.len()
        )
    };
    match remote.page_crate {
        Some(_) => serve_page(workspace, remote),
        None => serve_files(workspace, options, remote, port),
    }
}

/// Runs `trunk serve`, which rebuilds page and remote on change, at the port of the Trunk.toml.
fn serve_page(workspace: &Workspace, remote: &App) -> anyhow::Result<ExitCode> {
    let tools = Tools::ensure(workspace)?;
    println!("Paths of [[proxy]] in Trunk.toml come from a host that runs elsewhere.");
    let mut command = trunk::command(&tools)?;
    command
        .args(["--log", "warn", "serve"])
        .current_dir(workspace.root.join(&remote.trunk_folder))
        .env("CARGO_TARGET_DIR", workspace.target_folder());
    Ok(exit_code(command.status().context("cannot start trunk")?))
}

/// Builds a remote without a page and serves its files.
fn serve_files(
    workspace: &Workspace,
    options: &ServeOptions,
    remote: &App,
    port: Option<u16>,
) -> anyhow::Result<ExitCode> {
    let port = port.map_or_else(|| remote.federation().map(|own| own.port), Ok)?;
    let folder = workspace.root.join("dist").join(remote.dist_folder());
    // Before the build, because a port in use should not be reported only after minutes.
    let server = StaticServer::listen(folder, port)?.of_remote();
    let (tools, watch) = first_build(workspace, options)?;
    print!("{}", step_times::table());
    println!("{}", invitation(remote.name(), &server.address()));
    let mut serving = Serving {
        workspace,
        options,
        port,
        tools,
        watch,
        stop: StopSignal::listen()?,
    };
    serving.serve_files(server)
}

/// How a host shows the remote that is served at this address.
fn invitation(name: &str, address: &str) -> String {
    format!(
        "The remote is at {address}/remote.json (Ctrl-C ends it): an address for `manifests` in a host's federation.json.\n\
         A deployed host with \"http://localhost:*\" in overrideOrigins shows it to you alone, \
         at its page with ?remote.{name}={address}/remote.json"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invitation_has_the_address_for_a_host() {
        let said = invitation("tally", "http://localhost:4001");
        assert!(
            said.contains("?remote.tally=http://localhost:4001/remote.json"),
            "{said}"
        );
    }
}

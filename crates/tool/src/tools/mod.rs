//! The build tools, in exactly the versions that fit together. The lookup checks the project's `.tools/`, then PATH;
//! missing tools are installed into `.tools/`.

mod install;
mod prebuilt;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::process;
use crate::renderer_files;
use crate::workspace::Workspace;
use install::Missing;

/// Newer versions require a newer rustc.
const TRUNK: &str = "0.21.14";
/// Supports the current output of rustc. Trunk checks the same version, by Trunk.toml.
pub(crate) const BINARYEN: &str = "132";
/// Well maintained, one program without dependencies. `bench/` bundles the compared programs with the same version.
pub(crate) const ESBUILD: &str = "0.28.2";
/// The apps' compilation target.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Paths of the tools.
#[derive(Debug)]
pub struct Tools {
    /// The program that builds the apps.
    pub trunk: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_opt: PathBuf,
    esbuild: PathBuf,
    wasm_bindgen_version: String,
}

impl Tools {
    /// Finds all tools; installs missing ones and reports the reason.
    ///
    /// # Errors
    /// A tool cannot be installed.
    pub fn ensure(workspace: &Workspace) -> anyhow::Result<Self> {
        let tools = workspace.tools_folder();
        install::target(&workspace.root, WASM_TARGET, "the apps are compiled for it")?;
        if workspace.settings.render {
            install::target(
                &workspace.root,
                renderer_files::TARGET,
                "the apps' renderers are compiled for it",
            )?;
        }
        let wasm_bindgen_version = workspace
            .packages
            .version_of("wasm-bindgen")
            .context("no crate of the workspace depends on wasm-bindgen, so there is no app to build")?
            .to_owned();
        let cargo_tool = |program: &str, package: &str, version: &str, reason| {
            let fits = |file: &Path| version_of(file).as_deref() == Some(version);
            let own = tools.join("bin").join(executable(program));
            find(&own, program, fits).map_or_else(
                || {
                    Missing {
                        package,
                        version,
                        reason,
                    }
                    .install_program(&tools, &workspace.root)
                    .map(|()| own.clone())
                },
                Ok,
            )
        };
        let trunk = cargo_tool("trunk", "trunk", TRUNK, "it builds the apps")?;
        let wasm_bindgen = cargo_tool(
            "wasm-bindgen",
            "wasm-bindgen-cli",
            &wasm_bindgen_version,
            "it writes the JavaScript glue, and must be of the version in Cargo.lock",
        )?;
        let own = tools.join("node_modules").join(".bin").join(script("wasm-opt"));
        let wasm_opt = find(&own, "wasm-opt", |file| version_of(file).as_deref() == Some(BINARYEN)).map_or_else(
            || {
                let reason = "its wasm-opt makes the apps smaller";
                Missing {
                    package: "binaryen",
                    version: BINARYEN,
                    reason,
                }
                .install_npm(&tools)
                .map(|()| own.clone())
            },
            Ok,
        )?;
        Ok(Self {
            trunk,
            wasm_bindgen,
            wasm_opt,
            esbuild: esbuild(workspace)?,
            wasm_bindgen_version,
        })
    }

    /// PATH with these tools first.
    pub fn search_path(&self) -> anyhow::Result<OsString> {
        let ours = [&self.trunk, &self.wasm_bindgen, &self.wasm_opt, &self.esbuild];
        // Trunk's hooks call `tarn`: this program, if it is `tarn`.
        let this = env::current_exe().ok().filter(|this| is_tarn(this));
        let ours = ours.into_iter().chain(&this);
        let folders = ours.filter_map(|tool| tool.parent()).map(Path::to_owned);
        let rest = env::var_os("PATH").unwrap_or_default();
        env::join_paths(folders.chain(env::split_paths(&rest)))
            .context("a folder of the tools has a character that PATH cannot hold")
    }

    /// The runner of wasm tests, which comes with wasm-bindgen.
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen.with_file_name(executable("wasm-bindgen-test-runner"))
    }

    /// Versions that a build depends on, one line for each tool.
    pub fn versions(&self) -> [String; 4] {
        [
            format!("trunk {TRUNK}"),
            format!("wasm-bindgen {}", self.wasm_bindgen_version),
            format!("binaryen {BINARYEN}"),
            format!("esbuild {ESBUILD}"),
        ]
    }
}

/// The script minifier; installed if it is missing.
pub fn esbuild(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    // In a folder of its own, because npm removes packages that the current call does not name.
    let folder = workspace.tools_folder().join("esbuild");
    let own = folder.join("node_modules").join(".bin").join(script("esbuild"));
    if let Some(esbuild) = find(&own, "esbuild", |file| version_of(file).as_deref() == Some(ESBUILD)) {
        return Ok(esbuild);
    }
    let missing = Missing {
        package: "esbuild",
        version: ESBUILD,
        reason: "it minifies the scripts",
    };
    missing.install_npm(&folder)?;
    Ok(own)
}

/// The project's copy, else the one on PATH, if its version fits.
fn find(own: &Path, program: &str, fits: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    if own.is_file() && fits(own) {
        return Some(own.to_owned());
    }
    on_path(program).filter(|file| fits(file))
}

/// The first program of this name on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(executable(program)))
        .find(|file| file.is_file())
}

/// The version that a program prints about itself.
fn version_of(program: &Path) -> Option<String> {
    version_in(&process::output(Command::new(program).arg("--version"))?).map(str::to_owned)
}

/// The first word that begins with a digit: `trunk 0.21.14`, `wasm-opt version 132 (version_132)`.
fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether the program is `tarn`. Linux appends a word to the name of a binary replaced at run time; its folder is the
/// same.
fn is_tarn(program: &Path) -> bool {
    let name = program.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.trim_end_matches(" (deleted)") == executable("tarn"))
}

fn executable(program: &str) -> String {
    format!("{program}{}", env::consts::EXE_SUFFIX)
}

fn script(program: &str) -> String {
    if cfg!(windows) {
        format!("{program}.cmd")
    } else {
        program.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_output_of_tools() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130"), Some("0.2.130"));
        assert_eq!(version_in("wasm-opt version 108"), Some("108"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn this_program_is_recognised_after_its_replacement() {
        let tarn = executable("tarn");
        assert!(is_tarn(&Path::new("/bin").join(&tarn)));
        assert!(is_tarn(&Path::new("/bin").join(format!("{tarn} (deleted)"))));
        assert!(!is_tarn(&Path::new("/bin").join(executable("xtask"))));
    }

    #[test]
    fn a_tool_of_another_version_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("trunk");
        std::fs::write(&own, "").unwrap();
        assert_eq!(find(&own, "no-such-program", |_| true), Some(own.clone()));
        assert_eq!(find(&own, "no-such-program", |_| false), None);
    }
}

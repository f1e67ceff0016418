//! A build from the packages of the crates alone, without a checkout of this repository and without its `[patch]`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod package;
mod workspace;

use workspace::Dependent;

/// The variable that `cargo xtask test all` sets.
const WHOLE_VARIABLE: &str = "WHOLE";

#[test]
fn a_host_and_a_remote_are_built_from_the_packages_alone() {
    let packages = package::unpack_all();
    let dependent = Dependent::new(&packages);
    dependent.assert_nothing_comes_from_the_checkout(&packages);
    dependent.cargo(&["check", "--workspace", "--target", "wasm32-unknown-unknown"]);
    if std::env::var_os(WHOLE_VARIABLE).is_some() {
        dependent.cargo(&[
            "build",
            "--workspace",
            "--release",
            "--target",
            "wasm32-unknown-unknown",
        ]);
    }
}

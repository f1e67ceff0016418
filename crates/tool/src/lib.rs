//! The tool `tarn`: makes, builds, serves and packages the apps of a workspace.
//!
//! A **host** and its **remotes** are crates of one cargo workspace, or a remote is a repository of its own. Trunk compiles each app;
//! this crate finds out which ones changed, finishes what trunk made (one folder named by the content of its files, integrity,
//! `remote.json`), compresses it, prepares deltas and puts it into `dist/`. The binary `tarn` is a command line for this library; a
//! project's own `cargo xtask` may call the library as well.

pub mod app;
pub mod atomic_file;
mod base_path;
mod budget;
pub mod build;
pub mod check;
pub mod command_line;
mod compression;
pub mod deltas;
mod deployment;
pub mod devtools;
pub mod error_pages;
mod fingerprint;
pub mod new_remote;
mod own_code;
pub mod ownership;
mod package;
pub mod package_graph;
pub mod process;
pub mod program;
pub mod serve;
pub mod settings;
mod size_table;
pub mod source_files;
mod static_server;
mod step_times;
mod stop_signal;
pub mod tools;
pub mod trunk;
mod trunk_defaults;
mod watch;
pub mod workspace;

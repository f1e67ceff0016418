//! The tool `tarn`: creates, builds, serves and packages the apps of a workspace.
//!
//! A **host** and its **remotes** are crates of one cargo workspace, or a remote has its own repository. Trunk compiles
//! each app. This crate detects changed apps, packages trunk's output (a content-hashed folder, integrity,
//! `remote.json`), compresses it, prepares deltas and deploys it into `dist/`. The binary `tarn` is a command line for
//! this library; a project's own `cargo xtask` may also call the library.

pub mod app;
mod app_build;
pub mod atomic_file;
mod base_path;
mod budget;
pub mod build;
mod build_folder;
pub mod check;
pub mod command_line;
mod compression;
pub mod deltas;
mod deployment;
pub mod devtools;
pub mod error_pages;
mod fingerprint;
mod linked_assets;
pub mod new_remote;
mod normalized_path;
mod own_code;
pub mod ownership;
mod package;
pub mod package_graph;
pub mod process;
pub mod program;
pub mod render_half;
pub mod renderer_files;
pub mod serve;
mod settings;
mod shared_crates;
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

//! Embedded templates: a host in its own workspace, and a remote for such a workspace. They depend on the federation's
//! crates only.

macro_rules! texts {
    ($folder:literal: $($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../templates/", $folder, "/", $path, ".template")))),*]
    };
}

const HOST: &[(&str, &str)] = texts!["host":
    ".gitignore",
    "Cargo.toml",
    "host/Cargo.toml",
    "host/Trunk.toml",
    "host/federation.json",
    "host/index.html",
    "host/src/lib.rs",
    "remotes/README.md",
];

const REMOTE: &[(&str, &str)] = texts!["remote":
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "src/lib.rs",
    "src/{{component_file}}.rs",
    "{{name}}.css",
];

/// The files of the template with this name, by path.
pub(super) fn texts(name: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match name {
        "host" => Some(HOST),
        "remote" => Some(REMOTE),
        _ => None,
    }
}

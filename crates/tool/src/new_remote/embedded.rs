//! Embedded templates: a host in its own workspace with a contract; a remote for such a workspace or for one without a contract; and the
//! workspace of a remote in its own repository. They depend only on the federation's crates.

macro_rules! texts {
    ($folder:literal: $($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../templates/", $folder, "/", $path, ".template")))),*]
    };
}

const HOST: &[(&str, &str)] = texts!["host":
    "Cargo.toml",
    "contract/Cargo.toml",
    "contract/build.rs",
    "contract/src/lib.rs",
    "gitignore",
    "host/Cargo.toml",
    "host/federation.json",
    "host/index.html",
    "host/src/lib.rs",
    "remotes/README.md",
];

const REMOTE: &[(&str, &str)] = texts!["remote":
    "Cargo.toml",
    "src/lib.rs",
    "src/{{component_file}}.rs",
    "{{name}}.css",
];

const REMOTE_WITH_CONTRACT: &[(&str, &str)] = texts!["remote-with-contract":
    "Cargo.toml",
    "src/lib.rs",
    "src/slice.rs",
    "src/{{component_file}}.rs",
    "{{name}}.css",
];

/// Completes a remote.
const OWN_REPOSITORY: &[(&str, &str)] = texts!["own-repository":
    "Cargo.toml",
    "gitignore",
];

/// The path of the created file. The template of a hidden file has a visible name, because copies of the sources omit hidden files.
pub(super) fn path_of(text: &str) -> &str {
    match text {
        "gitignore" => ".gitignore",
        path => path,
    }
}

/// The texts of the template of this name, by path.
pub(super) fn texts(name: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match name {
        "host" => Some(HOST),
        "remote" => Some(REMOTE),
        "remote-with-contract" => Some(REMOTE_WITH_CONTRACT),
        "own-repository" => Some(OWN_REPOSITORY),
        _ => None,
    }
}

//! Assigns ports to standalone remotes.

use std::path::Path;

use tarn_manifest::FederationConfig;
use tracing::warn;

/// The storefront's own remotes, at the first ports in this order. They have a port even if they are not built.
const REMOTES: [&str; 5] = ["auth", "cart", "products", "orders", "account"];

/// The base of the ports in the remotes' Cargo.toml.
const FIRST_PORT: u16 = 4001;

/// A remote, with the distance of its port from the first one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RemotePort {
    pub(crate) remote: String,
    pub(crate) offset: u16,
}

/// The ports of all remotes: the storefront's own, then additional ones in the built apps, by name. Each has the port of
/// its Cargo.toml; a remote without one, or with a taken one, comes after all others.
pub(crate) fn remote_ports(dist: &Path) -> Vec<RemotePort> {
    let own = (0_u16..)
        .zip(REMOTES)
        .map(|(index, name)| (name.to_owned(), Some(index)));
    let added = added_remotes(dist).into_iter().map(|name| (name, None));
    let wanted: Vec<(String, Option<u16>)> = own
        .chain(added)
        .map(|(name, otherwise)| {
            let offset = named_offset(dist, &name).or(otherwise);
            (name, offset)
        })
        .collect();
    let mut next = wanted
        .iter()
        .filter_map(|(_, offset)| *offset)
        .max()
        .map_or(0, |last| last.saturating_add(1));
    let mut ports: Vec<RemotePort> = Vec::new();
    for (remote, offset) in wanted {
        let is_free = |offset: &u16| ports.iter().all(|port| port.offset != *offset);
        let offset = offset.filter(is_free).unwrap_or_else(|| {
            warn!("remote {remote} has no port of its own, so it gets the next free one");
            let offset = next;
            next = next.saturating_add(1);
            offset
        });
        ports.push(RemotePort { remote, offset });
    }
    ports
}

fn added_remotes(dist: &Path) -> Vec<String> {
    let mut added: Vec<String> = std::fs::read_dir(dist.join("remotes"))
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let is_remote = entry.path().join("index.html").is_file();
            (is_remote && !REMOTES.contains(&name.as_str())).then_some(name)
        })
        .collect();
    added.sort();
    added
}

/// The offset of the port in the remote's own `federation.json`.
fn named_offset(dist: &Path, remote: &str) -> Option<u16> {
    let file = dist.join("remotes").join(remote).join("federation.json");
    let page = FederationConfig::from_json(&std::fs::read(file).ok()?).ok()?;
    page.port?.checked_sub(FIRST_PORT)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The offsets of remotes with these names and contents of `federation.json`.
    fn offsets(added: &[(&str, &str)]) -> Vec<(String, u16)> {
        let dist = tempfile::tempdir().unwrap();
        for (name, text) in added {
            let folder = dist.path().join("remotes").join(name);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("index.html"), "").unwrap();
            std::fs::write(folder.join("federation.json"), text).unwrap();
        }
        let ports = remote_ports(dist.path()).into_iter().skip(REMOTES.len());
        ports.map(|port| (port.remote, port.offset)).collect()
    }

    #[test]
    fn the_storefronts_own_remotes_have_ports_without_a_build() {
        let ports = remote_ports(Path::new("no-such-folder"));
        let of = |name: &str| ports.iter().find(|port| port.remote == name).unwrap().offset;
        assert_eq!((of("auth"), of("account"), ports.len()), (0, 4, 5));
    }

    #[test]
    fn an_added_remote_has_the_port_of_its_build() {
        let found = offsets(&[
            ("wishes", r#"{"port":4006,"remotes":{}}"#),
            ("badges", r#"{"port":4007,"remotes":{}}"#),
        ]);
        assert_eq!(found, [("badges".to_owned(), 6), ("wishes".to_owned(), 5)]);
    }

    #[test]
    fn a_remote_without_a_free_port_comes_after_all_others() {
        let found = offsets(&[
            ("first", r#"{"port":4006,"remotes":{}}"#),
            ("none", "{}"),
            ("same", r#"{"port":4006,"remotes":{}}"#),
            ("taken", r#"{"port":4002,"remotes":{}}"#),
            ("too-low", r#"{"port":80,"remotes":{}}"#),
        ]);
        let offsets: Vec<_> = found.iter().map(|(_, offset)| *offset).collect();
        assert_eq!(offsets, [5, 6, 7, 8, 9]);
    }
}

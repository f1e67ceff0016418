//! No remote depends, even indirectly, on another remote, on a page's owner, or on a router or head of its own.

use serde_json::json;

use crate::dependency_graph::Graph;
use crate::remotes;

/// The address and the page's head belong to the host. Two routers make each other stale.
const OF_THE_PAGE: [&str; 6] = [
    "host",
    "tarn-page",
    "shop-page",
    "standalone",
    "leptos_router",
    "leptos_meta",
];

/// A message for each forbidden dependency of this remote.
fn offences(graph: &Graph, remote: &str, remotes: &[&str]) -> Vec<String> {
    let forbidden = |name: &str| OF_THE_PAGE.contains(&name) || remotes.contains(&name);
    let ways = graph.ways(remote, forbidden).into_iter();
    ways.map(|way| format!("{way}: a remote depends on no other remote, no page, no router"))
        .collect()
}

#[test]
fn a_remote_depends_on_no_other_remote_and_no_page() {
    let graph = Graph::of_this_workspace();
    let remotes = remotes::in_rust();
    let names: Vec<_> = remotes.iter().map(|remote| remote.name.as_str()).collect();
    for remote in &names {
        assert!(
            graph.below(remote).contains("leptos"),
            "{remote}: the graph is incomplete"
        );
        assert_eq!(offences(&graph, remote, &names), [""; 0]);
    }
    // The host has such dependencies, which shows that the rule finds them.
    assert_ne!(offences(&graph, "host", &names), [""; 0]);
}

/// `a` depends on `b` and so on; the suffix `?` marks a dev-dependency.
fn graph(dependencies: &[(&str, &[&str])]) -> Graph {
    let names = dependencies
        .iter()
        .flat_map(|(name, others)| others.iter().map(|other| other.trim_end_matches('?')).chain([*name]));
    let packages: Vec<_> = names
        .map(|name| json!({ "id": format!("{name} 1.0"), "name": name }))
        .collect();
    let nodes: Vec<_> = dependencies
        .iter()
        .map(|(name, others)| {
            let dependency = |other: &&str| {
                let kind = other.ends_with('?').then_some("dev");
                let id = format!("{} 1.0", other.trim_end_matches('?'));
                json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] })
            };
            json!({ "id": format!("{name} 1.0"), "deps": others.iter().map(dependency).collect::<Vec<_>>() })
        })
        .collect();
    Graph::read(&json!({ "packages": packages, "resolve": { "nodes": nodes } }))
}

#[test]
fn an_offender_is_named_with_the_path_to_the_forbidden_package() {
    let offences_of = |dependencies: &[(&str, &[&str])]| offences(&graph(dependencies), "cart", &["cart", "orders"]);
    let sentence = |way: &str| {
        vec![format!(
            "{way}: a remote depends on no other remote, no page, no router"
        )]
    };
    assert_eq!(offences_of(&[("cart", &["orders"])]), sentence("cart -> orders"));
    assert_eq!(
        offences_of(&[("cart", &["lines"]), ("lines", &["orders"])]),
        sentence("cart -> lines -> orders")
    );
    for name in OF_THE_PAGE {
        let way = format!("cart -> a -> b -> {name}");
        assert_eq!(
            offences_of(&[("cart", &["a"]), ("a", &["b"]), ("b", &[name, "a"])]),
            sentence(&way)
        );
    }
    assert_eq!(
        offences_of(&[("cart", &["leptos", "orders?"]), ("leptos", &["cart"])]),
        [""; 0]
    );
}

//! No remote is built with another remote, with what owns a page, or with a router or head of its own; not by way of others either.

use serde_json::json;

use crate::dependency_graph::Graph;
use crate::remotes;

/// The host alone has the address and the page's head. Two routers go stale, each by the other's changes.
const OF_THE_PAGE: [&str; 6] = [
    "host",
    "tarn-page",
    "shop-page",
    "standalone",
    "leptos_router",
    "leptos_meta",
];

/// A sentence for each thing that this remote must not be built with.
fn offences(graph: &Graph, remote: &str, remotes: &[&str]) -> Vec<String> {
    let forbidden = |name: &str| OF_THE_PAGE.contains(&name) || remotes.contains(&name);
    let ways = graph.ways(remote, forbidden).into_iter();
    ways.map(|way| format!("{way}: a remote depends on no other remote, no page, no router"))
        .collect()
}

#[test]
fn a_remote_is_built_with_no_other_remote_and_with_nothing_of_the_page() {
    let graph = Graph::of_this_workspace();
    let remotes = remotes::in_rust();
    let names: Vec<_> = remotes.iter().map(|remote| remote.name.as_str()).collect();
    for remote in &names {
        assert!(
            graph.below(remote).contains("leptos"),
            "{remote}: the graph is not what it should be"
        );
        assert_eq!(offences(&graph, remote, &names), [""; 0]);
    }
    // The host has what a remote must not have: so it would be seen.
    assert_eq!(offences(&graph, "host", &names).len(), 1);
}

/// `a` depends on `b` and so on; what ends with `?` is of tests only.
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
fn an_offender_is_named_with_the_way_to_what_it_must_not_have() {
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

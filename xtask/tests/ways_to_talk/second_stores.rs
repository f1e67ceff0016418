//! No dependency of a remote creates or provides a store, except shared-store itself, for `expose!`.

use crate::dependency_graph::Graph;
use crate::remotes::{self, Source};
use crate::source_text::code;

/// Words of code that creates, owns or provides a store, in Rust and in JavaScript.
const WORDS: [&str; 12] = [
    "make_store",
    "own_page",
    "Page::boot",
    "Page::builder",
    "scratch_function",
    "hooks::provide",
    "provide_context(SendWrapper::new(store",
    "provide_context(store",
    "provide_context::<Store>",
    "createStore",
    "configureStore",
    "new Store(",
];

/// Crates that may contain these words: the store itself, and the crate that passes `provide` on.
const ALLOWED: [&str; 3] = ["shared-store", "tarn-store", "tarn-federation"];

fn offences(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for Source { path, text } in sources {
        let code = code(text);
        for word in WORDS.iter().filter(|word| code.contains(**word)) {
            offences.push(format!(
                "{} contains {word}: the page has one store, which the host owns",
                path.display()
            ));
        }
        // `expose!` receives it, and calls it at mount; a call anywhere else nests a store.
        let calls =
            code.matches("provide_store(").count() - code.matches("shared_store::provide_store(remote)").count();
        if calls > 0 {
            offences.push(format!(
                "{} calls provide_store: leave that to `expose!`",
                path.display()
            ));
        }
    }
    offences
}

#[test]
fn no_exposed_component_makes_or_provides_a_store() {
    let graph = Graph::of_this_workspace();
    for remote in remotes::in_rust() {
        assert_eq!(offences(&remote.sources), [""; 0]);
        let ours = graph
            .below(&remote.name)
            .into_iter()
            .filter(|name| !ALLOWED.contains(&name.as_str()))
            .collect::<Vec<_>>();
        let folders: Vec<_> = ours.iter().filter_map(|name| graph.folder(name)).collect();
        assert!(folders.len() >= 5, "the crates of this repository");
        for folder in folders {
            assert_eq!(
                offences(&remotes::sources(&folder.join("src"))),
                [""; 0],
                "{} is built with it",
                remote.name
            );
        }
    }
    for remote in remotes::in_javascript() {
        assert_eq!(offences(&remote.sources), [""; 0]);
    }
}

#[test]
fn an_offender_is_named() {
    let said = |text: &str| {
        let path = "page.rs".into();
        offences(&[Source {
            path,
            text: text.into(),
        }])
    };
    for word in WORDS {
        let sentence = format!("page.rs contains {word}: the page has one store, which the host owns");
        assert_eq!(said(&format!("fn page() {{ {word}, x) }}")), [sentence]);
    }
    let provides = ["page.rs calls provide_store: leave that to `expose!`"];
    assert_eq!(said("fn page() { provide_store(\"cart\") }"), provides);
    assert_eq!(said("expose! { provide: shared_store::provide_store }"), [""; 0]);
    assert_eq!(
        said("expose! { provide: shared_store::provide_store } fn page() { provide_store(\"cart\") }"),
        provides
    );
    assert_eq!(said("// make_store is the host's"), [""; 0]);
}

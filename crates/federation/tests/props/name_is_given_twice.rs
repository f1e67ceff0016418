//! A prop with two names.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    #[prop(name = "title", name = "heading")]
    title: String,
}

fn main() {}

//! An option that props do not have.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    #[prop(optional)]
    title: String,
}

fn main() {}

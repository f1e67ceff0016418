//! A prop without a name.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    #[prop(name = "")]
    title: String,
}

fn main() {}

//! A type that cannot cross.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    title: std::path::PathBuf,
}

fn main() {}

//! Props of a generic type.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps<T> {
    title: T,
}

fn main() {}

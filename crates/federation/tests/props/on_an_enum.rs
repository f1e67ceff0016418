//! Props that are an enum.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
enum PageProps {
    Cart,
}

fn main() {}

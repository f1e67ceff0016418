//! Props without names.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps(String);

fn main() {}

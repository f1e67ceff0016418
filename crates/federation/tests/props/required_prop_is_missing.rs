//! Props without a required one.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    product_id: String,
    pieces: u32,
    title: Option<String>,
}

fn main() {
    let _ = PageProps::builder().product_id("p1".into()).build();
}

//! Two props of one name in JavaScript.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    product_id: String,
    #[prop(name = "productId")]
    product: String,
}

fn main() {}

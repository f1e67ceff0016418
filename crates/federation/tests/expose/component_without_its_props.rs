//! A component that takes no props, under the name of one with props.
use leptos::prelude::*;

mod contract {
    use tarn_federation::{Props, RemoteComponent};

    pub const CART_PAGE: RemoteComponent<CartPageProps> = RemoteComponent::new("cart", "CartPage");

    #[derive(Clone, PartialEq, Props)]
    pub struct CartPageProps {
        pub title: String,
    }
}

#[component]
fn CartPage() -> impl IntoView {
    "Cart"
}

fn provide(_remote: &str) -> Result<(), std::convert::Infallible> {
    Ok(())
}

tarn_federation::expose! {
    "cart",
    provide: provide,
    contract::CART_PAGE => CartPage,
}

fn main() {}

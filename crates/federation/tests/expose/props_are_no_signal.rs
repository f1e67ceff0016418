//! A component that takes its props as a value.
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
fn CartPage(props: contract::CartPageProps) -> impl IntoView {
    props.title
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

//! A component that the contract lists for another remote.
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
fn CartPage(props: ReadSignal<contract::CartPageProps>) -> impl IntoView {
    move || props.read().title.clone()
}

fn provide(_remote: &str) -> Result<(), std::convert::Infallible> {
    Ok(())
}

tarn_federation::expose! {
    "orders",
    provide: provide,
    contract::CART_PAGE => CartPage,
}

fn main() {}

//! A component that takes the props of another one.
use leptos::prelude::*;

mod contract {
    use tarn_federation::{Props, RemoteComponent};

    pub const CART_PAGE: RemoteComponent<CartPageProps> = RemoteComponent::new("cart", "CartPage");

    #[derive(Clone, PartialEq, Props)]
    pub struct CartPageProps {
        pub title: String,
    }

    #[derive(Clone, PartialEq, Props)]
    pub struct OrderProps {
        pub order_id: String,
    }
}

#[component]
fn CartPage(props: ReadSignal<contract::OrderProps>) -> impl IntoView {
    move || props.read().order_id.clone()
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

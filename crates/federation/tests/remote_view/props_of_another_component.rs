//! A host that passes the props of another component.
use leptos::prelude::*;
use tarn_federation::RemoteView;

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
fn Page() -> impl IntoView {
    let props = || contract::OrderProps::builder().order_id("o1".into()).build();
    view! { <RemoteView component=contract::CART_PAGE props=props>"Loading"</RemoteView> }
}

fn main() {}

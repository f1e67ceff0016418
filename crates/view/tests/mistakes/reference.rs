use leptos::prelude::*;
use tarn_view::view;

fn main() {
    let input = NodeRef::<leptos::html::Input>::new();
    let _ = view! { <button node_ref=input>"x"</button> };
}

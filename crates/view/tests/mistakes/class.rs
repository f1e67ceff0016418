use tarn_view::view;

fn main() {
    let classes = String::from("a b");
    let _ = view! { <p class=classes class:c=true/> };
}

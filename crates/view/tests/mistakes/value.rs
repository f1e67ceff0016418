use tarn_view::view;

struct Product;

fn main() {
    let _ = view! { <p title=Product>"x"</p> };
    let _ = view! { <p>{Product}</p> };
}

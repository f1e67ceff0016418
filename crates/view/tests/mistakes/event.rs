use tarn_view::view;

fn main() {
    let _ = view! { <button on:clik=move |_| {}>"x"</button> };
}

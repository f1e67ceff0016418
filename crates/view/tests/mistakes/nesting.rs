use tarn_view::view;

fn main() {
    let _ = view! { <p><div>"x"</div></p> };
    let _ = view! { <table><tr><td>"x"</td></tr></table> };
}

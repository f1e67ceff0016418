use tarn_view::view;

fn main() {
    let _ = view! { <div><dvi>"misspelt"</dvi></div> };
}

use tarn_view::view;

fn main() {
    let name = String::from("<script>");
    let _ = view! { <p inner_html=name/> };
}

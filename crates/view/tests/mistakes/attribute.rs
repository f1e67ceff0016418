use tarn_view::view;

fn main() {
    let _ = view! { <img scr="/images/p1.svg" alt=""/> };
    let _ = view! { <p aria-lable="x">"y"</p> };
}

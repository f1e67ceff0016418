use tarn_view::view;

fn main() {
    let name = "Ada";
    let _ = view! { <textarea>"Dear " {name}</textarea> };
    let _ = view! { <p prop:innerHTML=name/> };
}

use tarn_view::view;

fn main() {
    let _ = view! { <div><script>"alert(1)"</script></div> };
}

//! A prop with a value of another type.
use tarn_federation::Props;

#[derive(Clone, PartialEq, Props)]
struct PageProps {
    pieces: u32,
}

fn main() {
    let _ = PageProps::builder().pieces("two").build();
}

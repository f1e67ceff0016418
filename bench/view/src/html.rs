//! Usage: lines-html FILE COUNT. Writes the HTML that a server sends for the list.

// The modules are those of the app: a library for both would turn off its LTO.
mod cart;
mod lines;

use leptos::prelude::*;
#[cfg(feature = "tarn")]
use tarn_view::view;

use cart::Cart;
use lines::Lines;

/// The HTML of a list with `count` lines.
fn html(count: u32) -> String {
    Owner::new().with(|| {
        let cart = Cart::new(count);
        let lines = view! { <Lines cart/> };
        #[cfg(feature = "tarn")]
        let html = tarn_view::to_html(lines);
        #[cfg(not(feature = "tarn"))]
        let html = lines.to_html();
        html
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, count] = &arguments[..] else {
        return Err("usage: lines-html FILE COUNT".into());
    };
    Ok(std::fs::write(file, html(count.parse()?))?)
}

//! The constant part of one root element: its HTML, and where the holes are.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names;
use crate::walk::Walk;

/// Comments around a hole that has siblings. A server's HTML has the content between them.
pub(crate) const OPEN: &str = "<!--[-->";
/// The end of such a hole.
pub(crate) const CLOSE: &str = "<!--]-->";

/// HTML with holes.
#[derive(Debug, Default)]
pub(crate) struct Constant {
    html: String,
    walk: Walk,
    holes: Vec<TokenStream>,
    offsets: Vec<usize>,
}

impl Constant {
    /// Appends HTML.
    pub(crate) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends a text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                // A parser turns a bare one into a line feed.
                '\r' => self.html.push_str("&#13;"),
                _ => self.html.push(letter),
            }
        }
    }

    /// Appends the value of an attribute, escaped for double quotes.
    pub(crate) fn value(&mut self, value: &str) {
        for letter in value.chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '"' => self.html.push_str("&quot;"),
                '\r' => self.html.push_str("&#13;"),
                _ => self.html.push(letter),
            }
        }
    }

    /// A hole in the node at `path`, whose HTML comes at the present end.
    pub(crate) fn hole(&mut self, path: &[usize], hole: TokenStream) {
        self.walk.note(path);
        self.offsets.push(self.html.len());
        self.holes.push(hole);
    }

    /// The expression of the element `root`.
    pub(crate) fn into_view(self, root: &str) -> TokenStream {
        let Self {
            html,
            walk,
            holes,
            offsets,
        } = self;
        let steps = walk.steps();
        let make = if names::is_part_of_svg(root) {
            quote!(of_svg)
        } else {
            quote!(new)
        };
        // The block ends before the expressions of the user, which may have a constant of the same name.
        quote! {
            ::tarn_view::View::element(
                {
                    static TEMPLATE: ::tarn_view::__private::Template = ::tarn_view::__private::Template::#make(#html, #steps, &[#(#offsets),*]);
                    &TEMPLATE
                },
                ::std::vec![#(#holes),*],
            )
        }
    }
}

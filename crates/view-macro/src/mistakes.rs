//! Mistakes in a view.

use proc_macro2::{Span, TokenStream};

/// All mistakes of a view, so that one compilation shows them together.
#[derive(Default)]
pub(crate) struct Mistakes(Vec<syn::Error>);

impl Mistakes {
    /// A mistake at this place of the source.
    pub(crate) fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new(span, message));
    }

    /// The mistakes as errors of the compiler.
    pub(crate) fn into_errors(self) -> impl Iterator<Item = TokenStream> {
        self.0.into_iter().map(|mistake| mistake.to_compile_error())
    }
}

//! Views that are written once and expanded by both macros: `view!` of this crate and `view!` of Leptos.
//!
//! The files in `views/` are loaded twice. Each dialect gives the names in them another meaning.

pub mod differences;
pub mod outline;
mod signals;

pub use signals::{STATES, Signals};

/// The views of this crate.
#[path = "."]
pub mod ours {
    use leptos::prelude::*;
    use tarn_view::{Children, ChildrenFn, For, Show, TrustedHtml, View, ViewFn, view};

    pub type Shown = View;

    /// A branch or a whole view, in one type.
    fn shown<V: tarn_view::IntoContent>(view: V) -> Shown {
        view.into_content()
    }

    /// The value of `inner_html`.
    fn html<T>(html: T) -> TrustedHtml<T> {
        TrustedHtml(html)
    }

    #[allow(clippy::duplicate_mod, reason = "both macros expand the same views")]
    pub mod views;
}

/// The same views of Leptos.
#[path = "."]
pub mod leptos_own {
    use leptos::prelude::*;

    pub type Shown = AnyView;

    /// A branch or a whole view, in one type.
    fn shown<V: IntoAny>(view: V) -> Shown {
        view.into_any()
    }

    /// The value of `inner_html`.
    fn html<T>(html: T) -> T {
        html
    }

    #[allow(clippy::duplicate_mod, reason = "both macros expand the same views")]
    pub mod views;
}

/// A view in both dialects.
pub struct Pair {
    pub name: &'static str,
    pub ours: fn(Signals) -> ours::Shown,
    pub leptos: fn(Signals) -> leptos_own::Shown,
}

/// The corpus.
pub fn pairs() -> impl Iterator<Item = Pair> {
    ours::views::all()
        .zip(leptos_own::views::all())
        .map(|((name, ours), (_, leptos))| Pair { name, ours, leptos })
}

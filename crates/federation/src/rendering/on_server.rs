//! What `expose!` and `expose_shell!` make of an app for a server.

use std::fmt::Display;

use leptos::prelude::*;
use tarn_render::page;
pub use tarn_render::{Rendered, Request};
use tarn_view::View;

use crate::browser::props::PropValues;
use crate::{Code, FederationError, Props, RemoteComponent};

#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
pub use tarn_render::guest::{self, export_renderer};

/// Renders a component of a remote: the function of `expose!` for one line of it.
///
/// # Errors
/// A sentence that begins with its code: a prop is missing or wrong, or the component gets no store.
pub fn render_component<P, V, E>(
    exposed: RemoteComponent<P>,
    request: Request,
    provide: fn(&str) -> Result<(), E>,
    view: fn(ReadSignal<P>) -> V,
) -> Result<Rendered, String>
where
    P: Props,
    V: IntoView + 'static,
    E: Display + 'static,
{
    let (remote, component) = (exposed.remote(), exposed.component());
    let values: PropValues = serde_json::from_str(&request.props).map_err(|error| {
        FederationError::new(
            Code::PROP,
            format!("the props of \"{component}\" are no JSON object: {error}"),
        )
        .to_string()
    })?;
    let props = P::from_data(&values).map_err(|error| error.of(remote, component).to_string())?;
    page::rendering(request, || {
        apart(|| {
            provide(remote).map_err(|error| error.to_string())?;
            let props = ArcRwSignal::new(props);
            let show = move || tarn_view::in_component(component, || view(props.read_only().into()));
            Ok(tarn_view::to_html(tarn_view::view! { {show()} }))
        })
    })
}

/// Renders the shell of a host: the function of `expose_shell!`.
#[must_use]
pub fn render_shell(request: Request, shell: fn(&Request) -> View) -> Rendered {
    let shown = request.clone();
    let rendered = page::rendering(request, || {
        Ok::<_, std::convert::Infallible>(apart(|| tarn_view::to_html(shell(&shown))))
    });
    rendered.unwrap_or_else(|never| match never {})
}

/// The error for an unknown component.
#[must_use]
pub fn not_exposed(remote: &str, component: &str) -> String {
    FederationError::new(
        Code::NOT_EXPOSED,
        format!("remote \"{remote}\" does not expose \"{component}\""),
    )
    .to_string()
}

/// Renders in a reactive owner of its own, which ends with it.
fn apart<T>(render: impl FnOnce() -> T) -> T {
    let owner = Owner::new();
    let rendered = owner.with(|| untrack(render));
    owner.cleanup();
    rendered
}

/// Makes panics known to the server.
#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| guest::report(&tarn_view::panic_text(panic))));
}

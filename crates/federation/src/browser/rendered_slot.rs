//! The slot of a remote in the HTML of a shell.

use serde_json::Value;
use tarn_render::{Slot, page};
use tarn_view::{TrustedHtml, View, switch, view};

use super::mountable::NamedComponent;
use super::props::PropValues;

/// Stands for the HTML of the remote while the slot is written.
const CONTENT: &str = "<!--tarn-content-->";

/// The slot as [`RemoteView`](crate::RemoteView) makes it in a browser: once around the HTML of the remote, and once with its skeleton.
pub(crate) fn slot_html(component: NamedComponent, props: PropValues, skeleton: impl Fn() -> View + 'static) -> View {
    let NamedComponent { remote, component } = component;
    let around = section(&remote, CONTENT, true, |()| View::default());
    let without = section(&remote, "", false, move |()| skeleton());
    let (before, after) = around.split_once(CONTENT).unwrap_or((&around, ""));
    let marker = page::add_slot(Slot {
        remote,
        component,
        props: Value::Object(props).to_string(),
        before: before.to_owned(),
        after: after.to_owned(),
        without,
    });
    View::html(marker)
}

/// The elements are those of `SlotView` in `remote_view.rs`, which a browser claims.
fn section(remote: &str, content: &'static str, is_rendered: bool, instead: impl Fn(()) -> View + 'static) -> String {
    let instead = switch(|| (), instead);
    let rendered = is_rendered.then_some("server");
    tarn_view::to_html(view! {
        <section
            class="remote-slot" data-testid="remote-slot" data-remote=remote.to_owned() data-status="loading" data-rendered=rendered
            aria-busy=!is_rendered
        >
            <div class="remote-content" inner_html=TrustedHtml(content)></div>
            <div>{instead}</div>
        </section>
    })
}

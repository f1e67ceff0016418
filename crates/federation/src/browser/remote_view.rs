//! `<RemoteView>`: the slot for a component of a remote.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Object;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_html_template::{Template, template};
use wasm_bindgen::JsCast;

use super::federation::Federation;
use super::props::Props;
use super::remote_slot::{Phase, ReadProps, RemoteSlot};
use super::slot::Slot;
use crate::Code;

const SLOT: &str = r#"<section class="remote-slot" data-testid="remote-slot" data-part="slot">
    <div class="remote-content" data-part="content"></div>
    <div data-part="instead"></div>
</section>"#;

const FAILURE: &str = r#"<div class="remote-error" role="alert" data-testid="remote-error">
    <h2>This part of the page is not available</h2>
    <p data-part="what"></p>
    <p class="remote-error-detail"><code data-part="detail"></code> <a data-part="docs" target="_blank" rel="noopener">What this means</a></p>
    <button class="button" type="button" data-testid="remote-retry" data-part="retry">Try again</button>
</div>"#;

/// Mounts `component` of `remote`, updates its props, and unmounts it with the view. The children are the skeleton while the remote loads. A
/// failure shows the error and a button to retry.
///
/// The [`Federation`] comes from the context: see [`Federation::provide`].
///
/// ```no_run
/// use leptos::prelude::*;
/// use tarn_federation::RemoteView;
///
/// tarn_federation::props! {
///     /// Props of `ProductPage`.
///     pub struct ProductProps {
///         /// The id of the product.
///         id: String = "id",
///     }
/// }
///
/// fn product_page(id: RwSignal<String>) -> impl IntoView {
///     view! {
///         <RemoteView remote="products" component="ProductPage" props=move || ProductProps { id: id.get() }>
///             <p aria-busy="true">"Loading"</p>
///         </RemoteView>
///     }
/// }
/// ```
#[component]
pub fn RemoteView<P: Props>(
    /// The remote's name in `federation.json`.
    #[prop(into)]
    remote: String,
    /// The name of the exposed component.
    #[prop(into)]
    component: String,
    /// Its props, tracked: the component gets new props whenever a signal changes that this closure has read.
    props: impl Fn() -> P + 'static,
    /// Shown after a failure, instead of the error and the button.
    #[prop(optional, into)]
    fallback: Option<ViewFn>,
    /// The skeleton.
    children: ChildrenFn,
) -> impl IntoView {
    const ANY: &str = r#"<div data-part="view"></div>"#;
    let skeleton = move || template(ANY).view("view", children());
    let fallback =
        fallback.map(|fallback| -> MakeFallback { Box::new(move || template(ANY).view("view", fallback.run())) });
    slot(
        remote,
        component,
        Box::new(move || props().to_js()),
        Box::new(skeleton),
        fallback,
    )
}

/// [`RemoteView`] for props from run time and a skeleton that is a [`Template`]. All components share its code. `props` is tracked.
pub fn remote_slot(
    remote: impl Into<String>,
    component: impl Into<String>,
    props: impl Fn() -> Object + 'static,
    skeleton: impl Fn() -> Template + 'static,
) -> Template {
    slot(
        remote.into(),
        component.into(),
        Box::new(props),
        Box::new(skeleton),
        None,
    )
}

type MakeFallback = Box<dyn Fn() -> Template>;

fn slot(
    remote: String,
    component: String,
    props: ReadProps,
    skeleton: Box<dyn Fn() -> Template>,
    fallback: Option<MakeFallback>,
) -> Template {
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return template(r#"<p role="alert">No Federation is provided above this RemoteView.</p>"#);
    };
    let view = template(SLOT).set("slot", "data-remote", &remote);
    let phase = RwSignal::new(Phase::Loading);
    let slot = Rc::new(RemoteSlot {
        federation: federation.take(),
        remote,
        component,
        props,
        element: view.part("content").unchecked_into(),
        mount: RefCell::default(),
        gone: Cell::new(false),
        has_new_props: Cell::new(false),
        phase,
    });
    on_cleanup({
        let slot = SendWrapper::new(Rc::clone(&slot));
        move || slot.leave()
    });
    slot.begin();
    let remote = slot.federation.remote(&slot.remote);
    remote.slots.borrow_mut().push(Rc::<RemoteSlot>::clone(&slot));
    let updated = Rc::clone(&slot);
    view.attr("slot", "data-status", move || Some(phase.with(Phase::name).into()))
        .attr("slot", "aria-busy", move || {
            Some(phase.with(|phase| *phase == Phase::Loading).to_string())
        })
        .show(
            "instead",
            move || {
                phase.with(|phase| match phase {
                    Phase::Loading => Some("skeleton".into()),
                    Phase::Mounted | Phase::Empty => None,
                    // Each kind of failure has its own card.
                    Phase::Failed(error) => Some(error.code.to_string()),
                })
            },
            move |instead| match instead {
                "skeleton" => skeleton(),
                _ => match &fallback {
                    Some(fallback) => fallback(),
                    None => failure(&slot),
                },
            },
        )
        .follow(move || {
            let props = (updated.props)();
            // The props must not depend on signals that callbacks of the remote read.
            untrack(|| updated.update(&props));
        })
}

fn failure(slot: &Rc<RemoteSlot>) -> Template {
    let (slot, phase) = (Rc::clone(slot), slot.phase);
    let code = slot.failure().map(|error| error.code);
    let what = format!(
        "The {} app {}. The rest of the page works; try again in a moment.",
        slot.remote,
        if code == Some(Code::CRASHED) {
            "has stopped; nothing is lost"
        } else {
            "could not be shown"
        },
    );
    let docs = code.map(|code| format!("/docs/errors/{code}.html")).unwrap_or_default();
    template(FAILURE)
        .set("docs", "href", &docs)
        .write("what", &what)
        .text("detail", move || {
            phase.with(|phase| match phase {
                Phase::Failed(error) => error.to_string(),
                _ => String::new(),
            })
        })
        .on("retry", "click", move |_| Rc::clone(&slot).start())
}

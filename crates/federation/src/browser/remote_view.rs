//! `<RemoteView>`: the slot for a component of a remote.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Object;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_html_template::{Template, template};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::federation::Federation;
use super::instance::Mount;
use super::props::Props;
use super::slot::Slot;
use crate::lifecycle::{Event, Status};
use crate::{Code, FederationError};

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

/// The current props, tracked by the caller.
type ReadProps = Box<dyn Fn() -> Object>;

#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Loading,
    Mounted,
    /// Unmounted by the development tools.
    Empty,
    Failed(FederationError),
}

impl Phase {
    fn name(&self) -> &'static str {
        match self {
            Self::Loading => Status::Loading.name(),
            Self::Mounted => Status::Ready.name(),
            Self::Empty => Status::Idle.name(),
            Self::Failed(error) => Status::after(error.code).name(),
        }
    }
}

struct RemoteSlot {
    federation: Federation,
    remote: String,
    component: String,
    props: ReadProps,
    element: HtmlElement,
    mount: RefCell<Option<Rc<Mount>>>,
    /// Set with the end of the view: a pending load then mounts nothing.
    gone: Cell<bool>,
    /// Whether the props changed while the remote was mounting.
    has_new_props: Cell<bool>,
    phase: RwSignal<Phase>,
}

impl RemoteSlot {
    /// Starts a new slot. A remote that has crashed too often waits for a retry.
    fn begin(self: &Rc<Self>) {
        let remote = self.federation.remote(&self.remote);
        match remote.error() {
            Some(error) if remote.status() == Status::Crashed && remote.restarts_after().is_none() => {
                self.phase.set(Phase::Failed(error));
            }
            _ => Rc::clone(self).start(),
        }
    }

    fn failure(&self) -> Option<FederationError> {
        self.phase.with_untracked(|phase| match phase {
            Phase::Failed(error) => Some(error.clone()),
            _ => None,
        })
    }

    fn settle(&self, mount: Result<Mount, FederationError>, was_loaded: bool) {
        let remote = self.federation.remote(&self.remote);
        match mount {
            Ok(mount) => {
                let _before = self.mount.borrow_mut().replace(Rc::new(mount));
                self.phase.set(Phase::Mounted);
                remote.step(Event::Mounted, None);
                if self.has_new_props.take() {
                    self.update(&untrack(|| (self.props)()));
                }
            }
            Err(error) => {
                if was_loaded {
                    // A partial mount may have left content.
                    self.element.set_text_content(None);
                    if error.code == Code::CONTRACT_REFUSED {
                        // Another build may fit: the next attempt reads the manifest again.
                        remote.instance.forget();
                    }
                    self.federation.failed(&remote, &error);
                }
                self.phase.set(Phase::Failed(error));
            }
        }
    }

    fn update(&self, props: &Object) {
        // No borrow while the remote runs: it may navigate away.
        let mount = self.mount.borrow().clone();
        let Some(mount) = mount else {
            return self.has_new_props.set(true);
        };
        let remote = self.federation.remote(&self.remote);
        match mount.update(&self.component, props) {
            // The error of earlier props is resolved.
            Ok(()) => remote.step(Event::Mounted, None),
            // The component keeps its earlier props.
            Err(error) => self.federation.noted(&remote, error),
        }
    }

    fn leave(&self) {
        self.gone.set(true);
        let remote = self.federation.remote(&self.remote);
        remote
            .slots
            .borrow_mut()
            .retain(|slot| !std::ptr::addr_eq(Rc::as_ptr(slot), self));
        self.unmount();
    }

    fn unmount(&self) {
        // Taken out first: unmounting runs the cleanup of the remote.
        let mount = self.mount.borrow_mut().take();
        drop(mount);
    }
}

impl Slot for RemoteSlot {
    /// Starts in a microtask, after the slot is in the page. A loaded remote mounts before the browser paints, without a skeleton.
    fn start(self: Rc<Self>) {
        let remote = self.federation.remote(&self.remote);
        if remote.status() == Status::Crashed {
            // Its new instance already exists.
            remote.step(Event::Asked, None);
        }
        self.phase.set(Phase::Loading);
        let slot = self;
        leptos::task::spawn_local(async move {
            let loaded = slot.federation.load(&slot.remote).await;
            // A slot that was unmounted in the meantime stays unmounted.
            let is_wanted = || !slot.gone.get() && slot.phase.with_untracked(|phase| *phase == Phase::Loading);
            if !is_wanted() {
                return;
            }
            // The federation has recorded a failed load.
            let was_loaded = loaded.is_ok();
            let mount = match loaded {
                Ok(instance) => {
                    let props = untrack(|| (slot.props)());
                    slot.has_new_props.set(false);
                    Mount::new(&instance, &slot.element, &slot.component, &props).await
                }
                Err(error) => Err(error),
            };
            // Dropped after the end of the view, which unmounts it.
            if is_wanted() {
                slot.settle(mount, was_loaded);
            }
        });
    }

    fn restart(self: Rc<Self>) {
        if self.failure().is_some_and(|error| error.code == Code::CRASHED) {
            self.start();
        }
    }

    fn lose(&self, error: &FederationError) {
        if let Some(mount) = self.mount.borrow_mut().take() {
            mount.lose();
        }
        if self.phase.with_untracked(|phase| *phase != Phase::Empty) {
            self.element.set_text_content(None);
            self.phase.set(Phase::Failed(error.clone()));
        }
    }

    fn empty(&self) {
        self.phase.set(Phase::Empty);
        self.unmount();
    }

    fn is_mounted(&self) -> bool {
        self.mount.borrow().is_some()
    }
}

//! `<RemoteView>`: the slot of a remote's component in the host.

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

/// Mounts `component` of `remote`, keeps its props up to date, and unmounts it when the view goes. While the remote loads,
/// the children are shown as its skeleton; if it cannot be loaded, what happened and a button to try again.
///
/// The [`Federation`] comes from the context: see [`Federation::provide`].
#[component]
pub fn RemoteView<P: Props>(
    /// The remote's name in `federation.json`.
    #[prop(into)]
    remote: String,
    /// The name of the exposed component.
    #[prop(into)]
    component: String,
    /// Its props, tracked: the component gets new ones whenever a signal that was read here changes.
    props: impl Fn() -> P + 'static,
    /// What stands in for the remote while it cannot be shown, in place of what happened and the button.
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

/// [`RemoteView`] for props that are put together at run time and a skeleton that is a [`Template`]. One piece of code for every
/// component. `props` are tracked.
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
                    // Another kind of failure is another card.
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
            // What the remote calls back meanwhile is not something that the props depend on.
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

/// The props as they are now; tracked where it is called.
type ReadProps = Box<dyn Fn() -> Object>;

#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Loading,
    Mounted,
    /// Development tools have unmounted it.
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
    /// Set when the view goes: what is still loading then mounts nothing.
    gone: Cell<bool>,
    /// Whether there were new props while the remote was still mounting.
    has_new_props: Cell<bool>,
    phase: RwSignal<Phase>,
}

impl RemoteSlot {
    /// What a slot does when it comes to be: a remote that has crashed too often waits until somebody asks.
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
                    // A mount that failed half-way may have left something.
                    self.element.set_text_content(None);
                    if error.code == Code::CONTRACT_REFUSED {
                        // Another build may fit: the next who asks looks at its manifest again.
                        remote.instance.forget();
                    }
                    self.federation.failed(&remote, &error);
                }
                self.phase.set(Phase::Failed(error));
            }
        }
    }

    fn update(&self, props: &Object) {
        // No borrow while the remote runs: it may go away from this page.
        let mount = self.mount.borrow().clone();
        let Some(mount) = mount else {
            return self.has_new_props.set(true);
        };
        let remote = self.federation.remote(&self.remote);
        match mount.update(&self.component, props) {
            // The remote has what it needs again.
            Ok(()) => remote.step(Event::Mounted, None),
            // What is mounted goes on, with the props that it has.
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
        // Taken out first: unmounting runs the remote's own clean-up.
        let mount = self.mount.borrow_mut().take();
        drop(mount);
    }
}

impl Slot for RemoteSlot {
    /// Always a little later, when the slot stands in the page; a remote that is loaded already is mounted
    /// before the browser paints, without a skeleton in between.
    fn start(self: Rc<Self>) {
        let remote = self.federation.remote(&self.remote);
        if remote.status() == Status::Crashed {
            // Its fresh instance is there already.
            remote.step(Event::Asked, None);
        }
        self.phase.set(Phase::Loading);
        let slot = self;
        leptos::task::spawn_local(async move {
            let loaded = slot.federation.load(&slot.remote).await;
            // Who was unmounted meanwhile stays so.
            let is_wanted = || !slot.gone.get() && slot.phase.with_untracked(|phase| *phase == Phase::Loading);
            if !is_wanted() {
                return;
            }
            // A failed load has been recorded by the federation.
            let was_loaded = loaded.is_ok();
            let mount = match loaded {
                Ok(instance) => {
                    let props = untrack(|| (slot.props)());
                    slot.has_new_props.set(false);
                    Mount::new(&instance, &slot.element, &slot.component, &props).await
                }
                Err(error) => Err(error),
            };
            // Dropped when the view has gone meanwhile: that unmounts it.
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

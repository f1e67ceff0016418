//! `<RemoteView>`: the slot of a remote's component in the host.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Object;
use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::HtmlElement;

use super::federation::{Federation, Status};
use super::instance::{Instance, Mount};
use super::props::Props;
use crate::FederationError;

/// Mounts `component` of `remote`, keeps its props up to date, and unmounts it when the view goes. While the remote loads,
/// the children are shown as its skeleton; if it cannot be loaded, what happened and a button to try again.
///
/// The [`Federation`] comes from the context.
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
    /// The skeleton.
    children: ChildrenFn,
) -> impl IntoView {
    remote_slot(remote, component, Rc::new(move || props().to_js()), children)
}

/// The props as they are now; tracked where it is called.
pub type ReadProps = Rc<dyn Fn() -> Object>;

/// [`RemoteView`] for props that are put together at run time. One piece of code for every component.
pub fn remote_slot(remote: String, component: String, props: ReadProps, children: ChildrenFn) -> AnyView {
    let content = NodeRef::<Div>::new();
    let phase = RwSignal::new(Phase::Loading);
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return view! { <p role="alert">"No Federation is provided above this RemoteView."</p> }.into_any();
    };
    let slot = StoredValue::new_local(Rc::new(Slot {
        federation: federation.take(),
        remote: remote.clone(),
        component,
        props: Rc::clone(&props),
        mount: RefCell::default(),
        gone: Cell::new(false),
        phase,
    }));
    let start = move || {
        if let (Some(slot), Some(element)) = (slot.try_get_value(), content.get_untracked()) {
            slot.start(&element);
        }
    };
    // Props first: what is passed at the mount is not passed again.
    Effect::new(move |_| {
        let props = props();
        if let Some(slot) = slot.try_get_value() {
            slot.update(&props);
        }
    });
    Effect::new(move |_| untrack(start));
    on_cleanup(move || {
        if let Some(slot) = slot.try_get_value() {
            slot.leave();
        }
    });
    let name = remote.clone();
    view! {
        <section
            class="remote-slot"
            data-testid="remote-slot"
            data-remote=remote
            data-status=move || phase.with(Phase::name)
            aria-busy=move || phase.with(|phase| *phase == Phase::Loading).to_string()
        >
            <div class="remote-content" node_ref=content></div>
            {move || match phase.get() {
                Phase::Loading => children().into_any(),
                Phase::Mounted => ().into_any(),
                Phase::Failed(error) => failure(&name, &error, start),
            }}
        </section>
    }
    .into_any()
}

fn failure(remote: &str, error: &FederationError, retry: impl Fn() + Send + 'static) -> AnyView {
    view! {
        <div class="remote-error" role="alert" data-testid="remote-error">
            <h2>"This part of the page is not available"</h2>
            <p>{format!("The {remote} app could not be shown. The rest of the page works; try again in a moment.")}</p>
            <p class="remote-error-detail"><code>{error.to_string()}</code></p>
            <button class="button" type="button" data-testid="remote-retry" on:click=move |_| retry()>
                "Try again"
            </button>
        </div>
    }
    .into_any()
}

#[derive(Debug, Clone, PartialEq)]
enum Phase {
    Loading,
    Mounted,
    Failed(FederationError),
}

impl Phase {
    fn name(&self) -> &'static str {
        match self {
            Self::Loading => Status::Loading.name(),
            Self::Mounted => Status::Ready.name(),
            Self::Failed(error) => Status::after(error).name(),
        }
    }
}

struct Slot {
    federation: Federation,
    remote: String,
    component: String,
    props: ReadProps,
    mount: RefCell<Option<Mount>>,
    /// Set when the view goes: what is still loading then mounts nothing.
    gone: Cell<bool>,
    phase: RwSignal<Phase>,
}

impl Slot {
    fn start(self: &Rc<Self>, element: &HtmlElement) {
        let load = self.federation.load(&self.remote);
        // A remote that is loaded already is mounted within this turn, without a skeleton in between.
        if let Some(Ok(instance)) = load.peek() {
            self.settle(self.mount(instance, element), true);
            return;
        }
        self.phase.set(Phase::Loading);
        let (slot, element) = (Rc::clone(self), element.clone());
        leptos::task::spawn_local(async move {
            let loaded = load.await;
            if !slot.gone.get() {
                let was_loaded = loaded.is_ok();
                slot.settle(loaded.and_then(|instance| slot.mount(&instance, &element)), was_loaded);
            }
        });
    }

    fn mount(&self, instance: &Rc<Instance>, element: &HtmlElement) -> Result<Mount, FederationError> {
        let props = untrack(|| (self.props)());
        Mount::new(instance, element, &self.component, &props)
    }

    fn settle(&self, mount: Result<Mount, FederationError>, was_loaded: bool) {
        let remote = self.federation.remote(&self.remote);
        match mount {
            Ok(mount) => {
                if self.mount.borrow_mut().replace(mount).is_none() {
                    remote.mounts.set(remote.mounts.get() + 1);
                }
                self.phase.set(Phase::Mounted);
            }
            Err(error) => {
                // A failed load has been recorded by the federation.
                if was_loaded {
                    self.federation.failed(&remote, &error);
                }
                self.phase.set(Phase::Failed(error));
            }
        }
    }

    fn update(&self, props: &Object) {
        let updated = match &*self.mount.borrow() {
            Some(mount) => mount.update(&self.component, props),
            None => Ok(()),
        };
        if let Err(error) = updated {
            self.federation.failed(&self.federation.remote(&self.remote), &error);
        }
    }

    fn leave(&self) {
        self.gone.set(true);
        // Taken out first: unmounting runs the remote's own clean-up.
        let mount = self.mount.borrow_mut().take();
        if mount.is_some() {
            let remote = self.federation.remote(&self.remote);
            remote.mounts.set(remote.mounts.get() - 1);
        }
    }
}

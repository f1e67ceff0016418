//! `<RemoteView>`: the slot of a remote's component in the host.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::FutureExt;
use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::HtmlElement;

use super::federation::{Federation, Status};
use super::instance::Mount;
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
    /// Its props.
    props: Signal<P>,
    /// The skeleton.
    children: ChildrenFn,
) -> impl IntoView {
    let content = NodeRef::<Div>::new();
    let phase = RwSignal::new(Phase::Loading);
    let slot = use_context::<SendWrapper<Federation>>().map(|federation| {
        Rc::new(Slot {
            federation: federation.take(),
            remote: remote.clone(),
            component,
            mount: RefCell::default(),
            gone: Cell::new(false),
            phase,
        })
    });
    let slot = StoredValue::new_local(slot);
    let start = move || {
        if let (Some(Some(slot)), Some(element)) = (slot.try_get_value(), content.get_untracked()) {
            slot.start(&element, props);
        }
    };
    Effect::new(move |_| start());
    Effect::new(move |_| {
        let props = props.get();
        if let Some(Some(slot)) = slot.try_get_value() {
            slot.update(&props);
        }
    });
    on_cleanup(move || {
        if let Some(Some(slot)) = slot.try_get_value() {
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
                Phase::Failed(error) => view! {
                    <div class="remote-error" role="alert" data-testid="remote-error">
                        <h2>"This part of the page is not available"</h2>
                        <p>{format!("The {name} app could not be shown. The rest of the page works; try again in a moment.")}</p>
                        <p class="remote-error-detail"><code>{error.to_string()}</code></p>
                        <button class="button" type="button" data-testid="remote-retry" on:click=move |_| start()>
                            "Try again"
                        </button>
                    </div>
                }
                .into_any(),
            }}
        </section>
    }
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
    mount: RefCell<Option<Mount>>,
    /// Set when the view goes: what is still loading then mounts nothing.
    gone: Cell<bool>,
    phase: RwSignal<Phase>,
}

impl Slot {
    fn start<P: Props>(self: &Rc<Self>, element: &HtmlElement, props: Signal<P>) {
        let load = self.federation.load(&self.remote);
        // A remote that is loaded already is mounted within this turn, without a skeleton in between.
        if let Some(Ok(instance)) = load.peek() {
            let mount = Mount::new(
                instance,
                element,
                &self.component,
                &props.get_untracked().to_js(),
            );
            self.settle(mount, true);
            return;
        }
        self.phase.set(Phase::Loading);
        let (slot, element) = (Rc::clone(self), element.clone());
        leptos::task::spawn_local(load.map(move |loaded| {
            if slot.gone.get() {
                return;
            }
            let was_loaded = loaded.is_ok();
            let mount = loaded.and_then(|instance| {
                let props = props
                    .try_get_untracked()
                    .map(|props| props.to_js())
                    .unwrap_or_default();
                Mount::new(&instance, &element, &slot.component, &props)
            });
            slot.settle(mount, was_loaded);
        }));
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

    fn update<P: Props>(&self, props: &P) {
        let updated = match &*self.mount.borrow() {
            Some(mount) => mount.update(&self.component, &props.to_js()),
            None => Ok(()),
        };
        if let Err(error) = updated {
            self.federation
                .failed(&self.federation.remote(&self.remote), &error);
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

//! The state of a slot: its remote loads, mounts, fails and starts again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Object;
use leptos::html::Div;
use leptos::prelude::*;

use super::federation::Federation;
use super::instance::Mount;
use super::slot::Slot;
use crate::lifecycle::{Event, Status};
use crate::{Code, FederationError};

/// The current props, tracked by the caller.
pub(super) type ReadProps = Box<dyn Fn() -> Object>;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    Loading,
    Mounted,
    /// Unmounted by the development tools.
    Empty,
    Failed(FederationError),
}

impl Phase {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Loading => Status::Loading.name(),
            Self::Mounted => Status::Ready.name(),
            Self::Empty => Status::Idle.name(),
            Self::Failed(error) => Status::after(error.code).name(),
        }
    }

    pub(super) fn failure(&self) -> Option<&FederationError> {
        match self {
            Self::Failed(error) => Some(error),
            _ => None,
        }
    }

    pub(super) fn instead(&self) -> Instead {
        match self {
            Self::Loading => Instead::Skeleton,
            Self::Mounted | Self::Empty => Instead::Nothing,
            Self::Failed(error) => Instead::Failure(error.code),
        }
    }
}

/// What the slot shows in place of the component.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Instead {
    Nothing,
    Skeleton,
    Failure(Code),
}

pub(super) struct RemoteSlot {
    pub(super) federation: Federation,
    pub(super) remote: String,
    pub(super) component: String,
    pub(super) props: ReadProps,
    /// The element that the component is mounted into.
    pub(super) content: NodeRef<Div>,
    pub(super) mount: RefCell<Option<Rc<Mount>>>,
    /// Set with the end of the view: a pending load then mounts nothing.
    pub(super) gone: Cell<bool>,
    /// Whether the props changed while the remote was mounting.
    pub(super) has_new_props: Cell<bool>,
    /// Whether the element has the HTML of a server, which the remote takes over.
    pub(super) is_rendered: Cell<bool>,
    pub(super) phase: RwSignal<Phase>,
}

impl RemoteSlot {
    /// Starts a new slot. A remote that has crashed too often waits for a retry.
    pub(super) fn begin(self: &Rc<Self>) {
        let remote = self.federation.remote(&self.remote);
        match remote.error() {
            Some(error) if remote.status() == Status::Crashed && remote.restarts_after().is_none() => {
                self.phase.set(Phase::Failed(error));
            }
            _ => Rc::clone(self).start(),
        }
    }

    /// What the slot shows beside its element, tracked.
    pub(super) fn instead(&self) -> Instead {
        match self.phase.with(Phase::instead) {
            // The page of the server is better than a skeleton.
            Instead::Skeleton if self.is_rendered.get() => Instead::Nothing,
            instead => instead,
        }
    }

    /// Removes what a component has left.
    fn clear(&self) {
        self.is_rendered.set(false);
        if let Some(content) = self.content.get_untracked() {
            content.set_text_content(None);
        }
    }

    fn settle(&self, mount: Result<Mount, FederationError>, was_loaded: bool) {
        let remote = self.federation.remote(&self.remote);
        match mount {
            Ok(mount) => {
                let _before = self.mount.borrow_mut().replace(Rc::new(mount));
                self.is_rendered.set(false);
                self.phase.set(Phase::Mounted);
                remote.step(Event::Mounted, None);
                if self.has_new_props.take() {
                    self.update(&untrack(|| (self.props)()));
                }
            }
            Err(error) => {
                if was_loaded {
                    // A partial mount may have left content.
                    self.clear();
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

    pub(super) fn update(&self, props: &Object) {
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

    pub(super) fn leave(&self) {
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
            // The slot has begun with its element.
            let Some(content) = slot.content.get_untracked() else {
                return;
            };
            // The federation has recorded a failed load.
            let was_loaded = loaded.is_ok();
            let mount = match loaded {
                Ok(instance) => {
                    let props = untrack(|| (slot.props)());
                    slot.has_new_props.set(false);
                    Mount::new(&instance, &content, &slot.component, &props).await
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
        if self.phase.with_untracked(Phase::instead) == Instead::Failure(Code::CRASHED) {
            self.start();
        }
    }

    fn lose(&self, error: &FederationError) {
        if let Some(mount) = self.mount.borrow_mut().take() {
            mount.lose();
        }
        if self.phase.with_untracked(|phase| *phase != Phase::Empty) {
            self.clear();
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

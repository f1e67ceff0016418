//! Components of a remote in native tests, without a browser and without a host's page (feature `testing`).
//!
//! [`TestHost`] mounts an exposed component as a host does: with props, with callbacks that [`Recorder`] records, and with the contexts that
//! the remote's `provide` would give. A test reads and presses the view through [`Element`].
//!
//! ```
//! use leptos::prelude::*;
//! use tarn_federation::testing::{Recorder, TestHost};
//! use tarn_view::view;
//!
//! /// The crate that host and remote share.
//! mod contract {
//!     use tarn_federation::{Callback, Props};
//!
//!     #[derive(Clone, PartialEq, Props)]
//!     pub struct GreetingProps {
//!         /// The name of the greeted person.
//!         pub name: String,
//!         /// Opens an address through the host's router.
//!         pub handle_navigate: Callback<String>,
//!     }
//! }
//!
//! #[component]
//! fn Greeting(props: ReadSignal<contract::GreetingProps>) -> impl IntoView {
//!     let name = move || props.read().name.clone();
//!     let go = move |_| props.get_untracked().handle_navigate.call(&"/friends".to_owned());
//!     view! { <p>"Hello, " {name}</p> <button on:click=go>"Your friends"</button> }
//! }
//!
//! let (host, addresses) = (TestHost::new(), Recorder::new());
//! let props_of = |name: &str| contract::GreetingProps { name: name.into(), handle_navigate: addresses.callback() };
//! let page = host.mount(|props| view! { <Greeting props/> }, props_of("Ada"));
//! assert_eq!(page.text(), "Hello, Ada Your friends");
//!
//! page.role("button", "Your friends").click();
//! assert_eq!(addresses.calls(), ["/friends"]);
//!
//! page.update(props_of("Grace"));
//! assert_eq!(page.html(), "<p>Hello, Grace</p><button>Your friends</button>");
//! ```
//!
//! A store is a context, too: `host.provide(|| tarn_store::hooks::provide(store.clone()))`. The test keeps a clone, dispatches, and reads what
//! the component shows then. `tarn_query::testing::Answers` has the server's data.
//!
//! # Limits
//!
//! Those of [`tarn_view::testing`]. Props do not cross as JavaScript values, so a prop that the host gets wrong is not noticed here.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use tarn_capabilities::clock;
pub use tarn_view::testing::{Element, Mounted};

use crate::{Callback, Prop, Props};

/// The time at which the clocks of a test stand: the beginning of 2026, in ms since the epoch.
pub const START_MS: f64 = 1_767_225_600_000.0;

/// The host of a native test. It stops the device's clocks at [`START_MS`].
#[derive(Debug)]
pub struct TestHost {
    owner: Owner,
}

impl TestHost {
    /// A host without contexts.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it stops the clocks")]
    pub fn new() -> Self {
        clock::testing::stop(START_MS);
        Self { owner: Owner::new() }
    }

    /// Calls `provide` where contexts reach all components that are mounted afterwards.
    pub fn provide<T>(&self, provide: impl FnOnce() -> T) -> T {
        self.owner.with(provide)
    }

    /// Mounts a component with these props, until the result is dropped.
    #[must_use]
    pub fn mount<P: Props, V: IntoView + 'static>(
        &self,
        component: impl FnOnce(ReadSignal<P>) -> V,
        props: P,
    ) -> Exposed<P> {
        let props = ArcRwSignal::new(props);
        let read = props.read_only();
        let page = self.owner.with(|| Mounted::new(|| component(read.into())));
        let contexts = self.owner.clone();
        Exposed {
            page,
            props,
            _contexts: contexts,
        }
    }
}

/// A mounted component. It is the outermost [`Element`] of what the component shows.
#[derive(Debug)]
pub struct Exposed<P> {
    page: Mounted,
    props: ArcRwSignal<P>,
    /// The contexts of the host last as long as the component.
    _contexts: Owner,
}

impl<P: Props> Exposed<P> {
    /// Passes new props, as a host does after a change.
    pub fn update(&self, props: P) {
        if self.props.with_untracked(|present| *present != props) {
            self.props.set(props);
        }
    }

    /// Lets this time pass, on the clocks and for timers.
    pub fn advance(&self, time: Duration) {
        // Due work runs before the clocks move.
        self.page.settle();
        clock::testing::advance(time);
        self.page.advance(time);
    }
}

impl<P> Deref for Exposed<P> {
    type Target = Mounted;

    fn deref(&self) -> &Mounted {
        &self.page
    }
}

/// Records the calls of callback props. Clones share the record.
///
/// ```
/// use tarn_federation::testing::Recorder;
///
/// let toasts = Recorder::new();
/// toasts.callback().call(&"Saved".to_owned());
/// assert_eq!(toasts.calls(), ["Saved"]);
/// ```
#[derive(Debug)]
pub struct Recorder<T>(Rc<RefCell<Vec<T>>>);

impl<T: Prop + 'static> Recorder<T> {
    /// An empty record.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A callback whose calls are recorded. Callbacks of one recorder differ, as those of a host do after each change of its props.
    #[must_use]
    pub fn callback(&self) -> Callback<T> {
        let record = Rc::clone(&self.0);
        Callback::new(move |argument| record.borrow_mut().push(argument))
    }

    /// The arguments of all calls, the first one first.
    #[must_use]
    pub fn calls(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    /// The arguments of the calls since the last `take`.
    #[must_use]
    pub fn take(&self) -> Vec<T> {
        self.0.take()
    }
}

impl<T> Default for Recorder<T> {
    fn default() -> Self {
        Self(Rc::default())
    }
}

impl<T> Clone for Recorder<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

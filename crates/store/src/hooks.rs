//! Hooks for components: the same in a host, in a remote, and on the page of a remote alone.
//!
//! The hooks take the store from the context: [`provide`] gives it. A component may take it as a prop instead, and then uses
//! [`Store::selected`] and [`Store::dispatch`].

use reactive_graph::owner::{provide_context, use_context};
use send_wrapper::SendWrapper;

use crate::error::SECOND_STORE;
use crate::{Rejected, Selected, Slice, SliceAction, Store, StoreError};

/// Provides `store` to the hooks in this reactive owner and below.
///
/// # Errors
/// [`StoreError::SecondStore`] below another store: actions here would be invisible elsewhere. The store above stays.
pub fn provide(store: Store) -> Result<(), StoreError> {
    let above = use_context::<SendWrapper<Store>>();
    if above.is_some_and(|above| !above.is_same(&store)) {
        return Err(StoreError::SecondStore(SECOND_STORE));
    }
    provide_only(store);
    Ok(())
}

/// [`provide`] for the only store of this instance.
pub(crate) fn provide_only(store: Store) {
    // Contexts must be Send; a wasm instance has one thread, and a native test stays on its own.
    provide_context(SendWrapper::new(store));
}

/// The provided store.
///
/// # Panics
/// No store is provided above this component.
#[must_use]
pub fn use_store() -> Store {
    match use_context::<SendWrapper<Store>>() {
        Some(store) => store.take(),
        None => panic!("no store is provided here; call `provide_store` where the component is mounted"),
    }
}

/// Selects a value from the state. The selector runs when its slice changes, and readers of the value run when its result changes. Signals
/// that the selector reads are not tracked; [`Selected::new`] tracks all of them.
///
/// ```
/// # use reactive_graph::traits::Get;
/// use tarn_store::use_selector;
/// # use tarn_store::{Action, Change, Reduce, Rejected};
/// # use tarn_wire::Wire;
/// # #[derive(Clone, Default, PartialEq, Wire)]
/// # struct Counter { count: u32 }
/// # #[derive(Clone, Wire, Action)]
/// # #[slice(key = "counter", state = Counter)]
/// # enum CounterAction { Add }
/// # impl Reduce<CounterAction> for Counter {
/// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
/// # }
///
/// /// The text of a badge, for a view: `<span>{badge_text()}</span>`.
/// fn badge_text() -> impl Fn() -> u32 {
///     let count = use_selector(|counter: &Counter| counter.count);
///     move || count.get()
/// }
/// ```
pub fn use_selector<S, T>(selector: impl Fn(&S) -> T + 'static) -> Selected<T>
where
    S: Slice,
    T: PartialEq + 'static,
{
    use_store().selected(selector)
}

impl Store {
    /// [`use_selector`] for a component that has this store as a prop.
    ///
    /// ```
    /// # use reactive_graph::{owner::Owner, traits::Get};
    /// # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
    /// # use tarn_wire::Wire;
    /// # #[derive(Clone, Default, PartialEq, Wire)]
    /// # struct Counter { count: u32 }
    /// # #[derive(Clone, Wire, Action)]
    /// # #[slice(key = "counter", state = Counter)]
    /// # enum CounterAction { Add }
    /// # impl Reduce<CounterAction> for Counter {
    /// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
    /// # }
    /// # const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
    /// # Owner::new().set();
    /// use tarn_store::Store;
    ///
    /// /// The text of a badge, whichever store it shows.
    /// fn badge_text(store: &Store) -> impl Fn() -> u32 + use<> {
    ///     let count = store.selected(|counter: &Counter| counter.count);
    ///     move || count.get()
    /// }
    ///
    /// let store = StoreBuilder::new(CONTRACT).slice::<Counter>().build();
    /// assert_eq!(badge_text(&store)(), 0);
    /// ```
    pub fn selected<S, T>(&self, selector: impl Fn(&S) -> T + 'static) -> Selected<T>
    where
        S: Slice,
        T: PartialEq + 'static,
    {
        // An unknown slice reads as its default, so that the rest of the view works.
        Selected::of_slice(self.state::<S>().ok(), selector)
    }
}

/// A function that dispatches the actions of one slice, which its first call determines.
///
/// ```
/// use tarn_store::use_dispatch;
/// # use tarn_store::{Action, Change, Reduce, Rejected};
/// # use tarn_wire::Wire;
/// # #[derive(Clone, Default, PartialEq, Wire)]
/// # struct Counter { count: u32 }
/// # #[derive(Clone, Wire, Action)]
/// # #[slice(key = "counter", state = Counter)]
/// # enum CounterAction { Add { by: u32 } }
/// # impl Reduce<CounterAction> for Counter {
/// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
/// # }
///
/// /// The action of a button, for a view: `<button on:click=move |_| add()>` with `let add = add_one()`.
/// fn add_one() -> impl Fn() {
///     let dispatch = use_dispatch();
///     move || {
///         if let Err(refused) = dispatch(CounterAction::Add { by: 1 }) {
///             eprintln!("{refused}");
///         }
///     }
/// }
/// ```
pub fn use_dispatch<A: SliceAction>() -> impl Fn(A) -> Result<(), Rejected> + Clone + Send + Sync + 'static {
    let store = SendWrapper::new(use_store());
    move |action| store.dispatch(action)
}

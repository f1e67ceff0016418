//! What components call: the same in host, remote and standalone.

use reactive_graph::owner::{provide_context, use_context};
use send_wrapper::SendWrapper;

use crate::error::SECOND_STORE;
use crate::{Rejected, Selected, Slice, SliceAction, Store, StoreError};

/// Makes `store` the one that hooks in this owner and below use.
///
/// # Errors
/// [`StoreError::SecondStore`] below another store: what is dispatched here would be seen nowhere else. The store above stays.
pub fn provide(store: Store) -> Result<(), StoreError> {
    let above = use_context::<SendWrapper<Store>>();
    if above.is_some_and(|above| !above.is_same(&store)) {
        return Err(StoreError::SecondStore(SECOND_STORE));
    }
    provide_only(store);
    Ok(())
}

/// The same for the store of this instance, which has no other.
pub(crate) fn provide_only(store: Store) {
    // Contexts must be Send; a wasm instance has one thread, and natively a test keeps to its own.
    provide_context(SendWrapper::new(store));
}

/// The store above.
///
/// # Panics
/// When nobody provided one: a mistake of whoever mounts the component.
#[must_use]
pub fn use_store() -> Store {
    match use_context::<SendWrapper<Store>>() {
        Some(store) => store.take(),
        None => panic!("no store is provided here; call `provide_store` where the component is mounted"),
    }
}

/// Follows one value of the state: the selector runs only when its slice changes, and who reads the value runs only when its
/// result does. What else the selector reads is not followed; where that is wanted, [`Selected::new`] follows it all.
///
/// ```ignore
/// let total = use_selector(select_total_cart_items);
/// view! { <span>{move || total.get()}</span> }
/// ```
pub fn use_selector<S, T>(selector: impl Fn(&S) -> T + 'static) -> Selected<T>
where
    S: Slice,
    T: PartialEq + 'static,
{
    // A slice that the owner does not have reads as its default, so that the rest of the view lives on.
    Selected::of_slice(use_store().state::<S>().ok(), selector)
}

/// The function that dispatches the actions of one slice; which slice, the first call says.
///
/// ```ignore
/// let dispatch = use_dispatch();
/// dispatch(CartAction::RemoveFromCart { product_id })?;
/// ```
pub fn use_dispatch<A: SliceAction>() -> impl Fn(A) -> Result<(), Rejected> + Clone + Send + std::marker::Sync + 'static
{
    let store = SendWrapper::new(use_store());
    move |action| store.dispatch(action)
}

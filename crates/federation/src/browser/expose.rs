//! The remote's side of the mount contract: `mount`, `update` and `unmount`, for any number of components in one instance.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::rc::Rc;

use leptos::prelude::*;

pub use js_sys::Object;
pub use wasm_bindgen::{self, JsValue};
pub use web_sys::HtmlElement;

use super::crash_report;
use super::props::Props;
use crate::{Code, FederationError};

thread_local! {
    /// Few at a time: walking them is quicker than a tree, and less code.
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
}

type Update = dyn Fn(&JsValue) -> Result<(), JsValue>;

struct Mounted {
    id: u32,
    update: Rc<Update>,
    /// Unmounts when dropped.
    _view: Box<dyn Any>,
}

/// Mounts a component and returns the id by which it is updated and unmounted.
///
/// # Errors
/// A JavaScript `Error` that begins with its code: a prop that is missing or wrong, a store that refused to be attached to.
pub fn mount<P, V, E>(
    remote: &'static str,
    component: &'static str,
    element: HtmlElement,
    props: &JsValue,
    provide: fn(&str) -> Result<(), E>,
    view: fn(ReadSignal<P>) -> V,
) -> Result<u32, JsValue>
where
    P: Props,
    V: IntoView + 'static,
    E: Display + 'static,
{
    let read = move |props: &JsValue| P::from_js(props).map_err(|error| js_error(&error.of(remote, component)));
    let props = ArcRwSignal::new(read(props)?);
    let refusal: Rc<RefCell<Option<String>>> = Rc::default();
    let handle = leptos::mount::mount_to(element, {
        let (props, refusal) = (props.clone(), Rc::clone(&refusal));
        move || match provide(remote) {
            Ok(()) => view(props.read_only().into()).into_any(),
            Err(error) => {
                *refusal.borrow_mut() = Some(error.to_string());
                ().into_any()
            }
        }
    });
    if let Some(refusal) = refusal.take() {
        return Err(js_sys::Error::new(&refusal).into());
    }
    let id = NEXT_ID.replace(NEXT_ID.get() + 1);
    let mounted = Mounted {
        id,
        update: Rc::new(move |next| {
            let next = read(next)?;
            if props.with_untracked(|present| *present != next) {
                props.set(next);
            }
            Ok(())
        }),
        _view: Box::new(handle),
    };
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
    Ok(id)
}

/// Gives a mounted component new props. An id that is not mounted any more is passed over.
///
/// # Errors
/// As [`mount`], for a prop that is missing or wrong; the component keeps the props it has.
pub fn update(id: u32, props: &JsValue) -> Result<(), JsValue> {
    let mounted = |all: &Vec<Mounted>| all.iter().find(|one| one.id == id).map(|one| Rc::clone(&one.update));
    match MOUNTED.with_borrow(mounted) {
        Some(update) => update(props),
        None => Ok(()),
    }
}

/// Unmounts a component. Once more does nothing.
pub fn unmount(id: u32) {
    // Taken out first: what the view drops may mount or unmount others.
    let mounted = MOUNTED.with_borrow_mut(|all| {
        let index = all.iter().position(|one| one.id == id)?;
        Some(all.swap_remove(index))
    });
    drop(mounted);
}

/// Makes the next call from the page begin in a fresh instance, with a memory of its own. What is mounted must be unmounted
/// first: closures of the old instance throw from then on.
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// The error for a component that a remote does not have.
#[must_use]
pub fn not_exposed(remote: &str, component: &str) -> JsValue {
    js_error(&FederationError::new(
        Code::NOT_EXPOSED,
        format!(
            "remote \"{remote}\" does not expose \"{component}\"; compare the host's <RemoteView> with the remote's expose!"
        ),
    ))
}

/// Runs when the module is instantiated: says in whose name a panic is reported.
pub fn start(remote: &'static str) {
    crash_report::report_panics(remote);
}

fn js_error(error: &FederationError) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}

/// Makes a remote of a crate: exports the mount contract.
///
/// ```ignore
/// tarn_federation::expose! {
///     "cart",
///     provide: shared_store::provide_store,
///     "CartPage" => page::cart_page,
///     "MiniCartPreview" => mini_cart::mini_cart_preview,
/// }
/// ```
///
/// `provide` is called with the remote's name before each component is rendered: a function, or a closure that captures nothing. A
/// component is a function from `ReadSignal<Props>` to a view; without props it takes a `ReadSignal<()>`.
#[macro_export]
macro_rules! expose {
    ($remote:literal, provide: $provide:expr, $($component:literal => $view:path),+ $(,)?) => {
        mod exposed {
            use $crate::browser::expose::{self, HtmlElement, JsValue, wasm_bindgen};
            use wasm_bindgen::prelude::wasm_bindgen;

            use super::*;

            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen, start)]
            fn start() {
                expose::start($remote);
            }

            /// Mounts an exposed component into `element`; returns its id.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn mount(element: HtmlElement, component: &str, props: JsValue) -> Result<u32, JsValue> {
                match component {
                    $($component => expose::mount($remote, $component, element, &props, $provide, $view),)+
                    other => Err(expose::not_exposed($remote, other)),
                }
            }

            /// Gives a mounted component new props.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn update(id: u32, props: JsValue) -> Result<(), JsValue> {
                expose::update(id, &props)
            }

            /// Unmounts a component.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn unmount(id: u32) {
                expose::unmount(id);
            }

            /// Lets the next mount begin in a fresh instance.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn restart() {
                expose::restart();
            }
        }
    };
}

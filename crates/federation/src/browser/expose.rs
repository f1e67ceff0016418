//! The mount contract on the side of a remote: `mount`, `update` and `unmount` for any number of components in one instance.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::rc::Rc;

use leptos::component::EmptyPropsBuilder;
use leptos::prelude::*;
use tarn_view::View;

pub use js_sys::Object;
pub use leptos::component::{component_props_builder, component_view};
pub use wasm_bindgen::{self, JsValue};
pub use web_sys::HtmlElement;

use super::crash_report;
use super::props::Props;
use crate::{Code, FederationError, RemoteComponent};

thread_local! {
    /// Linear search is faster than a tree for a few entries, and less code.
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
}

type Update = dyn Fn(&JsValue) -> Result<(), JsValue>;

struct Mounted {
    id: u32,
    update: Rc<Update>,
    /// Unmounts when dropped.
    _view: tarn_view::Mounted,
}

/// Mounts a component and returns its id for [`update`] and [`unmount`].
///
/// # Errors
/// A JavaScript `Error` that begins with its code: a prop is missing or wrong, or the store refuses this remote.
pub fn mount<P, V, E>(
    exposed: RemoteComponent<P>,
    element: &HtmlElement,
    props: &JsValue,
    provide: fn(&str) -> Result<(), E>,
    view: fn(ReadSignal<P>) -> V,
) -> Result<u32, JsValue>
where
    P: Props,
    V: IntoView + 'static,
    E: Display + 'static,
{
    let (remote, component) = (exposed.remote(), exposed.component());
    let read = move |props: &JsValue| P::from_js(props).map_err(|error| js_error(&error.of(remote, component)));
    let props = ArcRwSignal::new(read(props)?);
    let refusal: Rc<RefCell<Option<String>>> = Rc::default();
    let show = {
        let (props, refusal) = (props.clone(), Rc::clone(&refusal));
        let show = move || match provide(remote) {
            Ok(()) => tarn_view::view! { {view(props.read_only().into())} },
            Err(error) => {
                *refusal.borrow_mut() = Some(error.to_string());
                View::default()
            }
        };
        move || tarn_view::in_component(component, show)
    };
    let mounted = match is_rendered(element) {
        true => tarn_view::mount_claiming(element, show),
        false => tarn_view::mount(element, show),
    };
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
        _view: mounted,
    };
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
    Ok(id)
}

/// Whether the element has the HTML of a server: its slot says so, and nothing has removed it.
fn is_rendered(element: &HtmlElement) -> bool {
    let slot = element.parent_element();
    element.has_child_nodes() && slot.is_some_and(|slot| slot.has_attribute("data-rendered"))
}

/// Passes new props to a mounted component. An id that is no longer mounted is ignored.
///
/// # Errors
/// As [`mount`] for a prop that is missing or wrong; the component keeps its props.
pub fn update(id: u32, props: &JsValue) -> Result<(), JsValue> {
    let mounted = |all: &Vec<Mounted>| all.iter().find(|one| one.id == id).map(|one| Rc::clone(&one.update));
    match MOUNTED.with_borrow(mounted) {
        Some(update) => update(props),
        None => Ok(()),
    }
}

/// Unmounts a component. The function is idempotent.
pub fn unmount(id: u32) {
    // Taken out first: the cleanup of the view may mount or unmount components.
    let mounted = MOUNTED.with_borrow_mut(|all| {
        let index = all.iter().position(|one| one.id == id)?;
        Some(all.swap_remove(index))
    });
    drop(mounted);
}

/// Starts a new instance, with its own memory, at the next call from the page. All components must be unmounted before: closures of the old
/// instance throw from then on.
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// The error for an unknown component.
#[must_use]
pub fn not_exposed(remote: &str, component: &str) -> JsValue {
    js_error(&FederationError::new(
        Code::NOT_EXPOSED,
        format!(
            "remote \"{remote}\" does not expose \"{component}\"; compare the host's <RemoteView> with the remote's expose!"
        ),
    ))
}

/// Runs when the module is instantiated: sets the panic hook that reports in the name of `remote`.
pub fn start(remote: &'static str) {
    crash_report::report_panics(remote);
}

fn js_error(error: &FederationError) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}

/// The props of a component that takes none, as the builder of Leptos has no method for them.
pub trait WithoutProps {
    /// Ignores the props.
    fn props(self, props: ReadSignal<()>) -> Self;
}

impl WithoutProps for EmptyPropsBuilder {
    fn props(self, _: ReadSignal<()>) -> Self {
        self
    }
}

/// Exports the mount contract from a crate, which makes it a remote.
///
/// Each line names an exposed component, and the function with `#[component]` that renders it. The name is a
/// [`RemoteComponent`](crate::RemoteComponent) of the crate that host and remote share. The code does not compile if the component takes other
/// props, or if the name belongs to another remote. A text names a component that no other crate mounts by a constant.
///
/// The component takes its props as a signal: `props: ReadSignal<P>`. Without props it takes nothing.
///
/// `provide` is called with the remote's name before each component renders: a function, or a closure that captures nothing.
///
/// ```
/// use std::convert::Infallible;
///
/// use leptos::prelude::*;
///
/// /// The crate that host and remote share.
/// mod contract {
///     use tarn_federation::{Props, RemoteComponent};
///
///     /// The cart.
///     pub const CART_PAGE: RemoteComponent<CartPageProps> = RemoteComponent::new("cart", "CartPage");
///
///     /// Props of [`CART_PAGE`].
///     #[derive(Clone, PartialEq, Props)]
///     pub struct CartPageProps {
///         /// The heading.
///         pub title: String,
///     }
/// }
///
/// // #[component] makes a `CartPageProps` of its own, so the path names the contract's.
/// #[component]
/// fn CartPage(props: ReadSignal<contract::CartPageProps>) -> impl IntoView {
///     view! { <h1>{move || props.read().title.clone()}</h1> }
/// }
///
/// #[component]
/// fn Help() -> impl IntoView {
///     view! { <p>"Ask us."</p> }
/// }
///
/// fn provide(_remote: &str) -> Result<(), Infallible> {
///     Ok(())
/// }
///
/// tarn_federation::expose! {
///     "cart",
///     provide: provide,
///     contract::CART_PAGE => CartPage,
///     "Help" => Help,
/// }
///
/// fn main() {}
/// ```
#[macro_export]
macro_rules! expose {
    ($remote:literal, provide: $provide:expr, $($($name:tt)::+ => $component:path),+ $(,)?) => {
        /// The renderer for a server.
        #[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
        mod rendered {
            use $crate::browser::expose;
            use $crate::rendering::guest::{self, bindings};

            use super::*;

            struct Renderer;

            impl bindings::Guest for Renderer {
                fn render(request: bindings::Request) -> Result<bindings::Rendered, String> {
                    #[allow(unused_imports, reason = "each component may have props")]
                    use expose::WithoutProps as _;
                    $crate::rendering::report_panics();
                    let request = guest::request_of(request);
                    $({
                        let exposed = $crate::expose!(@named $remote, $($name)::+);
                        if request.component == exposed.component() {
                            let rendered = $crate::rendering::render_component(exposed, request, $provide, |props| {
                                let builder = expose::component_props_builder(&$component);
                                expose::component_view($component, builder.props(props).build())
                            });
                            return rendered.map(guest::rendered_of);
                        }
                    })+
                    Err($crate::rendering::not_exposed($remote, &request.component))
                }
            }

            $crate::rendering::export_renderer!(Renderer with_types_in bindings);
        }

        #[cfg(not(all(target_arch = "wasm32", target_os = "wasi")))]
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
                #[allow(unused_imports, reason = "each component may have props")]
                use expose::WithoutProps as _;
                $({
                    let exposed = $crate::expose!(@named $remote, $($name)::+);
                    if component == exposed.component() {
                        return expose::mount(exposed, &element, &props, $provide, |props| {
                            let builder = expose::component_props_builder(&$component);
                            expose::component_view($component, builder.props(props).build())
                        });
                    }
                })+
                Err(expose::not_exposed($remote, component))
            }

            /// Passes new props to a mounted component.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn update(id: u32, props: JsValue) -> Result<(), JsValue> {
                expose::update(id, &props)
            }

            /// Unmounts a component.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn unmount(id: u32) {
                expose::unmount(id);
            }

            /// Starts the next mount in a new instance.
            #[wasm_bindgen(wasm_bindgen = $crate::browser::expose::wasm_bindgen)]
            pub fn restart() {
                expose::restart();
            }
        }
    };
    (@named $remote:literal, $component:literal) => {
        $crate::RemoteComponent::new($remote, $component)
    };
    (@named $remote:literal, $component:path) => {{
        const _: () = assert!(
            $component.is_of($remote),
            concat!(stringify!($component), " is a component of another remote than \"", $remote, "\"")
        );
        $component
    }};
}

/// Makes the renderer of a host from a function that returns the shell of a page: header, slots, footer. In a browser it adds no code.
///
/// ```
/// use tarn_federation::rendering::Request;
/// use tarn_view::{View, view};
///
/// fn shell(request: &Request) -> View {
///     view! { <header><a href="/">"Shop"</a></header> <main data-path=request.path.clone()></main> }
/// }
///
/// tarn_federation::expose_shell!(shell);
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! expose_shell {
    ($shell:path) => {
        /// Renders the shell of a page, as the renderer does.
        #[cfg(not(target_arch = "wasm32"))]
        #[must_use]
        pub fn rendered_shell(request: $crate::rendering::Request) -> $crate::rendering::Rendered {
            $crate::rendering::render_shell(request, $shell)
        }

        /// The renderer for a server.
        #[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
        mod rendered {
            use $crate::rendering::guest::{self, bindings};

            use super::*;

            struct Renderer;

            impl bindings::Guest for Renderer {
                fn render(request: bindings::Request) -> Result<bindings::Rendered, String> {
                    $crate::rendering::report_panics();
                    let request = guest::request_of(request);
                    Ok(guest::rendered_of($crate::rendering::render_shell(request, $shell)))
                }
            }

            $crate::rendering::export_renderer!(Renderer with_types_in bindings);
        }
    };
}

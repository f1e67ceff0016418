//! `<RemoteView>`: the slot for a component of a remote.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::children::ChildrenOptContainer;
use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_view::{View, follow, switch, view};

use super::federation::Federation;
use super::mountable::{Mountable, NamedComponent};
use super::remote_slot::{Instead, Phase, ReadProps, RemoteSlot};
use super::slot::Slot;
use crate::Code;

/// Mounts a component of a remote, updates its props, and unmounts it with the view. The children are the skeleton while the remote loads. A
/// failure shows the error and a button to retry.
///
/// The [`Federation`] comes from the context: see [`Federation::provide`].
///
/// ```no_run
/// use leptos::prelude::*;
/// use tarn_federation::{Props, RemoteComponent, RemoteView};
///
/// /// Props of [`PRODUCT_PAGE`].
/// #[derive(Clone, PartialEq, Props)]
/// pub struct ProductPageProps {
///     /// The id of the product.
///     pub id: String,
/// }
///
/// /// One product.
/// pub const PRODUCT_PAGE: RemoteComponent<ProductPageProps> = RemoteComponent::new("products", "ProductPage");
///
/// fn product_page(id: RwSignal<String>) -> impl IntoView {
///     view! {
///         <RemoteView component=PRODUCT_PAGE props=move || ProductPageProps::builder().id(id.get()).build()>
///             <p aria-busy="true">"Loading"</p>
///         </RemoteView>
///     }
/// }
/// ```
#[component]
pub fn RemoteView<C: Mountable>(
    /// The component: a [`RemoteComponent`](crate::RemoteComponent), or a [`NamedComponent`].
    component: C,
    /// Its props, tracked: the component gets new props whenever a signal changes that this closure has read.
    props: impl Fn() -> C::Props + 'static,
    /// Shown after a failure, instead of the error and the button.
    #[prop(optional, into)]
    fallback: Option<ViewFn>,
    /// The skeleton.
    children: Skeleton,
) -> impl IntoView {
    let fallback = fallback.map(|fallback| Skeleton::new(move || view! { {fallback.run()} }));
    let component = component.into_named();
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    if tarn_render::page::with_request(|_| ()).is_some() {
        let props = C::props_to_data(&untrack(props));
        return super::rendered_slot::slot_html(component, props, move || children.make());
    }
    let props: ReadProps = Box::new(move || C::props_to_js(props()));
    view! { <SlotView component props skeleton=children fallback/> }
}

/// The children of a [`RemoteView`], created anew for each attempt. The `view!` of Leptos and that of `tarn-view` create them. Leptos'
/// `ChildrenFn` would add its type-erased view to the code of every host.
pub struct Skeleton(Box<dyn Fn() -> View>);

impl Skeleton {
    fn new(make: impl Fn() -> View + 'static) -> Self {
        Self(Box::new(make))
    }

    /// A new view. Untracked: the view follows its signals itself.
    fn make(&self) -> View {
        untrack(&self.0)
    }
}

impl<F: Fn() -> View + 'static> tarn_view::ToChildren<F> for Skeleton {
    fn to_children(make: F) -> Self {
        Self::new(make)
    }
}

impl<F, V> leptos::children::ToChildren<F> for Skeleton
where
    F: Fn() -> V + 'static,
    V: IntoView + 'static,
{
    fn to_children(make: F) -> Self {
        Self::new(move || view! { {make()} })
    }
}

impl<T: IntoView + Clone + 'static> leptos::children::ToChildren<ChildrenOptContainer<T>> for Skeleton {
    fn to_children(children: ChildrenOptContainer<T>) -> Self {
        Self::new(move || view! { {children.0.clone()} })
    }
}

/// The slot for props of any type: all components share its code.
#[component]
fn SlotView(
    component: NamedComponent,
    props: ReadProps,
    skeleton: Skeleton,
    fallback: Option<Skeleton>,
) -> impl IntoView {
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return view! { <p role="alert">"No Federation is provided above this RemoteView."</p> };
    };
    let NamedComponent { remote, component } = component;
    let content = NodeRef::<Div>::new();
    let is_rendered = tarn_view::is_claiming() && is_rendered(&remote);
    let phase = RwSignal::new(Phase::Loading);
    let slot = Rc::new(RemoteSlot {
        federation: federation.take(),
        remote: remote.clone(),
        component,
        props,
        content,
        mount: RefCell::default(),
        gone: Cell::new(false),
        has_new_props: Cell::new(false),
        is_rendered: Cell::new(is_rendered),
        phase,
    });
    on_cleanup({
        let slot = SendWrapper::new(Rc::clone(&slot));
        move || slot.leave()
    });
    let begun = Rc::clone(&slot);
    follow(move || {
        // The view has its elements when it is in the page.
        if content.get().is_some() {
            untrack(|| begun.begin());
        }
    });
    let of_remote = slot.federation.remote(&slot.remote);
    of_remote.slots.borrow_mut().push(Rc::<RemoteSlot>::clone(&slot));
    let updated = Rc::clone(&slot);
    follow(move || {
        let props = (updated.props)();
        // The props must not depend on signals that callbacks of the remote read.
        untrack(|| updated.update(&props));
    });
    let (shown, busy) = (Rc::clone(&slot), Rc::clone(&slot));
    // Each kind of failure has its own card.
    let instead = switch(
        move || shown.instead(),
        move |instead| match (instead, &fallback) {
            (Instead::Nothing, _) => View::default(),
            (Instead::Skeleton, _) => skeleton.make(),
            (Instead::Failure(_), Some(fallback)) => fallback.make(),
            (Instead::Failure(code), None) => view! { <FailureCard failed=Rc::clone(&slot) code/> },
        },
    );
    let is_busy = move || busy.instead() == Instead::Skeleton;
    view! {
        <section
            class="remote-slot" data-testid="remote-slot" data-remote=remote data-status=move || phase.with(Phase::name)
            aria-busy=is_busy
        >
            <div class="remote-content" node_ref=content></div>
            <div>{instead}</div>
        </section>
    }
}

/// Whether the page has HTML of a server for a slot of this remote.
fn is_rendered(remote: &str) -> bool {
    let slot = format!("[data-testid=remote-slot][data-rendered][data-remote=\"{remote}\"]");
    document().query_selector(&slot).is_ok_and(|slot| slot.is_some())
}

/// What the page shows in place of a failed component: the error, and a button to retry.
#[component]
fn FailureCard(failed: Rc<RemoteSlot>, code: Code) -> impl IntoView {
    let phase = failed.phase;
    let remote = failed.remote.clone();
    let what = match code {
        Code::CRASHED => "has stopped; nothing is lost",
        _ => "could not be shown",
    };
    let detail = move || phase.with(|phase| phase.failure().map(ToString::to_string));
    view! {
        <div class="remote-error" role="alert" data-testid="remote-error">
            <h2>"This part of the page is not available"</h2>
            <p>"The " {remote} " app " {what} ". The rest of the page works; try again in a moment."</p>
            <p class="remote-error-detail">
                <code>{detail}</code> " "
                <a href=format!("/docs/errors/{code}.html") target="_blank" rel="noopener">"What this means"</a>
            </p>
            <button class="button" type="button" data-testid="remote-retry" on:click=move |_| Rc::clone(&failed).start()>"Try again"</button>
        </div>
    }
}

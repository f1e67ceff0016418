//! The components that a host can mount.

use js_sys::Object;
use tarn_manifest::PageAt;

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use super::props::PropValues;
use super::props::Props;
use crate::RemoteComponent;

/// A component for `<RemoteView>`: a [`RemoteComponent`] with typed props, or a [`NamedComponent`], whose props are an object.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a component of a remote",
    note = "pass a `RemoteComponent`, or a `NamedComponent` where only run time knows the name"
)]
pub trait Mountable: 'static {
    /// The props that the host passes.
    type Props;

    /// The names of the remote and of the component.
    fn into_named(self) -> NamedComponent;

    /// The plain object for the remote.
    fn props_to_js(props: Self::Props) -> Object;

    /// The props for the remote's renderer.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn props_to_data(props: &Self::Props) -> PropValues;
}

impl<P: Props> Mountable for RemoteComponent<P> {
    type Props = P;

    fn into_named(self) -> NamedComponent {
        NamedComponent::new(self.remote(), self.component())
    }

    fn props_to_js(props: P) -> Object {
        props.to_js()
    }

    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn props_to_data(props: &P) -> PropValues {
        let mut values = PropValues::default();
        props.write_data(&mut values);
        values
    }
}

/// A component whose name only run time knows, such as that of a route in `federation.json`. The remote checks its props when it mounts.
///
/// ```
/// use tarn_federation::NamedComponent;
///
/// let stars = NamedComponent::new("reviews", "Stars");
/// assert_eq!(stars.remote, "reviews");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedComponent {
    /// The remote's name in `federation.json`.
    pub remote: String,
    /// The component's name, as in `exposes` of the remote's manifest.
    pub component: String,
}

impl NamedComponent {
    /// The component `component` of `remote`.
    #[must_use]
    pub fn new(remote: &str, component: &str) -> Self {
        Self {
            remote: remote.to_owned(),
            component: component.to_owned(),
        }
    }
}

/// The component of a route.
impl From<&PageAt<'_>> for NamedComponent {
    fn from(page: &PageAt<'_>) -> Self {
        Self::new(page.remote, page.component)
    }
}

impl Mountable for NamedComponent {
    type Props = Object;

    fn into_named(self) -> NamedComponent {
        self
    }

    fn props_to_js(props: Object) -> Object {
        props
    }

    /// A server has no JavaScript objects.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn props_to_data(_: &Object) -> PropValues {
        PropValues::default()
    }
}

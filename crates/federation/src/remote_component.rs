//! The names of exposed components.

use std::fmt;
use std::marker::PhantomData;

/// An exposed component: its remote, its name, and the type of its props. It is a constant of the crate that host and remote share. The
/// remote exposes it ([`expose!`](crate::expose)), the host mounts it (`<RemoteView>`), and with other props neither compiles.
///
/// A component without props has the type `RemoteComponent<()>`.
///
/// ```
/// use tarn_federation::{Props, RemoteComponent};
///
/// /// Props of [`PRODUCT_PAGE`].
/// #[derive(Clone, PartialEq, Props)]
/// pub struct ProductPageProps {
///     /// The id of the product.
///     pub product_id: String,
/// }
///
/// /// One product.
/// pub const PRODUCT_PAGE: RemoteComponent<ProductPageProps> = RemoteComponent::new("products", "ProductPage");
///
/// assert_eq!(PRODUCT_PAGE.component(), "ProductPage");
/// ```
pub struct RemoteComponent<P> {
    remote: &'static str,
    component: &'static str,
    props: PhantomData<fn(P)>,
}

impl<P> RemoteComponent<P> {
    /// The component `component` of `remote`.
    #[must_use]
    pub const fn new(remote: &'static str, component: &'static str) -> Self {
        Self {
            remote,
            component,
            props: PhantomData,
        }
    }

    /// The remote's name in `federation.json`.
    #[must_use]
    pub const fn remote(&self) -> &'static str {
        self.remote
    }

    /// The component's name, as in `exposes` of the remote's manifest.
    #[must_use]
    pub const fn component(&self) -> &'static str {
        self.component
    }

    /// Whether the component belongs to this remote. For checks while compiling.
    #[must_use]
    pub const fn is_of(&self, remote: &str) -> bool {
        let (own, other) = (self.remote.as_bytes(), remote.as_bytes());
        // Slices cannot be compared in a constant.
        let mut same = 0;
        while same < own.len() && same < other.len() && own[same] == other[same] {
            same += 1;
        }
        same == own.len() && same == other.len()
    }
}

impl<P> Clone for RemoteComponent<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for RemoteComponent<P> {}

impl<P> fmt::Debug for RemoteComponent<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.component, self.remote)
    }
}

#[cfg(test)]
mod tests {
    use super::RemoteComponent;

    #[test]
    fn a_component_belongs_to_the_remote_of_exactly_this_name() {
        let page = RemoteComponent::<()>::new("cart", "CartPage");
        assert!(page.is_of("cart"));
        for other in ["", "car", "carts", "Cart", "orders"] {
            assert!(!page.is_of(other), "{other}");
        }
    }
}

//! The page around a component, for native tests.

use leptos::prelude::{IntoView, ReadSignal};
use shared_store::browser::storage::Area;
use shared_store::{CART, CartAction, CartLine, CartState, STORED, SliceAction, Store, UserAction, hooks, make_store};
use shop_api::testing::FakeApi;
use shop_login::log_in;
use tarn_federation::Props;
use tarn_federation::testing::{Exposed, Recorder, START_MS, TestHost};
use tarn_query::testing::Answers;

use crate::sample::session;

/// The shop of one test. Its session is not known yet.
///
/// ```
/// use shared_store::{select_total_cart_items, use_selector};
/// use shop_testing::{Shop, line};
/// use tarn_view::view;
///
/// let shop = Shop::logged_in();
/// shop.fill_cart([line("p1", 1_450, 2)]);
/// let badge = shop.mount(|_| {
///     let pieces = use_selector(select_total_cart_items);
///     view! { <p>{move || pieces.get()}</p> }
/// }, ());
/// assert_eq!(badge.text(), "2");
/// ```
pub struct Shop {
    /// The owner of the store.
    pub store: Store,
    /// The data that the server has for queries.
    pub answers: Answers,
    /// The calls that change the server's data.
    pub api: FakeApi,
    /// The addresses that `handle_navigate` got.
    pub addresses: Recorder<String>,
    /// The messages that `on_show_toast` got.
    pub toasts: Recorder<String>,
    host: TestHost,
}

impl Shop {
    /// A shop while the session is being restored.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it takes the page of this thread")]
    pub fn new() -> Self {
        let (host, store) = (TestHost::new(), make_store(Default::default()));
        let provided = host.provide(|| hooks::provide(store.clone()));
        assert!(provided.is_ok(), "a thread has one store");
        Self {
            store,
            answers: Answers::new(),
            api: FakeApi::new(),
            addresses: Recorder::new(),
            toasts: Recorder::new(),
            host,
        }
    }

    /// A shop whose shopper is not logged in.
    #[must_use]
    pub fn of_guest() -> Self {
        let shop = Self::new();
        shop.dispatch(UserAction::Restored);
        shop
    }

    /// A shop in which Ada is logged in: see [`session`].
    #[must_use]
    pub fn logged_in() -> Self {
        let shop = Self::new();
        shop.log_in();
        shop
    }

    /// Restores the session of Ada.
    ///
    /// # Panics
    /// The store refuses it.
    pub fn log_in(&self) {
        let logged_in = log_in(session(), |action| self.store.dispatch(action));
        assert_eq!(logged_in, Ok(()));
        self.dispatch(UserAction::Restored);
    }

    /// Replaces the lines of the cart.
    ///
    /// # Panics
    /// The store refuses a line.
    pub fn fill_cart(&self, lines: impl IntoIterator<Item = CartLine>) {
        let lines = lines.into_iter().collect();
        self.dispatch(CartAction::ReplaceCart { lines });
    }

    /// Stores the cart of another tab, with which this one has no bridge.
    ///
    /// # Panics
    /// The storage refuses it.
    pub fn store_cart_of_another_tab(&self, cart: &CartState) {
        let sealed = CART.seal(tarn_wire::to_vec(cart), START_MS);
        let written = Area::Local.write_encoded(&STORED.key_of(CART.slice), &sealed);
        assert_eq!(written, Ok(()));
    }

    /// Dispatches an action, as the page's owner.
    ///
    /// # Panics
    /// The store refuses the action. A test of a refusal uses [`Shop::store`].
    #[track_caller]
    pub fn dispatch<A: SliceAction>(&self, action: A) {
        assert_eq!(self.store.dispatch(action), Ok(()));
    }

    /// Mounts a component with these props.
    #[must_use]
    pub fn mount<P: Props, V: IntoView + 'static>(
        &self,
        component: impl FnOnce(ReadSignal<P>) -> V,
        props: P,
    ) -> Exposed<P> {
        self.host.mount(component, props)
    }
}

//! Effects of actions in the owner: subscribers and listeners.

use std::rc::Rc;

use super::{Applied, Listening, OwnerHandle};

impl OwnerHandle<'_> {
    /// Calls `subscriber` after each dispatch or batch, with or without a change, as `subscribe` of Redux does.
    pub fn subscribe(&self, subscriber: impl Fn() + 'static) {
        self.owner.subscribers.borrow_mut().push(Rc::new(subscriber));
    }

    /// Calls `effect` after each applied action that `pattern` covers (`cart/addToCart`, `cart/*`, `*`), for persistence, the bridge or
    /// analytics. It runs once per action, independent of the number of remotes, and may dispatch.
    ///
    /// ```
    /// # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
    /// # use tarn_wire::Wire;
    /// # use std::{cell::Cell, rc::Rc};
    /// # #[derive(Clone, Default, PartialEq, Wire)]
    /// # struct Counter { count: i32 }
    /// # #[derive(Clone, Wire, Action)]
    /// # #[slice(key = "counter", state = Counter)]
    /// # enum CounterAction { Add }
    /// # impl Reduce<CounterAction> for Counter {
    /// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Changed) }
    /// # }
    /// # let store = StoreBuilder::new(Contract { name: "", version: "", fingerprint: "" }).slice::<Counter>().build();
    /// # let Some(owner) = store.owner() else { return };
    /// let added = Rc::new(Cell::new(0));
    /// let count = Rc::clone(&added);
    /// let listening = owner.listen("counter/*", move |_action| count.set(count.get() + 1));
    /// store.dispatch(CounterAction::Add).ok();
    /// listening.stop();
    /// store.dispatch(CounterAction::Add).ok();
    /// assert_eq!(added.get(), 1);
    /// ```
    pub fn listen(&self, pattern: &'static str, effect: impl Fn(&Rc<Applied>) + 'static) -> Listening {
        self.owner.listeners.add(pattern, Rc::new(effect))
    }
}

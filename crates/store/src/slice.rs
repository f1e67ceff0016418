//! Slices of the store.

use tarn_wire::{Tagged, Variants, Wire};

use crate::Rejected;

/// A named part of the state with its actions and its reducer. `#[derive(Action)]` on the enum of the actions implements this trait for the
/// type of the state, which implements [`Reduce`] and, if needed, [`React`] and [`Steps`].
///
/// ```
/// use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
/// use tarn_wire::Wire;
///
/// #[derive(Debug, Clone, Default, PartialEq, Wire)]
/// pub struct Counter {
///     pub count: i32,
/// }
///
/// #[derive(Debug, Clone, PartialEq, Wire, Action)]
/// #[slice(key = "counter", state = Counter)]
/// pub enum CounterAction {
///     Add { by: i32 },
///     #[slice(crosses_tabs)]
///     Reset,
/// }
///
/// impl Reduce<CounterAction> for Counter {
///     fn reduce(&mut self, action: CounterAction, _seq: u64) -> Result<Change, Rejected> {
///         let before = self.count;
///         self.count = match action {
///             CounterAction::Add { by } => before.checked_add(by).ok_or_else(|| Rejected::refused("by: too large"))?,
///             CounterAction::Reset => 0,
///         };
///         Ok(Change::when(self.count != before))
///     }
/// }
///
/// let contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
/// let store = StoreBuilder::new(contract).slice::<Counter>().build();
/// store.dispatch(CounterAction::Add { by: 3 })?;
/// assert_eq!(store.select(|counter: &Counter| counter.count), 3);
/// assert_eq!(CounterAction::RESET, "counter/reset");
/// # Ok::<(), Rejected>(())
/// ```
pub trait Slice: Clone + Default + PartialEq + Wire + Send + Sync + 'static {
    /// The name of the slice in the state, and the namespace of its actions (`cart` for `cart/addToCart`).
    const KEY: &'static str;
    /// Whether an action can carry a secret, which [`Slice::withhold`] takes out. Slices that are registered at run time cannot have secrets,
    /// because the owner does not have their code.
    const HAS_SECRETS: bool = false;
    /// The names of the actions that other tabs of the site receive, if `federation.json` allows it, too.
    const CROSSES_TABS: &'static [&'static str] = &[];
    /// The enum of the actions. Its variants and fields are in camelCase on the wire.
    type Action: SliceAction<Slice = Self>;

    /// Calls [`Reduce`] with `action`, the `seq`-th action of the store.
    ///
    /// # Errors
    /// [`Rejected`]: the action is invalid in this state, which stays unchanged.
    fn apply(&mut self, action: Self::Action, seq: u64) -> Result<Change, Rejected>;

    /// Whether [`Slice::answer`] is called for actions of this type, which belong to another slice.
    fn reacts_to(_action_type: &str) -> bool {
        false
    }

    /// Calls [`React`] with an action of another slice.
    fn answer(&mut self, _action: &Foreign<'_>) -> Change {
        Change::Unchanged
    }

    /// Takes a secret out of an action, before the action reaches any state, log, replica or listener.
    fn withhold(_action: &mut Self::Action) -> Option<Secret> {
        None
    }

    /// See [`Steps::step_of`].
    fn step_of(&self, _action: &Tagged<'_>) -> Option<Step> {
        None
    }

    /// See [`Steps::take_step`].
    fn take_step(&mut self, _step: Step, _seq: u64) -> bool {
        false
    }

    /// See [`Steps::changed_numbers`].
    fn changed_numbers(_step: Step, _seq: u64) -> String {
        String::new()
    }
}

/// The actions of a slice, for `use_dispatch`. `#[derive(Action)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no enum of actions of a slice",
    label = "not the actions of a slice",
    note = "`#[derive(Action)]` makes an enum the actions of a slice"
)]
pub trait SliceAction: Clone + Variants + 'static {
    /// The slice that the actions change.
    type Slice: Slice<Action = Self>;
}

/// The reducer of a slice.
///
/// Owner and replicas run the same reducer over the same actions, so it is **pure and total**: no clock, no randomness, no I/O, no panic. Ids
/// and times travel in the action. All checks precede all changes, because a refused action must leave the state unchanged.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no reducer for `{A}`",
    label = "the state of a slice without a reducer",
    note = "write `impl Reduce<{A}> for {Self}`"
)]
pub trait Reduce<A> {
    /// Applies `action`, the `seq`-th action of the store.
    ///
    /// # Errors
    /// [`Rejected`]: the action is invalid in this state, which stays unchanged.
    fn reduce(&mut self, action: A, seq: u64) -> Result<Change, Rejected>;
}

/// The reaction to actions of other slices, which `#[slice(reacts_to(UserAction::ClearUser))]` lists. Redux Toolkit calls this
/// `extraReducers`.
///
/// ```
/// use tarn_store::{Action, Change, Foreign, React, Reduce, Rejected};
/// use tarn_wire::Wire;
/// # #[derive(Clone, Default, PartialEq, Wire)]
/// # struct User { name: Option<String> }
/// # #[derive(Clone, Wire, Action)]
/// # #[slice(key = "user", state = User)]
/// # enum UserAction { LogOut }
/// # impl Reduce<UserAction> for User {
/// #     fn reduce(&mut self, _: UserAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
/// # }
///
/// #[derive(Clone, Default, PartialEq, Wire)]
/// struct Notes {
///     texts: Vec<String>,
/// }
///
/// #[derive(Clone, Wire, Action)]
/// #[slice(key = "notes", state = Notes, reacts_to(UserAction::LogOut))]
/// enum NotesAction {
///     Add { text: String },
/// }
///
/// impl React for Notes {
///     fn react(&mut self, _log_out: &Foreign<'_>) -> Change {
///         self.texts.clear();
///         Change::Changed
///     }
/// }
/// # impl Reduce<NotesAction> for Notes {
/// #     fn reduce(&mut self, _: NotesAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is to react to actions of other slices, and nothing says how",
    label = "the state of a slice that does not react",
    note = "write `impl React for {Self}`, or leave out `reacts_to`"
)]
pub trait React {
    /// Reacts to the action, which its own slice has already applied. As pure and total as a reducer.
    fn react(&mut self, action: &Foreign<'_>) -> Change;
}

/// An action of another slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foreign<'a>(Tagged<'a>);

impl<'a> Foreign<'a> {
    pub(crate) fn new(action: Tagged<'a>) -> Self {
        Self(action)
    }

    /// Its type, for a comparison with a constant of `#[derive(Action)]` such as `UserAction::CLEAR_USER`.
    #[must_use]
    pub fn action_type(&self) -> &'a str {
        self.0.tag
    }

    /// The action with its payload; `None` if it belongs to another slice, or to another version of the slice.
    #[must_use]
    pub fn decode<A: SliceAction>(&self) -> Option<A> {
        let (slice, _) = self.0.split();
        (slice == A::Slice::KEY).then(|| self.0.decode().ok())?
    }
}

/// A fast path for frequent actions, whose effect fits into two numbers. `#[slice(steps)]` enables it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is to take steps, and nothing says which",
    label = "the state of a slice without steps",
    note = "write `impl Steps for {Self}`, or leave out `steps`"
)]
pub trait Steps {
    /// The effect of an action in this state. The owner calls it with the encoded action; replicas, whose state is equal, take the step.
    /// `None` leaves the action to [`Reduce`].
    fn step_of(&self, action: &Tagged<'_>) -> Option<Step>;

    /// Takes a step of [`Steps::step_of`], the `seq`-th action of the store; `false` if it is invalid here, with the state unchanged.
    fn take_step(&mut self, step: Step, seq: u64) -> bool;

    /// The numbers that a step sets in the state, with their paths, for a copy of the state as an object:
    /// `lines.3.quantity=5 updatedSeq=17`.
    fn changed_numbers(step: Step, seq: u64) -> String;
}

/// A change of a state in two numbers, which the slice defines: numbers cross between memories without conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step(pub u32, pub u32);

/// Whether an action changed the state.
///
/// ```
/// use tarn_store::Change;
///
/// assert_eq!(Change::when(1 != 2), Change::Changed);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The state has changed.
    Changed,
    /// The state is unchanged.
    Unchanged,
}

impl Change {
    /// [`Change::Changed`] if `changed`.
    #[must_use]
    pub fn when(changed: bool) -> Self {
        if changed { Self::Changed } else { Self::Unchanged }
    }

    /// Whether there was a change.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self == Self::Changed
    }
}

/// An instruction of an action for the owner's vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// Keep this secret. It replaces an earlier one.
    Keep(String),
    /// Forget the secret.
    Forget,
}

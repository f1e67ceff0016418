//! What a slice of the store is.

use tarn_wire::{Tagged, Variants, Wire};

use crate::Rejected;

/// One named part of the state, the actions that change it, and the reducer that says how: `#[derive(Action)]` on the enum of the
/// actions implements this for the type of the state, with what [`Reduce`] and the optional traits beside it say.
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
///             CounterAction::Add { by } => before.checked_add(by).ok_or_else(|| Rejected::refused("by: too much"))?,
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
    /// The slice's name in the state, and the namespace of its actions (`cart` for `cart/addToCart`).
    const KEY: &'static str;
    /// Whether an action can carry a secret: [`Slice::withhold`] is asked only then. Not for a slice that is registered at run
    /// time: the owner would not know what to withhold.
    const HAS_SECRETS: bool = false;
    /// The actions that other tabs of the site hear of, by their names in this slice, where `federation.json` allows it too.
    const CROSSES_TABS: &'static [&'static str] = &[];
    /// The actions, an enum whose variants and fields are in camelCase on the wire.
    type Action: SliceAction<Slice = Self>;

    /// Has [`Reduce`] apply `action`, the `seq`-th action of the store.
    ///
    /// # Errors
    /// [`Rejected`] when the action makes no sense in this state; the state is then untouched.
    fn apply(&mut self, action: Self::Action, seq: u64) -> Result<Change, Rejected>;

    /// Whether [`Slice::answer`] is asked about actions of this type, of another slice.
    fn reacts_to(_action_type: &str) -> bool {
        false
    }

    /// Has [`React`] answer an action of another slice.
    fn answer(&mut self, _action: &Foreign<'_>) -> Change {
        Change::Unchanged
    }

    /// Takes what must stay with the owner out of an action, before it reaches any state, log, replica or listener.
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

    /// See [`Steps::numbers_of`].
    fn numbers_of(_step: Step, _seq: u64) -> String {
        String::new()
    }
}

/// The actions of a slice: what `use_dispatch` takes. `#[derive(Action)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no enum of actions of a slice",
    label = "not the actions of a slice",
    note = "`#[derive(Action)]` makes an enum the actions of a slice"
)]
pub trait SliceAction: Clone + Variants + 'static {
    /// The slice that it changes.
    type Slice: Slice<Action = Self>;
}

/// The reducer of a slice.
///
/// Owner and replicas run the same reducer over the same actions, so it is **pure and total**: no clock, no randomness, no
/// I/O, no panic. Ids and times travel in the action. It checks everything before it changes anything, because a refused
/// action must leave no trace.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no reducer for `{A}`",
    label = "the state of a slice without a reducer",
    note = "write `impl Reduce<{A}> for {Self}`"
)]
pub trait Reduce<A> {
    /// Applies `action`, the `seq`-th action of the store.
    ///
    /// # Errors
    /// [`Rejected`] when the action makes no sense in this state; the state is then untouched.
    fn reduce(&mut self, action: A, seq: u64) -> Result<Change, Rejected>;
}

/// The answer to actions of other slices, which `#[slice(reacts_to(UserAction::ClearUser))]` names: what Redux Toolkit calls
/// `extraReducers`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is to react to actions of other slices, and nothing says how",
    label = "the state of a slice that does not react",
    note = "write `impl React for {Self}`, or leave out `reacts_to`"
)]
pub trait React {
    /// Answers the action, which has been applied to its own slice. As pure and total as a reducer.
    fn react(&mut self, action: &Foreign<'_>) -> Change;
}

/// An action of another slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foreign<'a>(Tagged<'a>);

impl<'a> Foreign<'a> {
    pub(crate) fn new(action: Tagged<'a>) -> Self {
        Self(action)
    }

    /// Its type: compare it with a constant that `#[derive(Action)]` makes, like `UserAction::CLEAR_USER`.
    #[must_use]
    pub fn action_type(&self) -> &'a str {
        self.0.tag
    }

    /// The action with its payload; `None` if it is of another slice, or of another version of that slice.
    #[must_use]
    pub fn decode<A: SliceAction>(&self) -> Option<A> {
        let (slice, _) = self.0.split();
        (slice == A::Slice::KEY).then(|| self.0.decode().ok())?
    }
}

/// For actions that come often: what an action comes to, if two numbers can say it. `#[slice(steps)]` asks for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is to take steps, and nothing says which",
    label = "the state of a slice without steps",
    note = "write `impl Steps for {Self}`, or leave out `steps`"
)]
pub trait Steps {
    /// What an action comes to in this state. The owner looks, without decoding the action; the replicas, whose state is the same,
    /// take the step. `None` leaves it to [`Reduce`].
    fn step_of(&self, action: &Tagged<'_>) -> Option<Step>;

    /// Takes a step that [`Steps::step_of`] found, the `seq`-th action of the store; `false`, with the state untouched, if it
    /// makes no sense here.
    fn take_step(&mut self, step: Step, seq: u64) -> bool;

    /// A step as the numbers that it puts into the state, at their paths, for who holds the state as an object:
    /// `lines.3.quantity=5 updatedSeq=17`.
    fn numbers_of(step: Step, seq: u64) -> String;
}

/// A change of a slice's state in two numbers, whose meaning is the slice's: numbers cross between memories as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step(pub u32, pub u32);

/// Whether an action changed the state. Subscribers hear of changes only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The state is another one now.
    Changed,
    /// The state is what it was.
    Unchanged,
}

impl Change {
    /// `Changed` if `changed`.
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

/// What an action tells the owner's vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Secret {
    /// Keep this, in place of what is kept.
    Keep(String),
    /// Forget what is kept.
    Forget,
}

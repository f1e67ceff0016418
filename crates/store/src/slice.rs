//! What a slice of the store is.

use tarn_wire::{Tagged, Variants, Wire};

use crate::Rejected;

/// One named part of the state, the actions that change it, and the reducer that says how.
///
/// Owner and replicas run the same reducer over the same actions, so it is **pure and total**: no clock, no randomness, no
/// I/O, no panic. Ids and times travel in the action. It checks everything before it changes anything, because a refused
/// action must leave no trace.
pub trait Slice: Sized + 'static {
    /// The slice's name in the state, and the namespace of its actions (`cart` for `cart/addToCart`).
    const KEY: &'static str;
    /// Whether an action can carry a secret: [`Slice::withhold`] is asked only then. Not for a slice that is registered at run
    /// time: the owner would not know what to withhold.
    const HAS_SECRETS: bool = false;
    /// The actions of other slices that [`Slice::react`] answers; needed only for a slice that is registered at run time.
    const REACTS_TO: &'static [&'static str] = &[];
    /// The actions that other tabs of the shop hear of, by their names in this slice, where `federation.json` allows it too. None
    /// that carries a secret.
    const CROSSES_TABS: &'static [&'static str] = &[];
    /// The state. `Default` is the state before any action.
    type State: SliceState<Slice = Self>;
    /// The actions, an enum whose variants and fields are those of the contract, in camelCase on the wire.
    type Action: SliceAction<Slice = Self>;

    /// Applies `action`, the `seq`-th action of the store.
    ///
    /// # Errors
    /// [`Rejected`] when the action makes no sense in this state; the state is then untouched.
    fn reduce(state: &mut Self::State, action: Self::Action, seq: u64) -> Result<Change, Rejected>;

    /// What an action comes to in this state, if two numbers can say it: for what happens often. The owner looks, without
    /// decoding the action; the replicas, whose state is the same, take the step. `None` leaves it to [`Slice::reduce`].
    fn step_of(_state: &Self::State, _action: &Tagged<'_>) -> Option<Step> {
        None
    }

    /// Takes a step that [`Slice::step_of`] found, the `seq`-th action of the store; `false`, with the state untouched, if it
    /// makes no sense here.
    fn take_step(_state: &mut Self::State, _step: Step, _seq: u64) -> bool {
        false
    }

    /// A step as the numbers that it puts into the state, at their paths, for who holds the state as an object:
    /// `lines.3.quantity=5 updatedSeq=17`.
    fn numbers_of(_step: Step, _seq: u64) -> String {
        String::new()
    }

    /// Answers an action of another slice, named by its type: what Redux Toolkit calls `extraReducers`.
    fn react(_state: &mut Self::State, _action_type: &str) -> Change {
        Change::Unchanged
    }

    /// Takes what must stay with the owner out of an action, before it reaches any state, log, replica or listener.
    fn withhold(_action: &mut Self::Action) -> Option<Secret> {
        None
    }
}

/// The state of a slice: what selectors read.
pub trait SliceState: Clone + Default + PartialEq + Wire + Send + Sync + 'static {
    /// The slice that it belongs to.
    type Slice: Slice<State = Self>;
}

/// The actions of a slice: what `use_dispatch` takes.
pub trait SliceAction: Clone + Variants + 'static {
    /// The slice that it changes.
    type Slice: Slice<Action = Self>;
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

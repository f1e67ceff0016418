//! The reducer of a slice, which the owner calls across memories.

use std::marker::PhantomData;

use tarn_wire::Tagged;

use super::runtime_reducer::{ReducerError, RuntimeReducer};
use crate::{Change, Foreign, Reason, Rejected, Slice};

/// The reducer of `S`, over encoded states and actions.
pub(crate) struct SliceReducer<S: Slice> {
    slice: PhantomData<S>,
    tear_down: Box<dyn Fn()>,
}

impl<S: Slice> SliceReducer<S> {
    pub(crate) fn new(tear_down: Box<dyn Fn()>) -> Self {
        Self {
            slice: PhantomData,
            tear_down,
        }
    }
}

impl<S: Slice> RuntimeReducer for SliceReducer<S> {
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, seq: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        // The owner has called `accepts` before, so this fails only after a change of the reducer.
        let mut state: S = tarn_wire::from_slice(state)
            .map_err(|error| ReducerError::Crashed(format!("the state does not fit: {error}")))?;
        let (slice, _) = action.split();
        let change = if slice == S::KEY {
            let action: S::Action = action.decode().map_err(|error| bad_action(action.tag, &error))?;
            state.apply(action, seq).map_err(ReducerError::Rejected)?
        } else {
            state.answer(&Foreign::new(*action))
        };
        Ok((change == Change::Changed).then(|| tarn_wire::to_vec(&state)))
    }

    fn accepts(&self, state: &[u8]) -> bool {
        tarn_wire::from_slice::<S>(state).is_ok()
    }

    fn reacts_to(&self, action_type: &str) -> bool {
        S::reacts_to(action_type)
    }

    fn crosses_tabs(&self) -> String {
        S::CROSSES_TABS.join(" ")
    }

    fn tear_down(&self) {
        (self.tear_down)();
    }
}

fn bad_action(action_type: &str, error: &tarn_wire::Error) -> ReducerError {
    let reason = if error.is_unknown_variant() {
        Reason::UnknownType
    } else {
        Reason::BadPayload
    };
    ReducerError::Rejected(Rejected::new(reason, format!("\"{action_type}\": {error}")))
}

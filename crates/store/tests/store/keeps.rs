//! A reducer that accepts every state and changes none.

use tarn_store::store::{ReducerError, RuntimeReducer};
use tarn_wire::Tagged;

pub(crate) struct Keeps;

impl RuntimeReducer for Keeps {
    fn reduce(&self, _: &[u8], _: &Tagged<'_>, _: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        Ok(None)
    }

    fn accepts(&self, _: &[u8]) -> bool {
        true
    }
}

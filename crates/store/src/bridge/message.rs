//! Messages between tabs.

use tarn_wire::{Raw, Wire};

use super::{DropReason, Dropped};

/// The form of the messages that this build sends.
pub const PRESENT_SCHEMA: u32 = 2;
/// The previous form, which is still read: during a deployment, tabs of both builds are open. It has no `contract`.
pub const PREVIOUS_SCHEMA: u32 = 1;

const MAX_TAB_BYTES: usize = 64;
const MAX_TYPE_BYTES: usize = 100;

/// An action on its way to the other tabs. As JSON:
/// `{"schema":2,"tab":"4f..","seq":7,"action":"cart/clearCart","payload":null,"contract":"1.0.0"}`.
#[derive(Debug, Clone, PartialEq, Wire)]
pub struct TabMessage {
    /// The version of this form.
    pub schema: u32,
    /// The id of the sending tab.
    pub tab: String,
    /// The number of the message among those of its tab, from 1.
    pub seq: u64,
    /// The type of the action.
    pub action: String,
    /// The payload of the action, if it has one.
    pub payload: Option<Raw>,
    /// The contract version of the sender, since form 2: in an incompatible version an action may have another meaning.
    pub contract: Option<String>,
}

impl TabMessage {
    /// Reads a message.
    ///
    /// # Errors
    /// [`DropReason::Malformed`], naming the field, or [`DropReason::Schema`].
    pub fn read(bytes: &[u8]) -> Result<Self, Dropped> {
        /// Read first: a future form may have no other field in common.
        #[derive(Wire)]
        struct Form {
            schema: u32,
        }
        let malformed = |error: tarn_wire::Error| Dropped::new(DropReason::Malformed, &error.to_string());
        let Form { schema } = tarn_wire::from_slice(bytes).map_err(malformed)?;
        if !(PREVIOUS_SCHEMA..=PRESENT_SCHEMA).contains(&schema) {
            return Err(Dropped::new(DropReason::Schema, &schema.to_string()));
        }
        let message: Self = tarn_wire::from_slice(bytes).map_err(malformed)?;
        let wrong = if message.tab.is_empty() || message.tab.len() > MAX_TAB_BYTES {
            "tab"
        } else if message.seq == 0 {
            "seq"
        } else if message.action.len() > MAX_TYPE_BYTES {
            "action"
        } else if message.contract.is_none() && schema == PRESENT_SCHEMA {
            "contract"
        } else {
            return Ok(message);
        };
        Err(Dropped::new(DropReason::Malformed, wrong))
    }
}

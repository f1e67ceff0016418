//! The bridge between the tabs of one browser: it repeats chosen actions, such as a logout, in all tabs.
//!
//! An action crosses under three conditions: its slice marks it ([`crate::Slice::CROSSES_TABS`]), `federation.json` allows it, and it does
//! not come from another tab. Incoming messages are untrusted: the bridge limits their length, parses them, checks the same two lists, and
//! dispatches them in the name of [`TAB_NAME`], so the reducer checks them, too.
//!
//! Each message has the id of its sender and an increasing number: repeated, late and own messages change nothing. There is no order
//! between tabs: docs/decisions/tabs.md has the consequences.
//!
//! This is plain Rust over bytes. The page connects it to a `BroadcastChannel`.

mod drops;
mod message;
mod senders;

use std::cell::{Cell, RefCell};

use tarn_manifest::covers;
use tarn_wire::{Map, Raw, Tagged, Wire};

pub use drops::{DropReason, Dropped};
use message::{PRESENT_SCHEMA, PREVIOUS_SCHEMA, TabMessage};
pub use tarn_manifest::BridgeConfig;

use crate::contract::sync_between;
use crate::store::{Applied, OwnerHandle, TAB_NAME};
use drops::Drops;
use senders::Senders;

/// The greatest length of a message, in UTF-16 units of its JSON. A large action has less than a hundredth of it.
pub const MAX_MESSAGE_LENGTH: u32 = 1 << 18;

/// Whether an action of another tab is only announced, and not applied: see [`Received::Announced`].
pub type IsAnnouncement = fn(&Tagged<'_>) -> bool;

/// The bridge in one tab.
pub struct Bridge {
    tab: String,
    is_announcement: IsAnnouncement,
    config: RefCell<BridgeConfig>,
    /// The number of the last action that was sent.
    sent: Cell<u64>,
    senders: RefCell<Senders>,
    drops: Drops,
}

/// The result of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// Its action is applied.
    Applied,
    /// Its action is an announcement, such as a login in the other tab. No secret crosses, so this tab asks the server for a session of
    /// its own.
    Announced,
    /// Its tab has sent the same action in the current form.
    Twin,
    /// Its slice is not registered here. The sending tab will store the new state; [`OwnerHandle::refresh_stored`] then notifies the readers
    /// of the stored state.
    Elsewhere,
}

/// `window.__TARN__.bridge()`.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
pub struct BridgeStatus {
    /// Whether anything crosses.
    pub enabled: bool,
    /// The id of this tab.
    pub tab: String,
    /// The number of sent messages.
    pub sent: u32,
    /// The number of accepted messages.
    pub received: u32,
    /// The number of dropped messages by reason.
    pub dropped: Map<u32>,
}

impl Bridge {
    /// The bridge of the tab with this id. It is closed until [`Bridge::configure`] enables it.
    #[must_use]
    pub fn new(tab: &str, is_announcement: IsAnnouncement) -> Self {
        Self {
            tab: tab.into(),
            is_announcement,
            config: RefCell::default(),
            sent: Cell::new(0),
            senders: RefCell::default(),
            drops: Drops::default(),
        }
    }

    /// Applies the settings of `federation.json`.
    pub fn configure(&self, config: BridgeConfig) {
        *self.config.borrow_mut() = config;
    }

    /// Opens or closes the bridge until `federation.json` is read again.
    pub fn enable(&self, is_enabled: bool) {
        self.config.borrow_mut().enabled = is_enabled;
    }

    /// Whether anything crosses.
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        self.config.borrow().enabled
    }

    /// Whether this action crosses to the other tabs.
    #[must_use]
    pub fn is_for_others(&self, owner: OwnerHandle<'_>, applied: &Applied) -> bool {
        *applied.from != *TAB_NAME
            && self.is_enabled()
            && Tagged::parse(&applied.bytes)
                .is_ok_and(|tagged| owner.crosses_tabs(tagged.tag) && self.allows(tagged.tag))
    }

    /// The messages with this action for the other tabs: one, or one in each form. The caller counts posted ones with
    /// [`crate::store::Metrics::bridge_sent`].
    #[must_use]
    pub fn messages(&self, owner: OwnerHandle<'_>, applied: &Applied) -> Vec<Vec<u8>> {
        let Ok(tagged) = Tagged::parse(&applied.bytes) else {
            return Vec::new();
        };
        self.sent.set(self.sent.get() + 1);
        let mut message = TabMessage {
            schema: PRESENT_SCHEMA,
            tab: self.tab.clone(),
            seq: self.sent.get(),
            action: tagged.tag.into(),
            payload: tagged.value.map(|value| Raw(value.to_vec())),
            contract: Some(owner.contract().version.into()),
        };
        let mut messages = vec![tarn_wire::to_vec(&message)];
        if self.config.borrow().dual_write {
            message.schema = PREVIOUS_SCHEMA;
            message.contract = None;
            messages.push(tarn_wire::to_vec(&message));
        }
        messages
    }

    /// Applies the action of an encoded message.
    ///
    /// # Errors
    /// [`Dropped`], with the state unchanged, for [`Bridge::count_drop`].
    pub fn receive(&self, owner: OwnerHandle<'_>, bytes: &[u8]) -> Result<Received, Dropped> {
        let message = TabMessage::read(bytes)?;
        if self.senders.borrow().is_twin(&message) {
            return Ok(Received::Twin);
        }
        if let Some((reason, what)) = self.objection(owner, &message) {
            if reason == DropReason::NotMarked && self.is_elsewhere(owner, &message) {
                return Ok(Received::Elsewhere);
            }
            let dropped = Dropped::new(reason, what);
            if reason == DropReason::Contract {
                // Its copies in the previous form name no contract: the recorded form marks them as copies.
                self.senders.borrow_mut().note_form(message);
            }
            return Err(dropped);
        }
        let tagged = Tagged {
            tag: &message.action,
            value: message.payload.as_ref().map(|payload| &*payload.0),
            extras: None,
        };
        let is_announced = (self.is_announcement)(&tagged);
        if !is_announced {
            let applied = owner.dispatch_encoded(&TAB_NAME.into(), tagged.to_vec());
            applied.map_err(|rejected| Dropped::new(DropReason::Refused, &rejected.message))?;
        }
        // Only an accepted message advances the number: malformed messages in the name of a tab do not block it.
        self.senders.borrow_mut().note(message);
        owner.metrics().bridge_received.increment();
        Ok(if is_announced {
            Received::Announced
        } else {
            Received::Applied
        })
    }

    /// The reason to drop a message, and its subject.
    fn objection<'a>(&self, owner: OwnerHandle<'_>, message: &'a TabMessage) -> Option<(DropReason, &'a str)> {
        let about_action = |reason| Some((reason, &*message.action));
        match &message.contract {
            _ if message.tab == self.tab => Some((DropReason::Echo, "")),
            Some(theirs) if sync_between(owner.contract().version, theirs).is_none() => {
                Some((DropReason::Contract, theirs))
            }
            _ if !owner.crosses_tabs(&message.action) => about_action(DropReason::NotMarked),
            _ if !self.allows(&message.action) => about_action(DropReason::NotAllowed),
            _ if !self.senders.borrow().is_news(message) => about_action(DropReason::Replayed),
            _ => None,
        }
    }

    /// Whether the action may cross, and its slice is a run-time slice of the sending tab that is not registered here.
    fn is_elsewhere(&self, owner: OwnerHandle<'_>, message: &TabMessage) -> bool {
        let (slice, _) = message.action.split_once('/').unwrap_or_default();
        // An action without a namespace belongs to no slice.
        let mut is_here = slice.is_empty() || slice.starts_with('@');
        owner.for_each_slice(&mut |key, _| is_here |= key == slice);
        !is_here && self.allows(&message.action)
    }

    /// Counts a dropped message. Returns the sentence for the console at the first drop for this reason.
    pub fn count_drop(&self, owner: OwnerHandle<'_>, dropped: &Dropped) -> Option<String> {
        owner.metrics().bridge_dropped.increment();
        self.drops.count(dropped)
    }

    /// The result of `window.__TARN__.bridge()`.
    #[must_use]
    pub fn status(&self, owner: OwnerHandle<'_>) -> BridgeStatus {
        BridgeStatus {
            enabled: self.is_enabled(),
            tab: self.tab.clone(),
            sent: owner.metrics().bridge_sent.get(),
            received: owner.metrics().bridge_received.get(),
            dropped: self.drops.counts(),
        }
    }

    fn allows(&self, action_type: &str) -> bool {
        let config = self.config.borrow();
        config.allow.iter().any(|pattern| covers(pattern, action_type))
    }
}

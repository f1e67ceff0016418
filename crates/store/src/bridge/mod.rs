//! The bridge between the tabs of one browser: what one tab does to a cart, and that somebody logged out, happens in all.
//!
//! Three must agree before an action crosses: the slice marks it ([`crate::Slice::CROSSES_TABS`]), `federation.json` allows it,
//! and it was not another tab that sent it. What arrives is believed as little as anything from outside: it is bounded, parsed,
//! checked against the same two lists, and then dispatched in the name of [`TAB_NAME`], so the reducer judges it, too.
//!
//! Each message has the sender's id and a number that only grows: what comes again, late, or from this very tab changes
//! nothing. There is no order between tabs: see docs/decisions/tabs.md for what two of them may do at once.
//!
//! This is plain Rust over bytes. The page gives it a `BroadcastChannel`.

mod drops;
mod message;
mod senders;

use std::cell::{Cell, RefCell};

use tarn_manifest::covers;
use tarn_wire::{Map, Raw, Tagged, Wire};

pub use drops::{DropReason, Dropped};
pub use message::{PRESENT_SCHEMA, PREVIOUS_SCHEMA, TabMessage};
pub use tarn_manifest::BridgeConfig;

use crate::contract::sync_between;
use crate::store::{Applied, OwnerHandle, TAB_NAME};
use drops::Drops;
use senders::Senders;

/// The longest message that is read or sent, in UTF-16 units of its JSON. An action with a whole cart is below a hundredth of it.
pub const MAX_MESSAGE_LENGTH: u32 = 1 << 18;

/// Tells the actions of other tabs that are only announced here, and not applied: see [`Received::Announced`].
pub type IsAnnouncement = fn(&Tagged<'_>) -> bool;

/// One tab's end of the bridge.
pub struct Bridge {
    tab: String,
    is_announcement: IsAnnouncement,
    config: RefCell<BridgeConfig>,
    /// The number of the last action that was sent.
    sent: Cell<u64>,
    senders: RefCell<Senders>,
    drops: Drops,
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// Its action is applied here, too.
    Applied,
    /// Its action is one of those that are announced and not applied: that somebody logged in over there. No secret crosses, so this
    /// tab is to ask the server for a session of its own.
    Announced,
    /// Its tab has said the same in the present form.
    Twin,
    /// Nobody has registered its slice here. What it leads to will be stored by the tab that sent it: who reads the stored
    /// state is to be told then, with [`OwnerHandle::refresh_stored`].
    Elsewhere,
}

/// `window.__TARN__.bridge()`.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
pub struct BridgeStatus {
    /// Whether anything crosses.
    pub enabled: bool,
    /// This tab's id.
    pub tab: String,
    /// How many messages were sent.
    pub sent: u32,
    /// How many were taken.
    pub received: u32,
    /// How many were dropped, by reason.
    pub dropped: Map<u32>,
}

impl Bridge {
    /// The end of the tab with this id. It is closed until [`Bridge::configure`] says otherwise.
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

    /// Takes what `federation.json` says now.
    pub fn configure(&self, config: BridgeConfig) {
        *self.config.borrow_mut() = config;
    }

    /// Opens or closes it, for as long as `federation.json` is not read again.
    pub fn enable(&self, is_enabled: bool) {
        self.config.borrow_mut().enabled = is_enabled;
    }

    /// Whether anything crosses.
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        self.config.borrow().enabled
    }

    /// Whether the other tabs are to hear of this action.
    #[must_use]
    pub fn is_for_others(&self, owner: OwnerHandle<'_>, applied: &Applied) -> bool {
        *applied.from != *TAB_NAME
            && self.is_enabled()
            && Tagged::parse(&applied.bytes)
                .is_ok_and(|tagged| owner.crosses_tabs(tagged.tag) && self.allows(tagged.tag))
    }

    /// The messages that tell the other tabs of this action: one, or one in each form. Whoever posts them counts them with
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

    /// Takes a message, encoded, and applies its action.
    ///
    /// # Errors
    /// [`Dropped`], with the state as it was; hand it to [`Bridge::count_drop`].
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
                // Its copies in the form before do not say which contract they mean: now they are known as copies.
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
        // Only what was taken moves the number on: nonsense in the name of a tab does not silence it.
        self.senders.borrow_mut().note(message);
        owner.metrics().bridge_received.increment();
        Ok(if is_announced {
            Received::Announced
        } else {
            Received::Applied
        })
    }

    /// What speaks against a message, and what about it.
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

    /// Whether it may cross, and its slice is one of run time that is not here: the tab that sent it has it, and stores it.
    fn is_elsewhere(&self, owner: OwnerHandle<'_>, message: &TabMessage) -> bool {
        let (slice, _) = message.action.split_once('/').unwrap_or_default();
        // Without a slice's name it is no action of any.
        let mut is_here = slice.is_empty() || slice.starts_with('@');
        owner.for_each_slice(&mut |key, _| is_here |= key == slice);
        !is_here && self.allows(&message.action)
    }

    /// Counts what was dropped. The sentence for the console, the first time that something is dropped for this reason.
    pub fn count_drop(&self, owner: OwnerHandle<'_>, dropped: &Dropped) -> Option<String> {
        owner.metrics().bridge_dropped.increment();
        self.drops.count(dropped)
    }

    /// What `window.__TARN__.bridge()` tells.
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

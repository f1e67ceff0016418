//! The owner: it applies actions, numbers them, and notifies all replicas in that order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_wire::Tagged;

use super::cell::{AnyCell, OwnerCell, Registered, refused};
use super::declared::Declared;
use super::links::{Deliver, Link};
use super::listening::{Listeners, tag_of};
use super::log::{Log, Refusal};
use super::message::{LOST, SliceSet};
use super::reducing::{Reducing, stopped};
use super::settings::Settings;
use super::view::View;
use super::{Applied, Cells, Grants, LogEntry, Message, Metrics, OWNER_NAME, Role, Snapshot, Sync, find};
use crate::{Reason, RegistrationError, Rejected, Secret, Step, StoreError};

/// Returns the stored state of a slice, if its reducer (the second argument) accepts it.
pub(super) type StoredStates = Rc<dyn Fn(&str, &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>>>;

pub(super) struct Owner {
    pub(super) settings: Settings,
    pub(super) log: RefCell<Log>,
    pub(super) metrics: Metrics,
    pub(super) grants: RefCell<Option<Grants>>,
    pub(super) declared: Declared,
    /// The secret from an action. It is in no state, log, stream or storage.
    pub(super) vault: RefCell<Option<String>>,
    pub(super) cells: Cells,
    /// Called after each applied action.
    pub(super) listeners: Listeners,
    /// Called once after each dispatch or batch.
    pub(super) subscribers: RefCell<Vec<Rc<dyn Fn()>>>,
    pub(super) links: RefCell<Vec<Rc<Link>>>,
    pub(super) generation: Cell<u64>,
    /// Changes whenever a slice changes, is added or removed.
    pub(super) edition: Cell<u32>,
    /// Reads the stored states of run-time slices.
    pub(super) stored: RefCell<Option<StoredStates>>,
    name: Rc<str>,
    seq: Cell<u64>,
    pub(super) reducing: Reducing,
    /// Run-time slices as this app reads them.
    pub(super) views: RefCell<Vec<Rc<View>>>,
    /// Slices that are read and do not exist.
    #[cfg(debug_assertions)]
    pub(super) missing: RefCell<Vec<String>>,
    batches: Cell<u32>,
    /// Whether the running batch has dispatched anything.
    has_batched: Cell<bool>,
    /// Hashes of the slices that reacted to the last actions, in debug builds: see [`super::CHECK`].
    #[cfg(debug_assertions)]
    checks: RefCell<Vec<Rc<Applied>>>,
}

/// The limit of steps beyond which reading the whole slice is faster.
const MANY_STEPS: u64 = 20;

/// The result of the reducers.
struct Reduced {
    seq: u64,
    /// The action without its secret, if it had one.
    redacted: Option<Vec<u8>>,
    /// The hash of the slice, in debug builds.
    hash: Option<u32>,
    changed: SliceSet,
    step: Option<(u32, Step)>,
}

impl Owner {
    pub(super) fn new(settings: Settings, cells: Vec<Rc<dyn OwnerCell>>) -> Self {
        Self {
            settings,
            log: RefCell::default(),
            metrics: Metrics::default(),
            grants: RefCell::default(),
            declared: Declared::default(),
            vault: RefCell::default(),
            cells: RefCell::new(cells),
            listeners: Listeners::default(),
            subscribers: RefCell::default(),
            links: RefCell::default(),
            generation: Cell::new(0),
            edition: Cell::new(0),
            stored: RefCell::default(),
            name: OWNER_NAME.into(),
            seq: Cell::new(0),
            reducing: Reducing::default(),
            views: RefCell::default(),
            #[cfg(debug_assertions)]
            missing: RefCell::default(),
            batches: Cell::new(0),
            has_batched: Cell::new(false),
            #[cfg(debug_assertions)]
            checks: RefCell::default(),
        }
    }

    pub(super) fn seq(&self) -> u64 {
        self.seq.get()
    }

    /// Calls `each` with the key and the version of each slice.
    pub(super) fn for_each_slice(&self, each: &mut dyn FnMut(&str, u64)) {
        self.recover();
        for cell in self.cells.borrow().iter() {
            each(cell.key(), cell.version());
        }
    }

    pub(super) fn dispatch(&self, from: &Rc<str>, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.recover();
        let applied = match self.apply(from, bytes) {
            Ok(applied) => applied,
            Err((action_type, rejected)) => {
                self.metrics.rejected.increment();
                self.log.borrow_mut().refuse(Refusal {
                    action_type,
                    from: Rc::clone(from),
                    rejected: rejected.clone(),
                    at: (self.settings.options.now)(),
                });
                return Err(rejected);
            }
        };
        self.metrics.dispatched.increment();
        if !self.is_own(from) && self.declared.is_beyond(from, tag_of(&applied)) {
            self.metrics.undeclared.increment();
        }
        self.tell(&applied);
        Ok(())
    }

    /// Notifies replicas, then listeners, then, outside of a batch, subscribers. A replica may dispatch: this action is recorded first and
    /// precedes it.
    fn tell(&self, applied: &Rc<Applied>) {
        self.listeners.note(applied);
        self.feed_replicas();
        self.listeners.call();
        self.notify_or_wait();
    }

    fn notify_or_wait(&self) {
        if self.batches.get() == 0 {
            self.notify();
        } else {
            self.has_batched.set(true);
        }
    }

    /// Notifies subscribers.
    pub(super) fn notify(&self) {
        let mut index = 0;
        while let Some(subscriber) = { self.subscribers.borrow().get(index).cloned() } {
            subscriber();
            index += 1;
        }
    }

    pub(super) fn batch(&self, act: Box<dyn FnOnce()>) {
        self.batches.set(self.batches.get() + 1);
        act();
        // A panic in the meantime has ended all batches.
        self.batches.set(self.batches.get().saturating_sub(1));
        if self.batches.get() == 0 && self.has_batched.take() {
            self.notify();
        }
    }

    /// Ends the open batches after a panic.
    pub(super) fn abandon_batches(&self) {
        self.batches.set(0);
        self.has_batched.set(false);
    }

    /// See [`super::OwnerHandle::probe`].
    pub(super) fn probe(&self) -> Result<(), Rejected> {
        self.recover();
        if self.reducing.is_running() {
            return Err(may_not_dispatch("a probe"));
        }
        self.notify_or_wait();
        Ok(())
    }

    fn apply(&self, from: &Rc<str>, bytes: Vec<u8>) -> Result<Rc<Applied>, (String, Rejected)> {
        let tagged = Tagged::parse(&bytes)
            .map_err(|error| (String::new(), Rejected::new(Reason::BadPayload, error.to_string())))?;
        match self.apply_tagged(from, &tagged) {
            Ok(reduced) => Ok(self.note(reduced, bytes, from)),
            Err(rejected) => Err((tagged.tag.to_owned(), rejected)),
        }
    }

    /// Runs the reducers.
    fn apply_tagged(&self, from: &Rc<str>, tagged: &Tagged<'_>) -> Result<Reduced, Rejected> {
        let (slice, _) = tagged.split();
        let own = self.place_of(slice).ok_or_else(|| self.unknown(tagged.tag))?;
        let cell = Rc::clone(&self.cells.borrow()[own]);
        self.check_grant(from, tagged.tag)?;
        if self.reducing.is_running() {
            return Err(may_not_dispatch(tagged.tag));
        }
        if self.cells.borrow().iter().any(|cell| cell.is_held()) {
            return Err(Rejected::refused(format!(
                "{}: a selector may not dispatch; dispatch in a listener",
                tagged.tag
            )));
        }
        if cell.is_lost() {
            return Err(stopped(slice));
        }
        let seq = self.seq.get() + 1;
        self.reducing.begin(own, tagged.tag);
        let outcome = cell.apply(tagged, seq).map_err(|why| refused(slice, tagged.tag, why));
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(rejected) => {
                self.reducing.end();
                return Err(rejected);
            }
        };
        // Only the slice itself sees the secret.
        let redacted = outcome.redacted.as_deref().and_then(|bytes| Tagged::parse(bytes).ok());
        let seen = redacted.as_ref().unwrap_or(tagged);
        let mut changed = SliceSet::default();
        let mut place = 0;
        while let Some(other) = { self.cells.borrow().get(place).cloned() } {
            if place != own {
                self.reducing.go_on(place);
                other.react(seen, seq);
                #[cfg(debug_assertions)]
                if other.version() == seq && other.runtime().is_none() {
                    self.note_check(&*other, seq);
                }
            }
            if other.version() == seq {
                changed.insert(place);
            }
            place += 1;
        }
        self.reducing.end();
        self.seq.set(seq);
        match outcome.secret {
            Some(Secret::Keep(secret)) => *self.vault.borrow_mut() = Some(secret),
            Some(Secret::Forget) => *self.vault.borrow_mut() = None,
            None => {}
        }
        #[cfg(debug_assertions)]
        let hash = cell.runtime().is_none().then(|| cell.hash());
        #[cfg(not(debug_assertions))]
        let hash = None;
        Ok(Reduced {
            seq,
            redacted: outcome.redacted,
            hash,
            changed,
            // A step describes the action only if no other slice reacted.
            step: outcome
                .step
                .filter(|_| changed == SliceSet::of(own))
                .map(|step| (own as u32, step)),
        })
    }

    /// Replicas compare the slices that reacted, too. Only the last actions matter.
    #[cfg(debug_assertions)]
    fn note_check(&self, cell: &dyn OwnerCell, seq: u64) {
        let mut checks = self.checks.borrow_mut();
        if checks.len() > 200 {
            checks.drain(..100);
        }
        let check = Tagged {
            tag: super::CHECK,
            value: Some(&tarn_wire::to_vec(&cell.key().to_owned())),
            extras: None,
        };
        checks.push(Rc::new(Applied {
            seq,
            bytes: check.to_vec(),
            from: Rc::clone(&self.name),
            hash: Some(cell.hash()),
            changed: SliceSet::default(),
            step: None,
        }));
    }

    #[cfg(debug_assertions)]
    fn deliver_checks(&self, link: &Link, seq: u64) {
        let mut checks = self.checks.borrow().clone();
        checks.retain(|check| check.seq == seq);
        for applied in checks {
            (link.deliver)(&Message::Action { applied, after: seq });
        }
    }

    fn note(&self, reduced: Reduced, bytes: Vec<u8>, from: &Rc<str>) -> Rc<Applied> {
        let applied = Rc::new(Applied {
            seq: reduced.seq,
            bytes: reduced.redacted.unwrap_or(bytes),
            from: Rc::clone(from),
            hash: reduced.hash,
            changed: reduced.changed,
            step: reduced.step,
        });
        self.log.borrow_mut().push(LogEntry {
            applied: Rc::clone(&applied),
            at: (self.settings.options.now)(),
        });
        applied
    }

    #[cold]
    fn unknown(&self, action_type: &str) -> Rejected {
        let mut known = Vec::new();
        self.for_each_slice(&mut |key, _| known.push(key.to_owned()));
        Rejected::new(
            Reason::UnknownType,
            format!(
                "unknown action type \"{action_type}\": the slices are {}",
                known.join(", ")
            ),
        )
    }

    fn check_grant(&self, from: &Rc<str>, action_type: &str) -> Result<(), Rejected> {
        match &*self.grants.borrow() {
            Some(grants) if !self.is_own(from) && !grants.allows(from, action_type) => {
                Err(Rejected::new(Reason::NotGranted, grants.refusal(from, action_type)))
            }
            _ => Ok(()),
        }
    }

    /// Whether `from` is the host itself or a part of it, and not a remote.
    pub(super) fn is_own(&self, from: &str) -> bool {
        matches!(from, OWNER_NAME | super::PAGE_NAME | super::TAB_NAME)
    }

    /// Delivers pending messages to every replica, in order. A replica or listener may dispatch during the delivery: the inner call then
    /// delivers everything, and the outer call has nothing left. So all see one order.
    pub(super) fn feed_replicas(&self) {
        // Direct readers of the state see the same changes as replicas.
        self.edition.set(self.edition.get().wrapping_add(1));
        self.refresh_views();
        let mut index = 0;
        while let Some(link) = { self.links.borrow().get(index).cloned() } {
            index += 1;
            while link.reached.get() < self.seq.get() {
                if link.sync == Sync::Snapshots {
                    link.reached.set(self.seq.get());
                    break;
                }
                let due = link.reached.get() + 1;
                link.reached.set(due);
                let applied = self.log.borrow().get(due);
                match applied {
                    Some(applied) if link.is_lost() || link.wants(applied.changed) => {
                        let after = link.delivered.replace(due);
                        (link.deliver)(&Message::Action { applied, after });
                        #[cfg(debug_assertions)]
                        self.deliver_checks(&link, due);
                    }
                    Some(_) => {}
                    None => {
                        // No longer in the log: the last action leaves a gap, and the replica takes snapshots.
                        link.reached.set(self.seq.get() - 1);
                        link.delivered.set(LOST);
                    }
                }
            }
            if !link.follows_nothing() {
                self.feed_snapshots(&link);
            }
        }
    }

    fn feed_snapshots(&self, link: &Link) {
        for followed in link.followed() {
            let cell = find(&self.cells, &followed.slice);
            let version = cell.as_ref().map(|cell| cell.version());
            if followed.sent.get() == version {
                continue;
            }
            followed.sent.set(version);
            (link.deliver)(&Message::Snapshot {
                slice: Rc::clone(&followed.slice),
                snapshot: self.snapshot_of(cell.as_deref(), false),
            });
        }
    }

    pub(super) fn attach(&self, name: &Rc<str>, sync: Sync, deliver: Deliver) {
        self.links
            .borrow_mut()
            .push(Rc::new(Link::new(name, sync, self.seq.get(), deliver)));
    }

    pub(super) fn detach(&self, name: &str) {
        self.links.borrow_mut().retain(|link| &*link.name != name);
    }

    /// The state of a slice, without later changes.
    pub(super) fn peek(&self, slice: &str) -> Option<Vec<u8>> {
        self.recover();
        find(&self.cells, slice)?.snapshot()
    }

    /// See [`super::OwnerHandle::steps_since`].
    pub(super) fn steps_since(&self, slice: &str, version: u64) -> Option<String> {
        let place = self.place_of(slice)?;
        let cell = Rc::clone(&self.cells.borrow()[place]);
        let log = self.log.borrow();
        if cell.version().checked_sub(version)? > MANY_STEPS {
            return None;
        }
        let mut numbers = String::new();
        for seq in version + 1..=cell.version() {
            let applied = log.get(seq)?;
            match applied.step {
                Some((of, step)) if of as usize == place => {
                    if !numbers.is_empty() {
                        numbers.push(' ');
                    }
                    numbers.push_str(&cell.numbers_of(step, seq));
                }
                _ if applied.changed.meets(SliceSet::of(place)) || is_replacement(&applied) => return None,
                _ => {}
            }
        }
        (!numbers.is_empty()).then_some(numbers)
    }

    /// The state of a slice for the replica of that name, which gets its later changes.
    pub(super) fn snapshot(&self, name: &str, slice: &str) -> Snapshot {
        self.recover();
        let cell = find(&self.cells, slice);
        let link = self.links.borrow().iter().find(|link| &*link.name == name).cloned();
        let is_streamed = match (&cell, &link) {
            (Some(cell), Some(link)) => cell.runtime().is_none() && link.sync == Sync::Actions,
            (_, None) => true,
            (None, _) => false,
        };
        if let Some(link) = link {
            match self.place_of(slice) {
                Some(place) if is_streamed => link.stream(place),
                _ => link.follow(slice, cell.as_ref().map(|cell| cell.version())),
            }
        }
        match cell {
            None => self.stored_snapshot(name, slice),
            cell => Snapshot {
                place: self.place_of(slice).map_or(u32::MAX, |place| place as u32),
                ..self.snapshot_of(cell.as_deref(), is_streamed)
            },
        }
    }

    fn stored_snapshot(&self, reader: &str, slice: &str) -> Snapshot {
        let mut snapshot = self.snapshot_of(None, false);
        snapshot.bytes = self.stored_state(reader, slice).map(Into::into);
        snapshot
    }

    fn place_of(&self, slice: &str) -> Option<usize> {
        self.cells.borrow().iter().position(|cell| cell.key() == slice)
    }

    pub(super) fn refresh_stored(&self) {
        self.refresh_absent_views();
        for link in self.links.borrow().clone() {
            for followed in link.followed() {
                if followed.sent.get().is_none() {
                    (link.deliver)(&Message::Snapshot {
                        slice: Rc::clone(&followed.slice),
                        snapshot: self.stored_snapshot(&link.name, &followed.slice),
                    });
                }
            }
        }
    }

    fn snapshot_of(&self, cell: Option<&dyn OwnerCell>, is_streamed: bool) -> Snapshot {
        Snapshot {
            seq: self.seq.get(),
            bytes: cell.and_then(OwnerCell::snapshot).map(Into::into),
            is_streamed,
            place: u32::MAX,
        }
    }

    /// Replaces states as one step in the order of all, for time travel and imports.
    pub(super) fn replace(&self, states: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        for (key, bytes) in states {
            let cell = find(&self.cells, key).ok_or_else(|| StoreError::NoSlice(key.clone()))?;
            // No reducer can check the state of an orphaned slice, which stays unchanged.
            if !is_orphaned(&*cell) && !cell.accepts(bytes) {
                return Err(StoreError::BadSnapshot {
                    slice: key.clone(),
                    message: "it is not a state of this slice".into(),
                });
            }
        }
        let seq = self.seq.get() + 1;
        for (key, bytes) in states {
            if let Some(cell) = find(&self.cells, key).filter(|cell| !is_orphaned(&**cell)) {
                // It was accepted above.
                let _ = cell.restore(bytes, seq);
            }
        }
        self.seq.set(seq);
        let tagged = Tagged {
            tag: super::REPLACED,
            value: None,
            extras: None,
        };
        // Replicas get the new states instead of an action.
        let reduced = Reduced {
            seq,
            redacted: None,
            hash: None,
            changed: SliceSet::default(),
            step: None,
        };
        let applied = self.note(reduced, tagged.to_vec(), &Rc::clone(&self.name));
        self.feed_replicas();
        for link in self.links.borrow().clone() {
            for (key, _) in states {
                (link.deliver)(&Message::Snapshot {
                    slice: key.as_str().into(),
                    snapshot: self.snapshot_of(find(&self.cells, key).as_deref(), true),
                });
            }
        }
        self.tell(&applied);
        Ok(())
    }
}

#[cold]
fn may_not_dispatch(what: &str) -> Rejected {
    Rejected::refused(format!("{what}: a reducer may not dispatch; dispatch in a listener"))
}

/// Whether it is time travel, which changes unnamed slices.
fn is_replacement(applied: &Applied) -> bool {
    Tagged::parse(&applied.bytes).is_ok_and(|tagged| tagged.tag == super::REPLACED)
}

fn is_orphaned(cell: &dyn OwnerCell) -> bool {
    cell.runtime().is_some_and(Registered::is_orphaned)
}

impl Role for Owner {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected> {
        Self::dispatch(self, &self.name, bytes)
    }

    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>> {
        match find(&self.cells, key) {
            Some(cell) if cell.runtime().is_none() => Some(cell),
            _ => self.view(key),
        }
    }

    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError> {
        self.admit_view(cell)
    }

    fn receive_action(&self, _seq: u64, _after: u64, _bytes: &[u8], _hash: Option<u32>) {}

    fn receive_step(&self, _seq: u64, _after: u64, _slice: u32, _step: Step, _hash: Option<u32>) {}

    fn receive_snapshot(&self, _slice: &str, _snapshot: &Snapshot) {}

    fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn super::RuntimeReducer>,
        _share: fn(Rc<dyn super::RuntimeReducer>) -> super::SharedReducer,
    ) -> Result<(), RegistrationError> {
        self.register_slice(slice, &self.name, initial, reducer)
    }

    fn unregister(&self, slice: &str) {
        self.unregister_slice(slice, OWNER_NAME);
    }

    fn batch(&self, act: Box<dyn FnOnce()>, _share: fn(Box<dyn FnOnce()>) -> super::SharedAct) {
        Self::batch(self, act);
    }

    fn owner(&self) -> Option<&Owner> {
        Some(self)
    }
}

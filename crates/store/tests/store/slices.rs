//! A contract for these tests: a session, counters and the look of the page.

use tarn_store::{Action, Change, Contract, Foreign, React, Reduce, Rejected, Step, Steps, Store, StoreBuilder};
use tarn_wire::{Tagged, Wire};

pub(crate) const CONTRACT: Contract = Contract {
    name: "test-contract",
    version: "1.2.0",
    fingerprint: "f1",
};

/// The greatest count of a counter.
pub(crate) const MAX_COUNT: u32 = 999;

/// The longest name of a counter in bytes.
const MAX_NAME: usize = 100;

/// The builder of a store with all slices.
pub(crate) fn builder() -> StoreBuilder {
    StoreBuilder::new(CONTRACT)
        .slice::<Session>()
        .slice::<Counters>()
        .slice::<Display>()
        .reset_on(SessionAction::LOG_OUT)
        .ready_on(SessionAction::RESTORED)
}

/// An owner with all slices.
pub(crate) fn make_store() -> Store {
    builder().build()
}

#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct Session {
    pub(crate) is_ready: bool,
    pub(crate) is_logged_in: bool,
    pub(crate) user: Option<String>,
    pub(crate) has_token: bool,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "session", state = Session)]
pub(crate) enum SessionAction {
    SetToken {
        #[slice(secret)]
        token: String,
        expires_at: u64,
    },
    #[slice(crosses_tabs)]
    SetIsLoggedIn {
        is_logged_in: bool,
    },
    SetUser {
        user: String,
    },
    #[slice(crosses_tabs, forgets_secret)]
    LogOut,
    Restored,
}

impl Reduce<SessionAction> for Session {
    fn reduce(&mut self, action: SessionAction, _seq: u64) -> Result<Change, Rejected> {
        let before = self.clone();
        match action {
            SessionAction::SetToken { .. } => self.has_token = true,
            SessionAction::SetIsLoggedIn { is_logged_in } => self.is_logged_in = is_logged_in,
            SessionAction::SetUser { user } => self.user = Some(user),
            SessionAction::LogOut => {
                *self = Self {
                    is_ready: self.is_ready,
                    ..Self::default()
                }
            }
            SessionAction::Restored => self.is_ready = true,
        }
        Ok(Change::when(*self != before))
    }
}

/// Whether an action of another tab announces a login there.
pub(crate) fn is_login(action: &Tagged<'_>) -> bool {
    matches!(action.decode(), Ok(SessionAction::SetIsLoggedIn { is_logged_in: true }))
}

pub(crate) fn is_logged_in(session: &Session) -> bool {
    session.is_logged_in
}

pub(crate) fn is_ready(session: &Session) -> bool {
    session.is_ready
}

/// Counters in the order of their creation. They belong to the user.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct Counters {
    pub(crate) counters: Vec<Counter>,
    pub(crate) updated_seq: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub(crate) struct Counter {
    pub(crate) name: String,
    pub(crate) count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "counters", state = Counters, reacts_to(SessionAction::LogOut), steps)]
pub(crate) enum CountersAction {
    /// Adds to the counter of that name, and creates it if it is missing.
    #[slice(crosses_tabs)]
    Add(Counter),
    /// Sets a counter; 0 removes it.
    #[slice(crosses_tabs)]
    Set { name: String, count: u32 },
    #[slice(crosses_tabs)]
    Remove { name: String },
    #[slice(crosses_tabs)]
    Clear,
}

impl Counters {
    fn position(&self, name: &str) -> Option<usize> {
        self.counters.iter().position(|counter| counter.name == name)
    }

    fn sum(&self, added: &Counter) -> Result<u32, Rejected> {
        check(added)?;
        let present = self.position(&added.name).map_or(0, |at| self.counters[at].count);
        let sum = present + added.count;
        check(&Counter {
            name: added.name.clone(),
            count: sum,
        })?;
        Ok(sum)
    }

    fn set(&mut self, name: &str, count: u32) {
        match self.position(name) {
            Some(at) => self.counters[at].count = count,
            None => self.counters.push(Counter {
                name: name.into(),
                count,
            }),
        }
    }
}

fn check(counter: &Counter) -> Result<(), Rejected> {
    if counter.name.is_empty() || counter.name.len() > MAX_NAME {
        return Err(Rejected::refused("name: is empty or too long"));
    }
    if counter.count == 0 || counter.count > MAX_COUNT {
        return Err(Rejected::refused("count: is not between 1 and 999"));
    }
    Ok(())
}

impl Reduce<CountersAction> for Counters {
    fn reduce(&mut self, action: CountersAction, seq: u64) -> Result<Change, Rejected> {
        let before = self.counters.clone();
        match action {
            CountersAction::Add(added) => {
                let sum = self.sum(&added)?;
                self.set(&added.name, sum);
            }
            CountersAction::Set { name, count: 0 } | CountersAction::Remove { name } => {
                self.counters.retain(|counter| counter.name != name);
            }
            CountersAction::Set { name, count } => {
                let counter = Counter { name, count };
                check(&counter)?;
                self.set(&counter.name, count);
            }
            CountersAction::Clear => self.counters.clear(),
        }
        let is_changed = self.counters != before;
        if is_changed {
            self.updated_seq = seq;
        }
        Ok(Change::when(is_changed))
    }
}

impl React for Counters {
    fn react(&mut self, _log_out: &Foreign<'_>) -> Change {
        let is_changed = !self.counters.is_empty();
        self.counters.clear();
        Change::when(is_changed)
    }
}

impl Steps for Counters {
    /// The place of a counter, and its new count.
    fn step_of(&self, action: &Tagged<'_>) -> Option<Step> {
        let Ok(CountersAction::Add(added)) = action.decode() else {
            return None;
        };
        let at = self.position(&added.name)?;
        Some(Step(at as u32, self.sum(&added).ok()?))
    }

    fn take_step(&mut self, Step(at, count): Step, seq: u64) -> bool {
        let Some(counter) = self.counters.get_mut(at as usize) else {
            return false;
        };
        counter.count = count;
        self.updated_seq = seq;
        true
    }

    fn changed_numbers(Step(at, count): Step, seq: u64) -> String {
        format!("counters.{at}.count={count} updatedSeq={seq}")
    }
}

/// Counts under one name.
pub(crate) fn add(count: u32) -> CountersAction {
    add_to("a", count)
}

pub(crate) fn add_to(name: &str, count: u32) -> CountersAction {
    CountersAction::Add(Counter {
        name: name.into(),
        count,
    })
}

pub(crate) fn total(counters: &Counters) -> u32 {
    counters.counters.iter().map(|counter| counter.count).sum()
}

/// The look of the page. It belongs to the page and not to a user.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct Display {
    pub(crate) is_dark: bool,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "display", state = Display)]
pub(crate) enum DisplayAction {
    #[slice(crosses_tabs)]
    SetDark { is_dark: bool },
}

impl Reduce<DisplayAction> for Display {
    fn reduce(&mut self, DisplayAction::SetDark { is_dark }: DisplayAction, _seq: u64) -> Result<Change, Rejected> {
        let change = Change::when(self.is_dark != is_dark);
        self.is_dark = is_dark;
        Ok(change)
    }
}

pub(crate) fn is_dark(display: &Display) -> bool {
    display.is_dark
}

//! How a remote is doing: its states, and what leads from one to another.

use crate::Code;

/// How a remote is doing: `remotes()[].status`, and `data-status` of its slots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// Nobody has asked for it.
    #[default]
    Idle,
    /// On its way.
    Loading,
    /// Loaded, and running where it is mounted.
    Ready,
    /// Could not be loaded or mounted.
    Failed,
    /// Panicked or trapped; its instance is gone.
    Crashed,
    /// Cannot live with this page's contracts.
    Refused,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Idle,
        Self::Loading,
        Self::Ready,
        Self::Failed,
        Self::Crashed,
        Self::Refused,
    ];

    /// The state that an error of this kind leads to.
    #[must_use]
    pub fn after(code: Code) -> Self {
        match code {
            Code::CONTRACT_REFUSED => Self::Refused,
            Code::CRASHED => Self::Crashed,
            _ => Self::Failed,
        }
    }

    /// The name in `remotes()` and `data-status`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Crashed => "crashed",
            Self::Refused => "refused",
        }
    }
}

/// What happens to a remote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// Somebody wants it: a slot, a prefetch, a click on Try again.
    Asked,
    /// Its code is here.
    Loaded,
    /// A component of it stands in the page.
    Mounted,
    /// It could not be loaded, or a component not be mounted.
    Failed,
    /// Its manifest asks for contracts that this page does not have.
    Refused,
    /// It panicked or trapped, at this time in milliseconds.
    Crashed(f64),
}

/// More crashes than this within [`CRASH_WINDOW_MS`], and it waits to be asked.
const CRASHES: usize = 3;
const CRASH_WINDOW_MS: f64 = 60_000.0;
/// How long what happened can be read before a crashed remote starts again by itself. The second time, twice as long.
const RESTART_AFTER_MS: u32 = 3_000;

/// The state of one remote.
#[derive(Debug, Default)]
pub struct Lifecycle {
    status: Status,
    /// When it crashed last, the latest first.
    crashes: [Option<f64>; CRASHES],
}

impl Lifecycle {
    /// Its present state.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Takes an event; the state before.
    pub fn step(&mut self, event: Event) -> Status {
        if let Event::Crashed(at) = event {
            self.crashes.rotate_right(1);
            self.crashes[0] = Some(at);
        }
        let next = after(self.status, event);
        core::mem::replace(&mut self.status, next)
    }

    /// When it crashed last.
    #[must_use]
    pub fn crashed_at(&self) -> Option<f64> {
        self.crashes[0]
    }

    /// After how many milliseconds a crashed remote starts again by itself; `None` after three crashes within a minute.
    #[must_use]
    pub fn restarts_after(&self) -> Option<u32> {
        let latest = self.crashes[0]?;
        let recent = |crash: &&Option<f64>| crash.is_some_and(|at| latest - at < CRASH_WINDOW_MS);
        match self.crashes.iter().filter(recent).count() {
            CRASHES.. => None,
            recent => Some(RESTART_AFTER_MS << (recent - 1)),
        }
    }
}

fn after(status: Status, event: Event) -> Status {
    match (event, status) {
        (Event::Crashed(_), _) => Status::Crashed,
        // What a crash brought down also failed; the crash is what happened.
        (Event::Failed | Event::Refused, Status::Crashed) => Status::Crashed,
        (Event::Failed, _) => Status::Failed,
        (Event::Refused, _) => Status::Refused,
        (Event::Asked, Status::Ready) => Status::Ready,
        (Event::Asked, _) => Status::Loading,
        // Code that comes after all does not bring back what has crashed meanwhile; a mount does.
        (Event::Loaded, Status::Crashed) => Status::Crashed,
        (Event::Loaded | Event::Mounted, _) => Status::Ready,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_takes_every_event() {
        use Status::*;
        let expected = [
            // Asked, Loaded, Mounted, Failed, Refused, Crashed
            (Idle, [Loading, Ready, Ready, Failed, Refused, Crashed]),
            (Loading, [Loading, Ready, Ready, Failed, Refused, Crashed]),
            (Ready, [Ready, Ready, Ready, Failed, Refused, Crashed]),
            (Failed, [Loading, Ready, Ready, Failed, Refused, Crashed]),
            (Crashed, [Loading, Crashed, Ready, Crashed, Crashed, Crashed]),
            (Refused, [Loading, Ready, Ready, Failed, Refused, Crashed]),
        ];
        let events = [
            Event::Asked,
            Event::Loaded,
            Event::Mounted,
            Event::Failed,
            Event::Refused,
            Event::Crashed(0.0),
        ];
        assert_eq!(expected.map(|(from, _)| from), Status::ALL);
        for (from, to) in expected {
            for (event, to) in events.into_iter().zip(to) {
                let mut lifecycle = Lifecycle {
                    status: from,
                    ..Lifecycle::default()
                };
                assert_eq!(lifecycle.step(event), from);
                assert_eq!(lifecycle.status(), to, "{from:?}, {event:?}");
            }
        }
    }

    #[test]
    fn it_starts_again_by_itself_until_the_third_crash_within_a_minute() {
        let mut lifecycle = Lifecycle::default();
        assert_eq!(
            lifecycle.restarts_after(),
            None,
            "what has not crashed need not start again"
        );
        lifecycle.step(Event::Crashed(1_000.0));
        assert_eq!(lifecycle.restarts_after(), Some(3_000));
        lifecycle.step(Event::Crashed(31_000.0));
        assert_eq!(lifecycle.restarts_after(), Some(6_000));
        lifecycle.step(Event::Crashed(60_999.0));
        assert_eq!(lifecycle.restarts_after(), None);
        // Asked for, it ran for a while.
        lifecycle.step(Event::Crashed(91_000.0));
        assert_eq!(
            lifecycle.restarts_after(),
            Some(6_000),
            "the one at 31 s is a minute ago"
        );
        lifecycle.step(Event::Crashed(300_000.0));
        assert_eq!(lifecycle.restarts_after(), Some(3_000));
    }
}

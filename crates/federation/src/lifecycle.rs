//! The lifecycle of a remote: its states and transitions.

use crate::Code;

/// The status of a remote: `remotes()[].status`, and `data-status` of its slots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// Not requested yet.
    #[default]
    Idle,
    /// Loading.
    Loading,
    /// Loaded.
    Ready,
    /// Not loaded or not mounted, because of an error.
    Failed,
    /// Panicked or trapped. Its instance is gone.
    Crashed,
    /// Incompatible with the contracts of this page.
    Refused,
}

impl Status {
    /// All of them.
    #[cfg(test)]
    const ALL: [Self; 6] = [
        Self::Idle,
        Self::Loading,
        Self::Ready,
        Self::Failed,
        Self::Crashed,
        Self::Refused,
    ];

    /// The status after an error of this kind.
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

/// An event in the life of a remote.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// Requested by a slot, a preload, or a click on Try again.
    Asked,
    /// Its code is loaded.
    Loaded,
    /// One of its components is mounted.
    Mounted,
    /// A load or a mount failed.
    Failed,
    /// Its manifest requires contracts that this page does not have.
    Refused,
    /// It panicked or trapped at this time, in milliseconds.
    Crashed(f64),
}

/// After this many crashes within [`CRASH_WINDOW_MS`] the remote does not restart automatically.
const CRASHES: usize = 3;
const CRASH_WINDOW_MS: f64 = 60_000.0;
/// The delay before a crashed remote restarts automatically, in which the error can be read. It doubles for the second crash.
const RESTART_AFTER_MS: u32 = 3_000;

/// The lifecycle of one remote.
#[derive(Debug, Default)]
pub struct Lifecycle {
    status: Status,
    /// The times of the last crashes, newest first.
    crashes: [Option<f64>; CRASHES],
}

impl Lifecycle {
    /// The current status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Applies an event. Returns the previous status.
    pub fn step(&mut self, event: Event) -> Status {
        if let Event::Crashed(at) = event {
            self.crashes.rotate_right(1);
            self.crashes[0] = Some(at);
        }
        let next = after(self.status, event);
        core::mem::replace(&mut self.status, next)
    }

    /// The time of the last crash.
    #[must_use]
    pub fn crashed_at(&self) -> Option<f64> {
        self.crashes[0]
    }

    /// The milliseconds until a crashed remote restarts automatically; `None` after three crashes within a minute.
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
        // A failure that follows from a crash does not replace it.
        (Event::Failed | Event::Refused, Status::Crashed) => Status::Crashed,
        (Event::Failed, _) => Status::Failed,
        (Event::Refused, _) => Status::Refused,
        (Event::Asked, Status::Ready) => Status::Ready,
        (Event::Asked, _) => Status::Loading,
        // A late load does not revive a remote that has crashed in the meantime; a mount does.
        (Event::Loaded, Status::Crashed) => Status::Crashed,
        (Event::Loaded | Event::Mounted, _) => Status::Ready,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_accepts_every_event() {
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
    fn a_remote_restarts_automatically_until_its_third_crash_within_a_minute() {
        let mut lifecycle = Lifecycle::default();
        assert_eq!(lifecycle.restarts_after(), None, "no crash, no restart");
        lifecycle.step(Event::Crashed(1_000.0));
        assert_eq!(lifecycle.restarts_after(), Some(3_000));
        lifecycle.step(Event::Crashed(31_000.0));
        assert_eq!(lifecycle.restarts_after(), Some(6_000));
        lifecycle.step(Event::Crashed(60_999.0));
        assert_eq!(lifecycle.restarts_after(), None);
        // It was restarted on request and ran for a while.
        lifecycle.step(Event::Crashed(91_000.0));
        assert_eq!(
            lifecycle.restarts_after(),
            Some(6_000),
            "the crash at 31 s is a minute ago"
        );
        lifecycle.step(Event::Crashed(300_000.0));
        assert_eq!(lifecycle.restarts_after(), Some(3_000));
    }
}

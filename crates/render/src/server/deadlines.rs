//! The clock of the sandbox: it advances while renderers run.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use wasmtime::{Engine, EngineWeak};

/// The step of the clock.
const TICK: Duration = Duration::from_millis(5);

/// Advances the epoch of an engine while renderers run. Without any, its thread sleeps.
#[derive(Clone)]
pub(super) struct Deadlines(Arc<Shared>);

struct Shared {
    running: Mutex<Running>,
    change: Condvar,
}

#[derive(Default)]
struct Running {
    count: usize,
    has_ended: bool,
}

/// A running renderer.
pub(super) struct Run<'a>(&'a Shared);

impl Deadlines {
    pub(super) fn new(engine: &Engine) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            running: Mutex::default(),
            change: Condvar::new(),
        });
        let (clock, engine) = (Arc::clone(&shared), engine.weak());
        thread::Builder::new()
            .name("render-deadlines".into())
            .spawn(move || clock.advance(&engine))?;
        Ok(Self(shared))
    }

    /// The number of steps until a deadline.
    pub(super) fn ticks(deadline: Duration) -> u64 {
        let ticks = deadline.as_millis() / TICK.as_millis();
        // The present step has already begun.
        u64::try_from(ticks).unwrap_or(u64::MAX).saturating_add(1)
    }

    /// Keeps the clock going until the result is dropped.
    pub(super) fn run(&self) -> Run<'_> {
        self.0.change(|running| running.count += 1);
        Run(&self.0)
    }

    /// Ends the thread.
    pub(super) fn end(&self) {
        self.0.change(|running| running.has_ended = true);
    }
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        self.0.change(|running| running.count -= 1);
    }
}

impl Shared {
    fn change(&self, change: impl FnOnce(&mut Running)) {
        change(&mut self.running.lock().unwrap_or_else(PoisonError::into_inner));
        self.change.notify_one();
    }

    fn advance(&self, engine: &EngineWeak) {
        loop {
            let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            let idle = |running: &mut Running| running.count == 0 && !running.has_ended;
            let running = self
                .change
                .wait_while(running, idle)
                .unwrap_or_else(PoisonError::into_inner);
            if running.has_ended {
                return;
            }
            drop(running);
            thread::sleep(TICK);
            match engine.upgrade() {
                Some(engine) => engine.increment_epoch(),
                None => return,
            }
        }
    }
}

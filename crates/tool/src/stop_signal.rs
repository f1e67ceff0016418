//! Ctrl-C and its relatives, as something one can wait for.

use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Context as _;

/// Hears Ctrl-C, and where there are such, the signals TERM and HUP.
#[derive(Debug)]
pub struct StopSignal(Receiver<()>);

impl StopSignal {
    /// From now on these signals no longer end this process.
    pub fn listen() -> anyhow::Result<Self> {
        let (sender, receiver) = channel();
        ctrlc::set_handler(move || {
            // Nobody waiting any more means that we are on our way out already.
            let _ = sender.send(());
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Self(receiver))
    }

    /// Waits at most this long; whether somebody asked us to stop.
    pub fn came_within(&self, time: Duration) -> bool {
        match self.0.recv_timeout(time) {
            Ok(()) => true,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(time);
                false
            }
        }
    }
}

/// Asks the process to end as Ctrl-C would, so that it can finish what it is doing.
pub fn interrupt(child: &mut Child) {
    #[cfg(unix)]
    {
        // It fails only where the process has ended by itself, which is what is wanted.
        let _ = rustix::process::kill_process(rustix::process::Pid::from_child(child), rustix::process::Signal::INT);
    }
    #[cfg(not(unix))]
    {
        let _ = child.kill();
    }
}

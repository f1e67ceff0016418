//! Ctrl-C and similar signals, as an event to wait for.

use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Context as _;

/// Receives Ctrl-C, and where they exist the signals TERM and HUP.
#[derive(Debug)]
pub struct StopSignal(Receiver<()>);

impl StopSignal {
    /// From here on, these signals do not end the process.
    pub fn listen() -> anyhow::Result<Self> {
        let (sender, receiver) = channel();
        ctrlc::set_handler(move || {
            // Without a receiver, the process is already ending.
            let _ = sender.send(());
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Self(receiver))
    }

    /// Waits at most this long; returns whether a signal came.
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

/// Interrupts the process as Ctrl-C would, so that it can finish its work.
pub fn interrupt(child: &mut Child) {
    #[cfg(unix)]
    {
        // It fails only if the process has already ended.
        let _ = rustix::process::kill_process(rustix::process::Pid::from_child(child), rustix::process::Signal::INT);
    }
    #[cfg(not(unix))]
    {
        let _ = child.kill();
    }
}

//! Counters of the page.

use std::cell::Cell;

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// The counters of this page.
        #[derive(Debug, Default)]
        pub struct Metrics {
            $($(#[$doc])* pub $name: Counter,)*
        }

        /// The counters at one moment.
        #[derive(Debug, Clone, PartialEq, Eq, tarn_wire::Wire)]
        pub struct MetricsSnapshot {
            $($(#[$doc])* pub $name: u32,)*
            /// Attached replicas: one per loaded remote in Rust.
            pub replicas: u32,
            /// Listeners of the owner.
            pub listeners: u32,
        }

        impl Metrics {
            pub(super) fn snapshot(&self, replicas: usize, listeners: usize) -> MetricsSnapshot {
                MetricsSnapshot {
                    $($name: self.$name.get(),)*
                    replicas: replicas as u32,
                    listeners: listeners as u32,
                }
            }
        }
    };
}

counters! {
    /// Actions applied.
    dispatched
    /// Actions refused.
    rejected
    /// Applied actions that the manifest of their remote does not declare.
    undeclared
    /// Messages sent to other tabs.
    bridge_sent
    /// Messages accepted from other tabs.
    bridge_received
    /// Dropped messages of other tabs and invalid stored values.
    bridge_dropped
    /// Resynchronizations of replicas with new snapshots.
    resyncs
    /// Failed loads and mounts of remotes.
    remote_failures
    /// Restarts of remotes after a failure.
    remote_restarts
    /// Differences between the HTML of a server and the views that took it over; each was mended.
    view_mismatches
}

/// An increasing number.
#[derive(Debug, Default)]
pub struct Counter(Cell<u32>);

impl Counter {
    /// Adds one.
    pub fn increment(&self) {
        self.0.set(self.0.get().saturating_add(1));
    }

    /// The number.
    #[must_use]
    pub fn get(&self) -> u32 {
        self.0.get()
    }
}

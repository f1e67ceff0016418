//! Counters that tell whether the page is well.

use std::cell::Cell;

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// What has happened in this page. Whoever makes something happen counts it.
        #[derive(Debug, Default)]
        pub struct Metrics {
            $($(#[$doc])* pub $name: Counter,)*
        }

        /// The counters at one moment, and how many there are.
        #[derive(Debug, Clone, PartialEq, Eq, tarn_wire::Wire)]
        pub struct MetricsSnapshot {
            $($(#[$doc])* pub $name: u32,)*
            /// Replicas that are attached: one per remote in Rust that was loaded.
            pub replicas: u32,
            /// Effects of the owner that listen.
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
    /// Actions applied that the manifest of their remote does not declare.
    undeclared
    /// Messages sent to other tabs.
    bridge_sent
    /// Messages taken from other tabs.
    bridge_received
    /// Messages from other tabs, or from storage, that were not understood.
    bridge_dropped
    /// Replicas that lost the thread and took new snapshots.
    resyncs
    /// Remotes that could not be loaded or mounted.
    remote_failures
    /// Remotes that were started again after a failure.
    remote_restarts
}

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(Cell<u32>);

impl Counter {
    /// One more.
    pub fn increment(&self) {
        self.0.set(self.0.get().saturating_add(1));
    }

    /// How many.
    #[must_use]
    pub fn get(&self) -> u32 {
        self.0.get()
    }
}

//! Counters that tell whether the page is well.

use std::cell::Cell;

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// What has happened in this page. Whoever makes something happen counts it.
        #[derive(Debug, Default)]
        pub struct Metrics {
            $($(#[$doc])* pub $name: Counter,)*
        }

        /// The counters at one moment.
        #[derive(Debug, Clone, PartialEq, Eq, wire::Wire)]
        pub struct MetricsSnapshot {
            $($(#[$doc])* pub $name: u32,)*
        }

        impl Metrics {
            /// The counters now.
            #[must_use]
            pub fn snapshot(&self) -> MetricsSnapshot {
                MetricsSnapshot { $($name: self.$name.get(),)* }
            }
        }
    };
}

counters! {
    /// Actions applied.
    dispatched
    /// Actions refused.
    rejected
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

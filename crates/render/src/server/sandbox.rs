//! What a renderer may use: memory up to a limit, and the report of its panic.

use wasmtime::ResourceLimiter;

/// Tables of functions have at most this many entries.
const MAX_TABLE: usize = 20_000;
/// A longer report of a panic is cut.
const MAX_REPORT: usize = 2_000;

/// The state of one call.
pub(super) struct Sandbox {
    memory: usize,
    /// The size of all memories of the call, in bytes.
    used: usize,
    /// Whether the renderer has asked for more memory than it may use.
    pub(super) is_out_of_memory: bool,
    /// The text of a panic.
    pub(super) report: Option<String>,
    /// The time of the request, in milliseconds since the epoch. It does not advance.
    now_ms: f64,
    /// Whether the renderer has asked for the time.
    pub(super) has_read_clock: bool,
}

impl Sandbox {
    pub(super) fn new(memory: usize, now_ms: f64) -> Self {
        Self {
            memory,
            used: 0,
            is_out_of_memory: false,
            report: None,
            now_ms,
            has_read_clock: false,
        }
    }

    /// The renderer asks for the time.
    pub(super) fn read_clock(&mut self) -> f64 {
        self.has_read_clock = true;
        self.now_ms
    }

    /// Notes the report of a panic.
    pub(super) fn note(&mut self, mut report: String) {
        if report.len() > MAX_REPORT {
            report.truncate(report.floor_char_boundary(MAX_REPORT));
            report.push('…');
        }
        self.report = Some(report);
    }
}

impl ResourceLimiter for Sandbox {
    /// The limit is that of all memories together.
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let used = self.used.saturating_add(desired.saturating_sub(current));
        let is_allowed = used <= self.memory;
        match is_allowed {
            true => self.used = used,
            false => self.is_out_of_memory = true,
        }
        Ok(is_allowed)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= MAX_TABLE)
    }
}

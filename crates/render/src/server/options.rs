//! Limits of renderers, and where they are.

use std::path::PathBuf;
use std::time::Duration;

/// Where renderers are, and what they may use.
///
/// ```
/// use std::time::Duration;
///
/// use tarn_render::RenderOptions;
///
/// let options = RenderOptions { deadline: Duration::from_millis(50), ..RenderOptions::new("dist") };
/// assert_eq!(options.memory, 32 << 20);
/// ```
#[derive(Debug, Clone)]
pub struct RenderOptions {
    /// The folder of built apps.
    pub dist: PathBuf,
    /// The folder for compiled renderers. Without it every start compiles them again.
    pub cache: Option<PathBuf>,
    /// The time that one call of a renderer may take.
    pub deadline: Duration,
    /// The memory that one call may use, in bytes.
    pub memory: usize,
    /// The number of calls at one time. Further calls wait.
    pub concurrent: u32,
    /// The room for renderings that are used again, in bytes; 0 keeps none. A renderer is asked again when its build, its request or an
    /// answer of the API differs, in another minute, and each time if it reads the clock.
    pub memo: u64,
}

impl RenderOptions {
    /// The renderers of the apps in `dist`: 100 ms and 32 MiB for a call, 32 calls at one time, 32 MiB of kept
    /// renderings, no cache of compiled renderers.
    #[must_use]
    pub fn new(dist: impl Into<PathBuf>) -> Self {
        Self {
            dist: dist.into(),
            cache: None,
            deadline: Duration::from_millis(100),
            memory: 32 << 20,
            concurrent: 32,
            memo: 32 << 20,
        }
    }
}

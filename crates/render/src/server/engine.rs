//! The engine of all renderers.

use std::sync::Arc;

use wasmtime::{Cache, CacheConfig, Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

use super::deadlines::Deadlines;
use super::error::RenderError;
use super::options::RenderOptions;

/// Instances of core modules in one component: the app, the engine of its language, and adapters of tools.
const MODULES: u32 = 16;
/// Memories in one component: the app's, and those of adapters.
const MEMORIES: u32 = 4;

/// The engine, its clock and the limits of a call. Clones share them.
#[derive(Clone)]
pub(super) struct Machine {
    pub(super) engine: Engine,
    pub(super) deadlines: Deadlines,
    pub(super) options: Arc<RenderOptions>,
    _end: Arc<EndOfClock>,
}

/// Ends the clock with the last use of the engine.
struct EndOfClock(Deadlines);

impl Drop for EndOfClock {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Machine {
    pub(super) fn new(options: RenderOptions) -> Result<Self, RenderError> {
        let engine = Engine::new(&config(&options)?).map_err(|error| RenderError::Engine(format!("{error:#}")))?;
        let deadlines = Deadlines::new(&engine).map_err(|error| RenderError::Engine(error.to_string()))?;
        Ok(Self {
            engine,
            deadlines: deadlines.clone(),
            options: Arc::new(options),
            _end: Arc::new(EndOfClock(deadlines)),
        })
    }
}

fn config(options: &RenderOptions) -> Result<Config, RenderError> {
    let mut pool = PoolingAllocationConfig::default();
    pool.total_component_instances(options.concurrent)
        .total_core_instances(options.concurrent * MODULES)
        .total_memories(options.concurrent * MEMORIES)
        .total_tables(options.concurrent * MODULES)
        .max_core_instances_per_component(MODULES)
        .max_memories_per_component(MEMORIES)
        .max_memories_per_module(MEMORIES)
        .max_tables_per_component(MODULES)
        .max_memory_size(options.memory);
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        .epoch_interruption(true)
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pool))
        // A slot of the pool reserves addresses for the limit of a call, not for the 4 GiB of any module.
        .memory_reservation(options.memory as u64)
        .memory_guard_size(1 << 20);
    if let Some(folder) = &options.cache {
        let mut cache = CacheConfig::new();
        let unusable = |error: &dyn std::fmt::Display| RenderError::Cache(format!("{}: {error:#}", folder.display()));
        cache.with_directory(std::path::absolute(folder).map_err(|error| unusable(&error))?);
        let cache = Cache::new(cache).map_err(|error| unusable(&error))?;
        config.cache(Some(cache));
    }
    Ok(config)
}

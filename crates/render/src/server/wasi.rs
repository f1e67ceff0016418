//! The part of WASI that a renderer has: constant randomness, the time of the request, an empty environment.
//!
//! Rust's standard library imports files, sockets and streams as well. They are not there: a call of one ends the renderer.

use wasmtime::component::{ComponentType, Lift, Linker, LinkerInstance, Lower};
use wasmtime::{Result, StoreContextMut};

use super::sandbox::Sandbox;

/// Seed of hash tables. HTML must not depend on their order, and a constant seed makes every rendering the same.
const SEED: u64 = 0x7461_726e;

/// `wasi:clocks/wall-clock.datetime`.
#[derive(ComponentType, Lift, Lower)]
#[component(record)]
struct Datetime {
    seconds: u64,
    nanoseconds: u32,
}

/// Adds what renderers have. A linker takes another patch version of the same interfaces, too.
pub(super) fn add_to_linker(linker: &mut Linker<Sandbox>) -> Result<()> {
    add_randomness(linker)?;
    add_clocks(linker)?;
    let mut environment = linker.instance("wasi:cli/environment@0.2.0")?;
    constant(&mut environment, "get-environment", Vec::<(String, String)>::new)?;
    constant(&mut environment, "get-arguments", Vec::<String>::new)?;
    constant(&mut environment, "initial-cwd", || None::<String>)
}

fn add_randomness(linker: &mut Linker<Sandbox>) -> Result<()> {
    let mut seed = linker.instance("wasi:random/insecure-seed@0.2.0")?;
    constant(&mut seed, "insecure-seed", || (SEED, SEED))?;
    for interface in ["wasi:random/random@0.2.0", "wasi:random/insecure@0.2.0"] {
        let (bytes, number) = match interface.contains("insecure") {
            true => ("get-insecure-random-bytes", "get-insecure-random-u64"),
            false => ("get-random-bytes", "get-random-u64"),
        };
        let mut random = linker.instance(interface)?;
        constant(&mut random, number, || SEED)?;
        random.func_wrap(bytes, |_, (length,): (u64,)| Ok((vec![0_u8; length.min(64) as usize],)))?;
    }
    Ok(())
}

fn add_clocks(linker: &mut Linker<Sandbox>) -> Result<()> {
    let mut wall = linker.instance("wasi:clocks/wall-clock@0.2.0")?;
    wall.func_wrap("now", |mut store: StoreContextMut<'_, Sandbox>, ()| {
        Ok((datetime(store.data_mut().read_clock()),))
    })?;
    constant(&mut wall, "resolution", || datetime(1.0))?;
    let mut monotonic = linker.instance("wasi:clocks/monotonic-clock@0.2.0")?;
    constant(&mut monotonic, "now", || 0_u64)?;
    constant(&mut monotonic, "resolution", || 1_000_000_u64)
}

fn datetime(ms: f64) -> Datetime {
    // Conversions of numbers saturate.
    Datetime {
        seconds: (ms / 1000.0) as u64,
        nanoseconds: ((ms % 1000.0) * 1e6) as u32,
    }
}

fn constant<T>(
    interface: &mut LinkerInstance<'_, Sandbox>,
    name: &str,
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Result<()>
where
    T: ComponentType + Lower + Send + Sync + 'static,
{
    interface.func_wrap(name, move |_, ()| Ok((value(),)))
}

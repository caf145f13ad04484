//! The wasmtime engine, and compiled components kept between runs.

use crate::log::{self, Level};
use anyhow::Context as _;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::hash::{Hash as _, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use wasmtime::component::Component;
use wasmtime::{Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

/// How long a guest computes before other work gets its turn.
const TICK: Duration = Duration::from_millis(10);

/// Instances that may live at the same time, as in Spin.
const MAX_INSTANCES: u32 = 1_000;

/// Memory of a returned instance's slot that is cleared by writing instead of being given back to
/// the system. More is quicker to reuse and longer held.
const KEEP_RESIDENT_BYTES: usize = 512 << 10;

/// Compiled components that nothing used for so long are deleted.
const KEEP_COMPILED: Duration = Duration::from_hours(14 * 24);

/// Starts an engine, with memory set aside for many instances where the machine has the address
/// space for it.
pub(crate) fn start() -> anyhow::Result<Engine> {
    let pooling = InstanceAllocationStrategy::Pooling(pool());
    let engine = Engine::new(&config(pooling)).or_else(|error| {
        log::write(Level::Warning, None, format_args!("no pool of instances: {error:#}"));
        Engine::new(&config(InstanceAllocationStrategy::OnDemand))
    });
    let engine = engine.map_err(anyhow::Error::from).context("cannot start wasmtime")?;
    tick(&engine);
    Ok(engine)
}

fn config(strategy: InstanceAllocationStrategy) -> Config {
    let mut config = Config::new();
    config.wasm_component_model_async(true);
    config.epoch_interruption(true);
    config.allocation_strategy(strategy);
    config
}

fn pool() -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::default();
    pool.total_component_instances(MAX_INSTANCES)
        .total_memories(MAX_INSTANCES)
        .total_tables(2 * MAX_INSTANCES)
        .total_stacks(MAX_INSTANCES)
        .total_core_instances(4 * MAX_INSTANCES)
        .max_memory_size(4 << 30)
        .linear_memory_keep_resident(KEEP_RESIDENT_BYTES)
        .table_keep_resident(KEEP_RESIDENT_BYTES)
        .pagemap_scan(Enabled::Auto);
    pool
}

/// Lets long computations give way every [`TICK`], for as long as the engine lives.
fn tick(engine: &Engine) {
    let engine = engine.weak();
    std::thread::spawn(move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(TICK);
        }
    });
}

/// Compiles `wasm`, or takes what an earlier run compiled from the same bytes with the same engine
/// out of `cache`.
pub(crate) fn compile(engine: &Engine, wasm: &[u8], cache: &Path) -> anyhow::Result<Component> {
    let path = cache.join(format!("{}.cwasm", fingerprint(engine, wasm)));
    if let Some(component) = load(engine, &path) {
        return Ok(component);
    }
    let component = Component::new(engine, wasm)?;
    // Without a cache the next start is slower and nothing else.
    if let Err(error) = keep(&component, &path) {
        log::write(Level::Warning, None, format_args!("compiled component not kept: {error:#}"));
    }
    Ok(component)
}

/// Names what compilation depends on: the component, the compiler and its settings.
fn fingerprint(engine: &Engine, wasm: &[u8]) -> String {
    let mut hasher = Fingerprint(Sha256::new());
    engine.precompile_compatibility_hash().hash(&mut hasher);
    hasher.write(wasm);
    let mut name = String::new();
    for byte in hasher.0.finalize() {
        // A string takes every write.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

struct Fingerprint(Sha256);

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Unused: the whole digest is taken instead.
    fn finish(&self) -> u64 {
        0
    }
}

fn load(engine: &Engine, path: &Path) -> Option<Component> {
    let file = fs::File::open(path).ok()?;
    // SAFETY: wasmtime needs the file to be its own output, unchanged while it is mapped. The
    // folder is this user's, its files are written under another name and renamed when whole,
    // never changed after, and named by a digest of all they were made from. Who can change them
    // can change this program as well.
    #[expect(unsafe_code, reason = "mapping the file is what makes the second start quick")]
    let component = unsafe { Component::deserialize_file(engine, path) }.ok()?;
    // Says that the file is in use still; see `sweep`.
    let _ = file.set_modified(SystemTime::now());
    Some(component)
}

fn keep(component: &Component, path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().context("the cache has no folder")?;
    fs::create_dir_all(folder)?;
    sweep(folder);
    let unfinished: PathBuf = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&unfinished, component.serialize()?)?;
    fs::rename(&unfinished, path)?;
    Ok(())
}

/// Deletes what nothing has used for long. A file that cannot be deleted stays.
fn sweep(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let used = file.metadata().and_then(|metadata| metadata.modified());
        let idle = used.ok().and_then(|used| used.elapsed().ok());
        if idle.is_some_and(|idle| idle > KEEP_COMPILED) {
            let _ = fs::remove_file(file.path());
        }
    }
}

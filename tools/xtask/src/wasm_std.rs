//! The standard library for the two WASM targets: there already, from rustup, or built from source.

mod archive;
mod install;
mod source;

use crate::checkout::Checkout;
use crate::progress::{Plan, note};
use crate::run::Run;
use anyhow::{Context as _, Result, bail};
use std::fmt;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

/// rustup retries for minutes where its servers cannot be reached; there is another way then.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// What the functions are compiled for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Platform {
    /// Spin components.
    Spin,
    /// Cloudflare Workers.
    Workers,
}

impl Platform {
    pub(crate) const ALL: [Self; 2] = [Self::Spin, Self::Workers];

    /// rustc's name of the target.
    pub(crate) const fn triple(self) -> &'static str {
        match self {
            Self::Spin => "wasm32-wasip2",
            Self::Workers => "wasm32-unknown-unknown",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spin => "Spin",
            Self::Workers => "Workers",
        })
    }
}

/// The compiler in use.
pub(crate) struct Compiler {
    sysroot: PathBuf,
    release: String,
}

impl Compiler {
    fn find(checkout: &Checkout) -> Result<Self> {
        let rustc = |args: &[&str]| Run::new("rustc").args(args).within(checkout.root()).text();
        let version = rustc(&["--version", "--verbose"])?;
        let release = version.lines().find_map(|line| line.strip_prefix("release: "));
        let release = release.context("`rustc -vV` names no release")?.to_owned();
        let sysroot = PathBuf::from(rustc(&["--print", "sysroot"])?.trim());
        Ok(Self { sysroot, release })
    }

    fn rustlib(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib")
    }
}

/// Makes sure that both targets compile; does nothing if they do.
///
/// # Errors
///
/// A sentence that says what to do, if neither rustup nor Debian's sources can help.
pub(crate) fn ensure(checkout: &Checkout) -> Result<()> {
    let missing = missing(checkout);
    if missing.is_empty() {
        return Ok(());
    }
    let lock = lock(checkout)?;
    let mut plan = Plan::default();
    let triples = names(&missing);
    plan.add(format!("installing the standard library for {triples}"), || add(checkout, &missing));
    plan.run()?;
    lock.unlock()?;
    Ok(())
}

fn add(checkout: &Checkout, missing: &[Platform]) -> Result<()> {
    let by_rustup = by_rustup(checkout, missing);
    let missing: Vec<_> = missing.iter().copied().filter(|p| !compiles(checkout, *p)).collect();
    if missing.is_empty() {
        return install::clear_old_builds(checkout, &Platform::ALL);
    }
    note(format_args!("rustup cannot install it here, so it is built from Debian's Rust sources"));
    from_source(checkout, &missing).with_context(|| {
        let why = by_rustup.err().map(|error| format!("{error:#}")).unwrap_or_default();
        let names = names(&missing);
        format!(
            "the standard library for {names} is missing and could not be built from source; \
             run `rustup target add {names}` where rustup's servers can be reached{}{why}\n\
             Building from source",
            if why.is_empty() { "" } else { ".\nrustup said: " },
        )
    })
}

fn by_rustup(checkout: &Checkout, missing: &[Platform]) -> Result<()> {
    let add = Run::new("rustup").args(["target", "add"]).args(missing.iter().map(|p| p.triple()));
    add.within(checkout.root()).limit(RUSTUP_LIMIT).quiet()
}

fn from_source(checkout: &Checkout, missing: &[Platform]) -> Result<()> {
    let compiler = Compiler::find(checkout)?;
    let folder = checkout.cache(&format!("std/{}", compiler.release));
    let sources = source::fetch(&compiler, &folder)?;
    for platform in missing {
        install::build(&compiler, &sources, *platform)?;
        if !compiles(checkout, *platform) {
            bail!("the standard library built for {} does not link", platform.triple());
        }
    }
    install::clear_old_builds(checkout, missing)?;
    sources.remove()
}

fn missing(checkout: &Checkout) -> Vec<Platform> {
    Platform::ALL.into_iter().filter(|platform| !compiles(checkout, *platform)).collect()
}

/// Whether a program that needs std compiles and links. Files alone prove little: a hand-copied or
/// half-removed library, or one of another compiler, looks the same.
fn compiles(checkout: &Checkout, platform: Platform) -> bool {
    let program = "pub fn probe() -> usize { std::env::args().count() }";
    let output = checkout.target().join(format!("probe-{platform}-{}.wasm", std::process::id()));
    let probe = Run::new("rustc")
        .args(["-", "--edition=2024", "--crate-type=cdylib", "--crate-name=probe", "-Cpanic=abort"])
        .args(["--target", platform.triple(), "-o"])
        .arg(&output)
        .within(checkout.root())
        .input(program);
    let linked = crate::checkout::make_folder(checkout.target()).and_then(|()| probe.quiet());
    // A leftover file in the target folder harms nobody.
    let _ = crate::checkout::remove(&output);
    linked.is_ok()
}

/// Two commands at once must not both install.
fn lock(checkout: &Checkout) -> Result<File> {
    crate::checkout::make_folder(&checkout.cache(""))?;
    let file = File::create(checkout.cache("std.lock"))?;
    file.lock()?;
    Ok(file)
}

fn names(platforms: &[Platform]) -> String {
    platforms.iter().map(|platform| platform.triple()).collect::<Vec<_>>().join(" ")
}

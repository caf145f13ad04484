//! Builds std and moves it into the sysroot in one step.

use super::source::Sources;
use super::{Compiler, Platform};
use crate::checkout::{Checkout, make_folder, remove};
use crate::progress::{Took, note};
use crate::run::Run;
use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The name of the crate that is built so that cargo builds std.
const CRATE: &str = "carrier";

/// Builds std for `platform` and puts it where rustc looks for it.
pub(crate) fn build(compiler: &Compiler, sources: &Sources, platform: Platform) -> Result<()> {
    let begun = Instant::now();
    let triple = platform.triple();
    note(format_args!("compiling std {} for {triple}, about half a minute", compiler.release));
    let link = SourceLink::make(compiler, sources)?;
    let built = compile(sources, triple);
    link.remove()?;
    let staged = stage(compiler, sources, platform, &built?)?;
    put(&staged, &compiler.rustlib().join(triple))?;
    note(format_args!("compiled and installed std for {triple} in {}", Took(begun.elapsed())));
    Ok(())
}

/// Removes what was compiled for these targets before: cargo would not notice that std is another.
pub(crate) fn clear_old_builds(checkout: &Checkout, platforms: &[Platform]) -> Result<()> {
    // Functions are built where spin.toml looks for them, wherever cargo puts all else.
    let targets = [checkout.target().to_owned(), checkout.path("target")];
    targets.iter().try_for_each(|target| {
        platforms.iter().try_for_each(|platform| remove(&target.join(platform.triple())))
    })
}

/// Where `-Z build-std` looks for the sources, for as long as it needs them.
struct SourceLink(Option<PathBuf>);

impl SourceLink {
    fn make(compiler: &Compiler, sources: &Sources) -> Result<Self> {
        let place = compiler.rustlib().join("src/rust");
        let left_by_us = fs::read_link(&place).is_ok_and(|to| to == sources.rust);
        if !left_by_us && place.join("library/std/Cargo.toml").exists() {
            return Ok(Self(None));
        }
        remove(&place)?;
        let folder = place.parent().context("the sysroot has no parent")?;
        make_folder(folder).with_context(|| read_only(compiler))?;
        link(&sources.rust, &place).with_context(|| read_only(compiler))?;
        Ok(Self(Some(place)))
    }

    fn remove(self) -> Result<()> {
        self.0.map_or(Ok(()), |place| remove(&place))
    }
}

fn read_only(compiler: &Compiler) -> String {
    let sysroot = compiler.sysroot.display();
    format!("cannot write to {sysroot}; use a Rust toolchain that is yours, from rustup")
}

#[cfg(unix)]
fn link(to: &Path, place: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, place)
}

#[cfg(not(unix))]
fn link(to: &Path, place: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(to, place)
}

/// Compiles an empty crate and, with it, all of std; returns the folder of libraries.
fn compile(sources: &Sources, triple: &str) -> Result<PathBuf> {
    let folder = sources.build_folder();
    make_folder(&folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{CRATE}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    Run::cargo()
        .args(["build", "--release", "--target", triple, "-Zbuild-std=std,panic_abort"])
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation of the functions needs std's bitcode too.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .without_env(&["CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC_WRAPPER"])
        .within(&folder)
        .quiet()?;
    Ok(folder.join("target").join(triple).join("release/deps"))
}

/// Lays the target's folder out beside its place.
fn stage(
    compiler: &Compiler,
    sources: &Sources,
    platform: Platform,
    built: &Path,
) -> Result<PathBuf> {
    let name = format!(".{}-{}", platform.triple(), std::process::id());
    let staged = compiler.rustlib().join(name);
    remove(&staged)?;
    let libraries = staged.join("lib");
    make_folder(&libraries).with_context(|| read_only(compiler))?;
    let own = format!("lib{CRATE}-");
    let mut count = 0;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension() == Some(OsStr::new("rlib")) && !name.starts_with(&own) {
            fs::copy(&path, libraries.join(name))?;
            count += 1;
        }
    }
    if count == 0 {
        bail!("cargo built no library for {}", platform.triple());
    }
    match platform {
        Platform::Workers => {}
        Platform::Spin => stage_libc(sources, &libraries.join("self-contained"))?,
    }
    Ok(staged)
}

fn stage_libc(sources: &Sources, folder: &Path) -> Result<()> {
    make_folder(folder)?;
    for file in ["crt1-command.o", "crt1-reactor.o", "libc.a"] {
        let from = sources.wasi_libc().join(file);
        let copied = fs::copy(&from, folder.join(file));
        copied.with_context(|| format!("the package wasi-libc has no {file} for wasm32-wasip2"))?;
    }
    Ok(())
}

/// Renames, so that an interrupted run never leaves half a library in place.
fn put(staged: &Path, place: &Path) -> Result<()> {
    let old = staged.with_extension("old");
    remove(&old)?;
    if place.exists() {
        fs::rename(place, &old)?;
    }
    fs::rename(staged, place)?;
    remove(&old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_installed_library_is_replaced_whole() {
        let folder = std::env::temp_dir().join(format!("xtask-put-{}", std::process::id()));
        let (staged, place) = (folder.join(".target-1"), folder.join("target"));
        make_folder(&staged.join("lib")).unwrap();
        make_folder(&place.join("lib")).unwrap();
        fs::write(place.join("lib/half.rlib"), "").unwrap();
        fs::write(staged.join("lib/whole.rlib"), "").unwrap();
        put(&staged, &place).unwrap();
        assert!(place.join("lib/whole.rlib").exists());
        assert!(!place.join("lib/half.rlib").exists());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        remove(&folder).unwrap();
    }
}

//! Makes components smaller: the linker leaves to `wasm-opt` what only it does.

use super::{WASM_FEATURES, order, write_number};
use crate::checkout::{Checkout, make_folder, remove};
use crate::digest::digest;
use crate::setup::npm_script;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::Path;

/// How a component is made smaller counts, too.
const HOW: [&[u8]; 2] = [include_bytes!("shrink.rs"), include_bytes!("order.rs")];

/// A section of a component that is a core module (Component Model, `Binary.md`).
const CORE_MODULE: u8 = 1;

/// A section of a component that nobody runs by: what its parts are called, and what made them.
const CUSTOM: u8 = 0;

/// Core modules smaller than this only join others together.
const WORTH_IT_BYTES: usize = 10_000;

/// Makes the component at `path` smaller, which was just built. What was made of the same bytes
/// before is taken again.
pub(super) fn component(checkout: &Checkout, path: &Path) -> Result<()> {
    let linked = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let name = path.file_stem().context("the component has no name")?;
    let folder = checkout.path("target/xtask/components").join(name);
    let known = folder.join(format!("{}.wasm", digest([linked.as_slice(), HOW[0], HOW[1]])));
    if !known.exists() {
        // Only the newest is kept.
        remove(&folder)?;
        make_folder(&folder)?;
        let smaller = shrunk(checkout, &linked, &folder)?;
        // Written elsewhere first: what an interrupted build leaves is not taken for whole.
        let half = known.with_extension("half");
        fs::write(&half, smaller).with_context(|| format!("writing {}", half.display()))?;
        fs::rename(&half, &known).with_context(|| format!("writing {}", known.display()))?;
    }
    // A new file: the one that is there may be the same as one that cargo compares with.
    let new = path.with_extension("new");
    fs::copy(&known, &new).with_context(|| format!("writing {}", new.display()))?;
    fs::rename(&new, path).with_context(|| format!("writing {}", path.display()))
}

fn shrunk(checkout: &Checkout, component: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let (head, mut rest) = component.split_at_checked(8).context("it is no component")?;
    let mut smaller = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, after) = number(after).context("a section has no length")?;
        let (content, next) = after.split_at_checked(length).context("a section is cut")?;
        if id == CORE_MODULE && length > WORTH_IT_BYTES {
            let module = optimised(checkout, content, folder)?;
            smaller.push(id);
            write_number(module.len(), &mut smaller);
            smaller.extend(module);
        } else if id != CUSTOM {
            smaller.push(id);
            write_number(length, &mut smaller);
            smaller.extend(content);
        }
        rest = next;
    }
    Ok(smaller)
}

fn optimised(checkout: &Checkout, module: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let file = folder.join(format!("module-{}.wasm", std::process::id()));
    fs::write(&file, module).with_context(|| format!("writing {}", file.display()))?;
    npm_script(checkout, "binaryen/bin/wasm-opt")
        .args(WASM_FEATURES.map(|feature| format!("--enable-{feature}")))
        // Taken apart and put together anew, it comes out shorter than `-Oz` alone has it.
        .args(["--enable-simd", "--flatten", "--rereloop", "-Oz", "-Oz"])
        .args(["--strip-debug", "--strip-producers", "-o"])
        .args([&file, &file])
        .quiet()
        .context("wasm-opt cannot make it smaller")?;
    order::reorder(checkout, &file)?;
    let smaller = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
    fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?;
    ensure!(!smaller.is_empty(), "wasm-opt left nothing");
    Ok(smaller)
}

/// An unsigned LEB128 number, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(place + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, 558_348] {
            let mut bytes = Vec::new();
            write_number(value, &mut bytes);
            bytes.push(7);
            assert_eq!(number(&bytes), Some((value, [7].as_slice())), "{value}");
        }
        assert_eq!(number(&[0x80; 5]), None);
    }
}

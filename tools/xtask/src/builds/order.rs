//! Puts a module's functions in another order, in which it compresses better.
//!
//! gzip finds again what it saw within the last 32 kB. A linker leaves functions in the order of
//! their crates, so that what is alike, such as the same code for two types, is far apart.

#![expect(
    clippy::indexing_slicing,
    reason = "functions and pieces are counted from 0, without gaps"
)]

use super::{WASM_FEATURES, write_number};
use crate::checkout::Checkout;
use crate::setup::npm_script;
use anyhow::{Context as _, Result, ensure};
use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::Path;
use wasmparser::{Parser, Payload, TypeRef};

/// How far back gzip looks, less what it takes to say so.
const WINDOW_BYTES: usize = 24_000;

/// Functions are alike if they have pieces of this many bytes in common.
const PIECE_BYTES: usize = 6;

/// Puts each function of a module without names behind those that it is most like.
pub(super) fn reorder(checkout: &Checkout, module: &Path) -> Result<()> {
    let mut bytes = fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let names = names(&bytes).with_context(|| format!("reading {}", module.display()))?;
    bytes.extend(names);
    fs::write(module, bytes).with_context(|| format!("writing {}", module.display()))?;
    npm_script(checkout, "binaryen/bin/wasm-opt")
        .args(WASM_FEATURES.map(|feature| format!("--enable-{feature}")))
        .args(["--enable-simd", "--reorder-functions-by-name", "--strip-debug", "-o"])
        .args([module, module])
        .quiet()
        .context("wasm-opt cannot order functions")
}

/// A section that names each function by its place in the order.
fn names(module: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = &payload {
            for import in imports.clone().into_imports() {
                imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        } else if let Payload::CodeSectionEntry(body) = &payload {
            bodies.push(body.as_bytes());
        } else if let Payload::CustomSection(section) = &payload {
            ensure!(section.name() != "name", "its functions have names");
        }
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    let mut map = Vec::new();
    write_number(places.len(), &mut map);
    for (function, place) in places.into_iter().enumerate() {
        write_number(imported + function, &mut map);
        write_text(&format!("{place:08}"), &mut map);
    }
    let mut content = Vec::new();
    write_text("name", &mut content);
    content.push(1);
    write_number(map.len(), &mut content);
    content.extend(map);
    let mut section = vec![0];
    write_number(content.len(), &mut section);
    section.extend(content);
    Ok(section)
}

fn write_text(text: &str, to: &mut Vec<u8>) {
    write_number(text.len(), to);
    to.extend(text.as_bytes());
}

/// The functions in an order in which each has much in common with those right before it.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut pieces = Pieces::of(bodies);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut window = VecDeque::new();
    let mut length = 0;
    while let Some(place) = (0..left.len()).max_by_key(|place| {
        let function = left[*place];
        // Of those that are as like, the longest, and of those the first.
        (pieces.likeness(function), bodies[function].len(), usize::MAX - function)
    }) {
        let next = left.swap_remove(place);
        order.push(next);
        window.push_back(next);
        length += bodies[next].len();
        pieces.enter(next);
        while let Some(&first) = window.front().filter(|_| length > WINDOW_BYTES) {
            window.pop_front();
            length -= bodies[first].len();
            pieces.leave(first);
        }
    }
    order
}

/// The pieces of functions, and which of them are in the window.
struct Pieces {
    /// The pieces of each function, each once.
    of: Vec<Vec<usize>>,
    /// The functions that each piece is in.
    within: Vec<Vec<usize>>,
    /// How often each piece is in the window.
    count: Vec<usize>,
    /// How many of each function's pieces are in the window.
    seen: Vec<usize>,
}

impl Pieces {
    fn of(bodies: &[&[u8]]) -> Self {
        let mut ids = HashMap::new();
        let mut within: Vec<Vec<usize>> = Vec::new();
        let mut of = Vec::new();
        for (function, body) in bodies.iter().enumerate() {
            let mut own = Vec::new();
            for piece in body.windows(PIECE_BYTES) {
                let id = *ids.entry(piece).or_insert(within.len());
                if id == within.len() {
                    within.push(Vec::new());
                }
                if within[id].last() != Some(&function) {
                    within[id].push(function);
                    own.push(id);
                }
            }
            of.push(own);
        }
        let (count, seen) = (vec![0; within.len()], vec![0; bodies.len()]);
        Self { of, within, count, seen }
    }

    /// How much of a function is in the window, in millionths; a short one counts for less.
    fn likeness(&self, function: usize) -> usize {
        self.seen[function] * 1_000_000 / (self.of[function].len() + 8)
    }

    fn enter(&mut self, function: usize) {
        for piece in &self.of[function] {
            self.count[*piece] += 1;
            if self.count[*piece] == 1 {
                self.within[*piece].iter().for_each(|other| self.seen[*other] += 1);
            }
        }
    }

    fn leave(&mut self, function: usize) {
        for piece in &self.of[function] {
            self.count[*piece] -= 1;
            if self.count[*piece] == 0 {
                self.within[*piece].iter().for_each(|other| self.seen[*other] -= 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together() {
        let bodies: [&[u8]; 5] =
            [b"one and the same", b"0123456789", b"one and the sum", b"012345678", b""];
        assert_eq!(order(&bodies), [0, 2, 1, 3, 4]);
    }
}

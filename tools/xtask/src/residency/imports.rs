//! What a component asks of its host.

use super::report::Store;
use anyhow::{Result, ensure};
use wasmparser::{Encoding, Parser, Payload};

/// Packages and interfaces that keep or carry data, by their beginning.
const STORES: [(&str, &str); 17] = [
    ("spin:sqlite/", "sqlite"),
    ("fermyon:spin/sqlite", "sqlite"),
    ("spin:key-value/", "key-value"),
    ("fermyon:spin/key-value", "key-value"),
    ("wasi:keyvalue/", "key-value"),
    ("spin:redis/", "redis"),
    ("fermyon:spin/redis", "redis"),
    ("spin:postgres/", "postgresql"),
    ("fermyon:spin/postgres", "postgresql"),
    ("spin:mysql/", "mysql"),
    ("fermyon:spin/mysql", "mysql"),
    ("spin:mqtt/", "mqtt"),
    ("fermyon:spin/mqtt", "mqtt"),
    ("wasi:blobstore/", "files"),
    ("wasi:messaging/", "messages"),
    ("wasi:otel/", "telemetry"),
    ("fermyon:spin/llm", "language model"),
];

/// Interfaces that give nothing by themselves. Every Rust program asks for files and sockets;
/// there are no files without the grant `files`, and no connection without a granted host.
const HARMLESS: [&str; 10] = [
    "wasi:cli/",
    "wasi:clocks/",
    "wasi:config/",
    "wasi:filesystem/",
    "wasi:http/",
    "wasi:io/",
    "wasi:random/",
    "wasi:sockets/",
    "spin:variables/",
    "fermyon:spin/variables",
];

/// What the component `wasm` could store by its imports. An import that is in neither table counts
/// as a store of its own name.
///
/// # Errors
///
/// If `wasm` is not a component.
pub(super) fn stores(wasm: &[u8]) -> Result<Vec<Store>> {
    let imports = imports(wasm)?;
    Ok(imports.iter().filter_map(|import| store(import)).collect())
}

fn store(import: &str) -> Option<Store> {
    if HARMLESS.iter().any(|harmless| import.starts_with(harmless)) {
        return None;
    }
    let known = STORES.iter().find(|(start, _)| import.starts_with(start));
    let kind = known.map_or("something unknown", |(_, kind)| kind);
    Some(Store { kind: kind.to_owned(), by: format!("import {import}") })
}

/// The names of what the outermost component imports; what is imported inside of it is given by
/// the component itself.
fn imports(wasm: &[u8]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::Version { encoding, .. } = payload {
            ensure!(depth > 0 || encoding == Encoding::Component, "it is a module");
            depth += 1;
        } else if let Payload::End(_) = payload {
            depth = depth.saturating_sub(1);
        } else if let Payload::ComponentImportSection(section) = payload
            && depth == 1
        {
            for import in section {
                found.push(import?.name.name.to_owned());
            }
        }
    }
    Ok(found)
}

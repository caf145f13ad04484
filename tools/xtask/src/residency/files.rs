//! The wrangler files of a tree.

use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders of what is made or installed.
const MADE: [&str; 4] = ["build", "dist", "node_modules", "target"];

/// Every wrangler file below `root`, in the order of their paths.
pub(super) fn wrangler_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(root, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            if !MADE.contains(&name.as_str()) && !name.starts_with('.') {
                collect(&entry.path(), found)?;
            }
        } else if is_wrangler_file(&name) {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// `wrangler.toml`, `wrangler.staging.jsonc`, `staging.wrangler.json`.
fn is_wrangler_file(name: &str) -> bool {
    let mut parts = name.rsplit('.');
    let extension = parts.next().unwrap_or_default();
    matches!(extension, "toml" | "json" | "jsonc") && parts.any(|part| part.starts_with("wrangler"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrangler_files_are_known_by_their_names() {
        for (name, want) in [
            ("wrangler.toml", true),
            ("wrangler.json", true),
            ("wrangler.jsonc", true),
            ("wrangler.staging.toml", true),
            ("wrangler-staging.toml", true),
            ("staging.wrangler.jsonc", true),
            ("wrangler.md", false),
            ("spin.toml", false),
            ("wrangler", false),
            ("toml", false),
        ] {
            assert_eq!(is_wrangler_file(name), want, "{name}");
        }
    }
}

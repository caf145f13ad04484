//! The sizes a report lists, beside what they may be at most.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::bench::report::{Budget, Sized};
use crate::bench::size::{FUNCTIONS, Size, WIDGET};
use crate::builds::{BESIDE_THE_DATA, component};
use crate::checkout::Checkout;

/// A page that can be used without its script.
const PAGE: Budget = Budget::Brotli(14_000);

/// The same with the script.
const PAGE_WITH_SCRIPT: Budget = Budget::Brotli(25_000);

/// The sizes of everything that is built, and of `page`, a survey's page as it is served; it is
/// put into `folder` to be measured. What was not built is left out.
pub(crate) fn all(checkout: &Checkout, page: &[u8], folder: &Path) -> anyhow::Result<Vec<Sized>> {
    let mut sizes = functions(checkout)?;
    sizes.extend(pages(checkout, page, folder)?);
    Ok(sizes)
}

fn functions(checkout: &Checkout) -> anyhow::Result<Vec<Sized>> {
    let mut names = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    let edge = FUNCTIONS.map(|(function, most)| (function, Some(Budget::Gzip(most))));
    // They are never sent anywhere.
    let zone = BESIDE_THE_DATA.map(|function| (function, None));
    for (function, budget) in edge.into_iter().chain(zone) {
        for (platform, file) in [
            ("Workers", checkout.path(&format!("functions/{function}/build/index_bg.wasm"))),
            ("Spin", component(checkout, function)),
        ] {
            if file.is_file() {
                names.push((format!("{function}, {platform}"), budget));
                files.push(file);
            }
        }
    }
    let sizes = Size::of(&files)?;
    Ok(names
        .into_iter()
        .zip(sizes)
        .map(|((name, budget), size)| Sized { name, size, budget })
        .collect())
}

fn pages(checkout: &Checkout, page: &[u8], folder: &Path) -> anyhow::Result<Vec<Sized>> {
    let html = folder.join("page.html");
    fs::write(&html, page).with_context(|| format!("cannot write {}", html.display()))?;
    let built = |name| checkout.path("widget/dist").join(name);
    let files = [html, built("page.css"), built("page.js"), built("widget.js")];
    let sizes = Size::of(&files)?;
    let [html, style, script, widget] =
        <[Size; 4]>::try_from(sizes).map_err(|_| anyhow::anyhow!("four files were measured"))?;
    let row =
        |name: &str, size, budget| Sized { name: name.to_owned(), size, budget: Some(budget) };
    Ok(vec![
        row("survey page: HTML + CSS", html + style, PAGE),
        row("survey page: HTML + CSS + JS", html + style + script, PAGE_WITH_SCRIPT),
        row("widget loader", widget, Budget::Brotli(WIDGET)),
    ])
}

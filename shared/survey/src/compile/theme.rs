//! The brand of a survey's pages: what is derived from its tokens, and whether it can be read.

mod colour;
mod contrast;
mod palette;
mod sheet;

use serde_json::{Map, Value};

use super::problem::{DefinitionProblem, Scheme};
use super::walk::member;
pub use colour::{Colour, InvalidColour};
use palette::Given;
pub use palette::Palette;
pub(super) use sheet::FONTS;

/// What a colour must be.
pub(super) const COLOUR: &str = "a colour as #rrggbb, such as #0c5c63";

/// What a theme comes to.
#[derive(Debug, Default)]
pub(super) struct Theme {
    /// The style sheet, made from the tokens alone.
    pub(super) sheet: String,
    /// Pairs of its colours that do not stand out from each other as much as WCAG 2.2 AA asks.
    pub(super) faint: Vec<DefinitionProblem>,
}

impl Theme {
    /// What the tokens of a theme come to; `at` is its path. What is not given is derived, or is as
    /// on pages without a theme.
    pub(super) fn of(tokens: &Map<String, Value>, at: &str) -> Self {
        let ([light, dark], faint) = derived(tokens, at);
        Self { sheet: sheet::write(&light, &dark, tokens), faint }
    }
}

/// The colours of a theme, for light and for dark, for what has no style sheet of its own. `at` is
/// its path, and `tokens` what `nordsvar.theme` holds; what is no colour is as if it were not there.
///
/// # Errors
///
/// The pairs of colours that do not stand out from each other as much as WCAG 2.2 AA asks.
pub fn palettes(
    tokens: &Map<String, Value>,
    at: &str,
) -> Result<[Palette; 2], Vec<DefinitionProblem>> {
    let (palettes, faint) = derived(tokens, at);
    if faint.is_empty() { Ok(palettes) } else { Err(faint) }
}

/// The palettes, and what is too faint in them.
fn derived(tokens: &Map<String, Value>, at: &str) -> ([Palette; 2], Vec<DefinitionProblem>) {
    let none = Map::new();
    let dark_tokens = tokens.get("dark").and_then(Value::as_object).unwrap_or(&none);
    let (given, given_dark) = (Given::read(tokens), Given::read(dark_tokens));
    let light = Palette::light(given);
    let dark = Palette::dark(given_dark, given.accent);
    let mut faint = contrast::faint(&light, given, at, Scheme::Light);
    faint.extend(contrast::faint(&dark, given_dark, &member(at, "dark"), Scheme::Dark));
    ([light, dark], faint)
}

#[cfg(test)]
mod tests;

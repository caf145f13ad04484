//! Which pairs of colours have to stand out from each other, and by how much.

use super::super::problem::{DefinitionProblem, DefinitionReason, Scheme};
use super::super::walk::member;
use super::colour::Colour;
use super::palette::{Given, Palette};

/// What text needs (WCAG 2.2, 1.4.3).
pub(super) const TEXT: f64 = 4.5;

/// What the borders of controls and the ring around the focus need (1.4.11).
pub(super) const BORDER: f64 = 3.0;

/// A colour of a page, as people call it, and the token that it comes from.
#[derive(Clone, Copy)]
pub(super) struct Named {
    name: &'static str,
    colour: Colour,
    token: &'static str,
}

/// Two colours that meet on a page, and the contrast that they need.
pub(super) struct Pair {
    pub(super) front: Named,
    pub(super) back: Named,
    pub(super) needed: f64,
}

impl Pair {
    pub(super) fn ratio(&self) -> f64 {
        self.front.colour.contrast(self.back.colour)
    }
}

/// All pairs of a palette that its theme decides about.
pub(super) fn pairs(palette: &Palette) -> Vec<Pair> {
    let named = |name, colour, token| Named { name, colour, token };
    let background = named("background", palette.background, "background");
    let surface = named("surface", palette.surface, "surface");
    let accent = named("accent", palette.accent, "accent");
    let fronts = [
        (named("text", palette.text, "text"), TEXT),
        (named("muted text", palette.muted, "text"), TEXT),
        (named("borders of controls", palette.border, "text"), BORDER),
        (accent, TEXT),
        (named("accent under the pointer", palette.strong, "accent"), TEXT),
        (named("the ring around the focus", palette.accent, "accent"), BORDER),
    ];
    let on_grounds = fronts
        .into_iter()
        .flat_map(|(front, needed)| [background, surface].map(|back| Pair { front, back, needed }));
    let on_accent = named("text on accent", palette.on_accent, "accent");
    on_grounds.chain([Pair { front: on_accent, back: accent, needed: TEXT }]).collect()
}

/// What is too faint. A pair stands at the token that is given of the two; of what comes of the
/// same two tokens only the first is told, for mending it mends the others.
pub(super) fn faint(
    palette: &Palette,
    given: Given,
    at: &str,
    scheme: Scheme,
) -> Vec<DefinitionProblem> {
    let is_given = |token: &str| match token {
        "accent" => given.accent.is_some(),
        "background" => given.background.is_some(),
        "surface" => given.surface.is_some(),
        _ => given.text.is_some(),
    };
    let mut told: Vec<(&str, &str)> = Vec::new();
    let mut problems = Vec::new();
    for pair in pairs(palette) {
        let (ratio, Pair { front, back, needed }) = (pair.ratio(), pair);
        if ratio >= needed || told.contains(&(front.token, back.token)) {
            continue;
        }
        told.push((front.token, back.token));
        let token = [front, back].into_iter().find(|one| is_given(one.token));
        let path = token.map_or_else(|| at.to_owned(), |one| member(at, one.token));
        let reason = DefinitionReason::Contrast {
            front: front.name,
            back: back.name,
            ratio: hundredths(ratio),
            needed: if needed < TEXT { "3" } else { "4.5" },
            scheme,
        };
        problems.push(DefinitionProblem { path, reason });
    }
    problems
}

/// A ratio with two decimals, rounded down: what is below what is needed never reads as if it
/// were not.
fn hundredths(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}

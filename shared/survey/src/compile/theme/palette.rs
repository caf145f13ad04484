//! All colours of a page, from the few that a theme gives.

use serde_json::{Map, Value};

use super::colour::Colour;
use super::contrast::{BORDER, TEXT};

/// The colours that a theme gives for light or for dark.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given {
    pub(super) accent: Option<Colour>,
    pub(super) background: Option<Colour>,
    pub(super) surface: Option<Colour>,
    pub(super) text: Option<Colour>,
}

impl Given {
    pub(super) fn read(tokens: &Map<String, Value>) -> Self {
        let colour = |name: &str| tokens.get(name).and_then(Value::as_str)?.parse().ok();
        Self {
            accent: colour("accent"),
            background: colour("background"),
            surface: colour("surface"),
            text: colour("text"),
        }
    }
}

/// The colours of a page. What is not a theme's own is chosen so that it can be read where it
/// stands, if that can be done at all.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What everything stands on.
    pub background: Colour,
    /// What stands on it: cards, fields.
    pub surface: Colour,
    /// Text on either.
    pub text: Colour,
    /// What can be pressed, and what is marked.
    pub accent: Colour,
    /// Accent under the pointer.
    pub(super) strong: Colour,
    /// Text on accent.
    pub on_accent: Colour,
    /// What is chosen.
    pub(super) tint: Colour,
    /// Text that steps back.
    pub muted: Colour,
    /// Between things; nothing depends on it.
    pub line: Colour,
    /// Around controls.
    pub border: Colour,
    pub(super) bad: Told,
    pub(super) good: Told,
    pub(super) waiting: Told,
}

/// The colours of something that is told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) text: Colour,
    pub(super) ground: Colour,
}

/// What the style sheet has where no theme says otherwise.
struct Defaults {
    background: Colour,
    surface: Colour,
    accent: Colour,
}

const LIGHT: Defaults = Defaults {
    background: Colour::new(0xf4, 0xf6, 0xf4),
    surface: Colour::WHITE,
    accent: Colour::new(0x0c, 0x5c, 0x63),
};

const DARK: Defaults = Defaults {
    background: Colour::new(0x0f, 0x15, 0x14),
    surface: Colour::new(0x19, 0x21, 0x1f),
    accent: Colour::new(0x7c, 0xcf, 0xcd),
};

/// Text on light and on dark.
const INKS: [Colour; 2] = [Colour::new(0x16, 0x21, 0x1f), Colour::new(0xe7, 0xed, 0xeb)];

/// Bad, good and waiting, on light and on dark.
const BAD: [Colour; 2] = [Colour::new(0xa8, 0x20, 0x1a), Colour::new(0xff, 0xb3, 0xaa)];
const GOOD: [Colour; 2] = [Colour::new(0x17, 0x63, 0x3a), Colour::new(0x8f, 0xd9, 0xac)];
const WAITING: [Colour; 2] = [Colour::new(0x7a, 0x4a, 0x00), Colour::new(0xf5, 0xc9, 0x78)];

impl Palette {
    /// The colours for whoever has not asked for dark.
    pub(super) fn light(given: Given) -> Self {
        Self::of(given, &LIGHT, LIGHT.accent)
    }

    /// The colours for whoever asks for dark; `brand` is the accent of light.
    pub(super) fn dark(given: Given, brand: Option<Colour>) -> Self {
        Self::of(given, &DARK, brand.unwrap_or(DARK.accent))
    }

    fn of(given: Given, defaults: &Defaults, accent: Colour) -> Self {
        let (background, surface) = grounds(given, defaults);
        let grounds = [background, surface];
        let text = given.text.unwrap_or_else(|| ink(&grounds));
        let accent = given.accent.unwrap_or_else(|| readable(accent, text, &grounds));
        let strong = accent.mixed(text, 25);
        let on_accent = better([Colour::WHITE, Colour::BLACK], &[accent, strong]);
        let tint = most(12, |percent| {
            let tint = surface.mixed(accent, percent);
            (text.contrast(tint) >= TEXT && strong.contrast(tint) >= TEXT).then_some(tint)
        });
        let muted = most(35, |percent| {
            let muted = text.mixed(background, percent);
            (muted.on(&grounds) >= TEXT).then_some(muted)
        });
        let border = most(50, |percent| {
            let border = text.mixed(surface, percent);
            (border.on(&grounds) >= BORDER).then_some(border)
        });
        let told = |colours: [Colour; 2]| {
            let own = readable(better(colours, &grounds), text, &grounds);
            let ground = most(9, |percent| {
                let ground = surface.mixed(own, percent);
                (own.contrast(ground) >= TEXT && text.contrast(ground) >= TEXT).then_some(ground)
            });
            Told { text: own, ground: ground.unwrap_or(surface) }
        };
        Self {
            background,
            surface,
            text,
            accent,
            strong,
            on_accent,
            tint: tint.unwrap_or(surface),
            muted: muted.unwrap_or(text),
            line: surface.mixed(text, 16),
            border: border.unwrap_or(text),
            bad: told(BAD),
            good: told(GOOD),
            waiting: told(WAITING),
        }
    }
}

/// Background and surface: of one that is given alone, the other is a little lighter or darker, as
/// far as text is still read on it.
fn grounds(given: Given, defaults: &Defaults) -> (Colour, Colour) {
    let beside = |ground: Colour, other: Colour, percent: u32| {
        let text = given.text.unwrap_or_else(|| ink(&[ground]));
        let beside = most(percent, |percent| {
            let beside = ground.mixed(other, percent);
            (text.contrast(beside) >= TEXT).then_some(beside)
        });
        beside.unwrap_or(ground)
    };
    match (given.background, given.surface) {
        (Some(background), Some(surface)) => (background, surface),
        (Some(background), None) => {
            let percent = if background.is_dark() { 6 } else { 60 };
            (background, beside(background, Colour::WHITE, percent))
        }
        (None, Some(surface)) => (beside(surface, ink(&[surface]), 4), surface),
        (None, None) => (defaults.background, defaults.surface),
    }
}

/// Text that is read on some grounds: ours, or the plainest there is.
fn ink(grounds: &[Colour]) -> Colour {
    let ours = better(INKS, grounds);
    let plain = || better([Colour::BLACK, Colour::WHITE], grounds);
    if ours.on(grounds) >= TEXT { ours } else { plain() }
}

/// Whichever of two stands out more.
fn better([one, other]: [Colour; 2], grounds: &[Colour]) -> Colour {
    if one.on(grounds) >= other.on(grounds) { one } else { other }
}

/// A colour with as little of `text` in it as makes it read on some grounds.
fn readable(colour: Colour, text: Colour, grounds: &[Colour]) -> Colour {
    let steps = (0..=100).step_by(4).map(|percent| colour.mixed(text, percent));
    steps.into_iter().find(|mixed| mixed.on(grounds) >= TEXT).unwrap_or(text)
}

/// What the largest number of percent up to `max` gives, of those that give something.
fn most(max: u32, of: impl Fn(u32) -> Option<Colour>) -> Option<Colour> {
    (0..=max).rev().find_map(of)
}

//! The look of the HTML part, in styles that mail programs leave there.

use survey::Palette;

use super::Letter;
use crate::question::Look;

/// Which of the text's colours.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Plain,
    Quiet,
}

/// What stands below the column.
pub(super) const FOOT: &str =
    "max-width:600px;margin:0 auto;padding:16px 16px 32px;box-sizing:border-box";

/// Styles of elements. Most programs take none but these; the sheet for dark is for those that do.
pub(super) struct Style<'a>(&'a Palette);

const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

impl<'a> Style<'a> {
    pub(super) const fn of(letter: &Letter<'a>) -> Self {
        let [light, _] = letter.palettes;
        Self(light)
    }

    pub(super) fn page(&self) -> String {
        let Palette { background, text, .. } = self.0;
        format!(
            "margin:0;padding:0;background:{background};color:{text};{FONT};line-height:1.5;-webkit-text-size-adjust:100%"
        )
    }

    pub(super) fn column(&self) -> String {
        let Palette { surface, line, .. } = self.0;
        format!(
            "max-width:600px;margin:0 auto;padding:24px 16px;box-sizing:border-box;background:{surface};border-top:4px solid {};border-bottom:1px solid {line}",
            self.0.accent
        )
    }

    pub(super) fn paragraph(&self, ink: Ink) -> String {
        let (colour, size) = match ink {
            Ink::Plain => (self.0.text, 16),
            Ink::Quiet => (self.0.muted, 14),
        };
        format!("margin:0 0 16px;font-size:{size}px;color:{colour};overflow-wrap:anywhere")
    }

    pub(super) fn title(&self) -> String {
        format!(
            "margin:8px 0 12px;font-size:18px;line-height:1.35;color:{};overflow-wrap:anywhere",
            self.0.text
        )
    }

    pub(super) fn link(&self) -> String {
        // Two links above each other are as far apart as a finger needs.
        format!(
            "display:inline-block;padding:10px 0;min-height:24px;color:{};text-decoration:underline",
            self.0.accent
        )
    }

    pub(super) fn button(&self) -> String {
        let Palette { accent, on_accent, .. } = self.0;
        format!(
            "display:inline-block;box-sizing:border-box;min-height:48px;padding:12px 24px;border-radius:8px;background:{accent};color:{on_accent};font-size:16px;font-weight:bold;line-height:24px;text-align:center;text-decoration:none"
        )
    }

    /// A choice of at least 44 by 44 pixels, with its border.
    pub(super) fn choice(&self, look: Look) -> String {
        let Palette { surface, accent, .. } = self.0;
        let shape = match look {
            Look::Numbers => "min-width:44px;padding:10px 2px;font-size:16px;text-align:center",
            Look::Stars => "min-width:52px;padding:10px 4px;font-size:16px;text-align:center",
            Look::Smileys => "min-width:52px;padding:10px 4px;font-size:26px;text-align:center",
            Look::Thumbs => "min-width:96px;padding:10px 16px;font-size:16px;text-align:center",
            Look::Reasons => "width:100%;padding:10px 16px;font-size:16px",
        };
        format!(
            "display:inline-block;box-sizing:border-box;min-height:46px;margin:0 0 8px;border:1px solid {accent};border-radius:8px;background:{surface};color:{accent};line-height:24px;font-weight:bold;text-decoration:none;overflow-wrap:anywhere;{shape}"
        )
    }
}

/// The sheet for programs that show mail dark and ask it how.
pub(super) fn sheet(letter: &Letter<'_>) -> String {
    let [_, dark] = letter.palettes;
    let Palette { background, surface, text, accent, on_accent, muted, line, .. } = dark;
    format!(
        ":root{{color-scheme:light dark;supported-color-schemes:light dark}}\
         @media(prefers-color-scheme:dark){{\
         .p{{background:{background}!important;color:{text}!important}}\
         .c{{background:{surface}!important;border-color:{accent}!important;border-bottom-color:{line}!important}}\
         .t{{color:{text}!important}}.q{{color:{muted}!important}}\
         .l{{color:{accent}!important}}\
         .i{{background:{surface}!important;color:{accent}!important;border-color:{accent}!important}}\
         .g{{background:{accent}!important;color:{on_accent}!important}}}}"
    )
}

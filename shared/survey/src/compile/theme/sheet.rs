//! The style sheet of a theme.

use serde_json::{Map, Value};

use super::palette::Palette;

/// The families of fonts that a theme can choose from; all are on people's devices already.
pub(in super::super) const FONTS: &[&str] = &["system", "serif", "rounded", "mono"];

/// The family of a word of [`FONTS`].
fn family(word: &str) -> Option<&'static str> {
    match word {
        "serif" => Some("Charter,\"Bitstream Charter\",\"Sitka Text\",Cambria,Georgia,serif"),
        "rounded" => Some(
            "ui-rounded,\"Hiragino Maru Gothic ProN\",Quicksand,Comfortaa,Manjari,\
             \"Arial Rounded MT Bold\",Calibri,sans-serif",
        ),
        "mono" => {
            Some("ui-monospace,\"Cascadia Mono\",Menlo,Consolas,\"DejaVu Sans Mono\",monospace")
        }
        _ => None,
    }
}

/// Writes the sheet. Every part of it is a colour, a number or a word of ours.
pub(super) fn write(light: &Palette, dark: &Palette, tokens: &Map<String, Value>) -> String {
    let radius = tokens.get("radius").and_then(Value::as_u64);
    let shape = radius.map_or_else(String::new, |radius| {
        let small = radius * 2 / 3;
        format!("--radius:{radius}px;--small:{small}px;")
    });
    let mut sheet = [":root{", &colours(light), &shape, "}"].concat();
    sheet.push_str(&["@media (prefers-color-scheme:dark){:root{", &colours(dark), "}}"].concat());
    let font = tokens.get("font").and_then(Value::as_str).and_then(family);
    if let Some(family) = font {
        sheet.push_str(&["html{font-family:", family, "}"].concat());
    }
    sheet
}

/// The colours under the names that the pages' style has for them. The browser's own controls
/// follow the ground that they stand on.
fn colours(palette: &Palette) -> String {
    let scheme = if palette.background.is_dark() { "dark" } else { "light" };
    let named = [
        ("paper", palette.background),
        ("surface", palette.surface),
        ("ink", palette.text),
        ("quiet", palette.muted),
        ("line", palette.line),
        ("edge", palette.border),
        ("accent", palette.accent),
        ("accent-strong", palette.strong),
        ("on-accent", palette.on_accent),
        ("tint", palette.tint),
        ("bad", palette.bad.text),
        ("bad-tint", palette.bad.ground),
        ("good", palette.good.text),
        ("good-tint", palette.good.ground),
        ("wait", palette.waiting.text),
        ("wait-tint", palette.waiting.ground),
    ];
    let written = named.map(|(name, colour)| format!("--{name}:{colour};"));
    [format!("color-scheme:{scheme};"), written.concat()].concat()
}

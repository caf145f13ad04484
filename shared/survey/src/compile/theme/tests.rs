use serde_json::{Value, json};

use super::colour::Colour;
use super::contrast::pairs;
use super::palette::{Given, Palette};
use crate::Definition;

fn survey(theme: &Value) -> Value {
    json!({ "elements": [{ "type": "text", "name": "a" }], "nordsvar": { "theme": theme } })
}

/// What is too faint, as it is told.
fn faint(theme: &Value) -> Vec<String> {
    let review = Definition::review(&survey(theme)).unwrap();
    let told = review.faint.iter();
    told.map(|problem| format!("{} {}", problem.path, problem.reason)).collect()
}

fn sheet(theme: &Value) -> String {
    let compiled = Definition::compile(&survey(theme)).unwrap();
    compiled.pointer("/nordsvar/sheet").and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[test]
fn what_is_too_faint_is_named() {
    const THEME: &str = "$.nordsvar.theme";
    for (name, theme, want) in [
        ("nothing", json!({}), &[][..]),
        ("a dark brand", json!({ "accent": "#003a70" }), &[]),
        (
            "a light brand, with a dark accent for light",
            json!({ "accent": "#7a4a00", "dark": { "accent": "#ffcc00" } }),
            &[],
        ),
        (
            "a light accent on light",
            json!({ "accent": "#ffcc00", "background": "#ffffff", "surface": "#ffffff" }),
            &[
                ".accent accent on background has a contrast of 1.51:1 in light; 4.5:1 is needed",
                ".accent accent on surface has a contrast of 1.51:1 in light; 4.5:1 is needed",
            ],
        ),
        (
            "grey that is just too light",
            json!({ "text": "#777777", "surface": "#ffffff", "background": "#ffffff" }),
            &[
                ".text text on background has a contrast of 4.47:1 in light; 4.5:1 is needed",
                ".text text on surface has a contrast of 4.47:1 in light; 4.5:1 is needed",
            ],
        ),
        (
            "grey that is just dark enough",
            json!({ "text": "#767676", "surface": "#ffffff", "background": "#ffffff" }),
            &[],
        ),
        (
            "dark alone",
            json!({ "dark": { "text": "#555555" } }),
            &[
                ".dark.text text on background has a contrast of 2.47:1 in dark; 4.5:1 is needed",
                ".dark.text text on surface has a contrast of 2.20:1 in dark; 4.5:1 is needed",
            ],
        ),
        (
            "grounds between which no text is read",
            json!({ "background": "#000000", "surface": "#ffffff" }),
            &[
                ".background text on background has a contrast of 1.00:1 in light; 4.5:1 is needed",
                ".background accent on background has a contrast of 1.00:1 in light; 4.5:1 is needed",
            ],
        ),
    ] {
        let want: Vec<_> = want.iter().map(|told| [THEME, told].concat()).collect();
        assert_eq!(faint(&theme), want, "{name}");
    }
}

/// Over the whole space of colours: a theme that is not told to be too faint has no pair that is.
#[test]
fn what_is_derived_can_be_read() {
    const STEPS: [u8; 6] = [0, 0x33, 0x77, 0xaa, 0xdd, 0xff];
    let all = STEPS.iter().flat_map(|red| {
        let rest = STEPS.iter().flat_map(|green| STEPS.iter().map(move |blue| (*green, *blue)));
        rest.map(|(green, blue)| Some(Colour::new(*red, green, blue)))
    });
    let check = |given: Given, palette: &Palette, told_at: &str| {
        let told = super::contrast::faint(palette, given, "$", super::Scheme::Light);
        let broken = pairs(palette).iter().any(|pair| pair.ratio() < pair.needed);
        assert_eq!(told.is_empty(), !broken, "{told_at}: {given:?}");
        for told in [&palette.bad, &palette.good, &palette.waiting] {
            assert!(
                broken || told.text.on(&[palette.background, palette.surface, told.ground]) >= 4.5
            );
        }
        assert!(broken || palette.text.contrast(palette.tint) >= 4.5, "{given:?}");
        broken
    };
    for colour in all {
        let brand = Given { accent: colour, ..Given::default() };
        assert!(!check(Given::default(), &Palette::dark(Given::default(), colour), "brand"));
        check(brand, &Palette::light(brand), "accent");
        let ground = Given { background: colour, ..Given::default() };
        assert!(!check(ground, &Palette::light(ground), "background"), "{ground:?}");
        assert!(!check(ground, &Palette::dark(ground, None), "background"), "{ground:?}");
        let card = Given { surface: colour, ..Given::default() };
        assert!(!check(card, &Palette::light(card), "surface"), "{card:?}");
        let ink = Given { text: colour, ..Given::default() };
        check(ink, &Palette::light(ink), "text");
    }
}

#[test]
fn tokens_become_a_sheet() {
    let brand = sheet(&json!({ "accent": "#7A1F5C", "radius": 6, "font": "serif" }));
    for part in [
        ":root{color-scheme:light;--paper:#f4f6f4;--surface:#ffffff;",
        "--accent:#7a1f5c;",
        "--on-accent:#ffffff;",
        "--radius:6px;--small:4px;}",
        "@media (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#0f1514;",
        "}}html{font-family:Charter,",
    ] {
        assert!(brand.contains(part), "{part} in {brand}");
    }
    assert!(!sheet(&json!({ "font": "system" })).contains("font-family"));
    let plain = json!({ "elements": [{ "type": "text", "name": "a" }] });
    assert_eq!(Definition::compile(&plain).unwrap().pointer("/nordsvar/sheet"), None);
}

#[test]
fn a_printed_theme_compiles_to_the_same() {
    let theme = json!({ "accent": "#7A1F5C", "logo": "https://example.se/logo.svg",
        "logoAlt": { "en": "Acme", "sv": "Acme" }, "dark": { "accent": "#e0a0d0" } });
    let compiled = Definition::compile(&survey(&theme)).unwrap();
    let printed = Definition::print(&compiled);
    assert_eq!(printed.pointer("/nordsvar/sheet"), None);
    assert_eq!(Definition::compile(&printed).unwrap(), compiled);
}

//! QR codes (ISO/IEC 18004), as pictures in the page.

use core::fmt::Write as _;

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// How much stays empty around a code, in modules: what readers rely on.
const QUIET: i32 = 4;

/// A picture of `text` that is said to be `label`; none if the text is too long for a code.
///
/// It is dark on light whatever the page's colours are: few apps read one that is the other way
/// round.
pub(crate) fn picture(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let view = format!("0 0 {side} {side}");
    Some(html! {
        svg.qr viewBox=(view) role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path(&code)) fill="#000" {}
        }
    })
}

/// The dark modules, a bar for each that stand side by side.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let length = i32::try_from(length).unwrap_or(i32::MAX);
            if length > 0 {
                // A text in memory takes whatever is written.
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x = x.saturating_add(length).saturating_add(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_the_dark_modules() {
        let code = QrCode::encode_text("otpauth://totp/x", QrCodeEcc::Medium).unwrap();
        let mut drawn = vec![];
        for bar in path(&code).split('M').skip(1) {
            let numbers: Vec<i32> =
                bar.split([' ', 'h', 'v']).map_while(|n| n.parse().ok()).collect();
            let [x, y, length, 1] = numbers[..] else { panic!("{bar}") };
            drawn.extend((x..x + length).map(|x| (x - QUIET, y - QUIET)));
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark: Vec<_> = all.filter(|(x, y)| code.get_module(*x, *y)).collect();
        assert_eq!(drawn, dark);
        assert!(picture(&"a".repeat(3000), "").is_none());
    }
}

//! Which separator a text has.

use super::{Cells, End, Separator};

/// How many rows are looked at.
const SAMPLE: usize = 40;

/// The separator by which most rows have as many cells as the first; of those that do as well, the
/// one that makes most columns. A text of one column has none, and gets the first that is known.
pub(super) fn separator(text: &str) -> Separator {
    let mut best = (Separator::Comma, (0, 0));
    for separator in Separator::ALL {
        let fit = fit(text, separator);
        if fit > best.1 {
            best = (separator, fit);
        }
    }
    best.0
}

/// How many of a thousand rows are as wide as the first, and how wide that is. Nothing, where it is
/// one cell.
fn fit(text: &str, separator: Separator) -> (usize, usize) {
    let mut cells = Cells { rest: text, separator, line: 1 };
    let (mut widths, mut width, mut empty) = (Vec::new(), 0, true);
    while widths.len() < SAMPLE {
        // A mark that is not closed ends what can be looked at.
        let Ok(Some((cell, end))) = cells.next() else { break };
        width += 1;
        empty &= cell.trim().is_empty();
        if end == End::Row {
            if !empty {
                widths.push(width);
            }
            (width, empty) = (0, true);
        }
    }
    match widths.first() {
        Some(&first) if first > 1 => {
            let alike = widths.iter().filter(|width| **width == first).count();
            (alike * 1000 / widths.len(), first)
        }
        Some(_) | None => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_found() {
        for (name, text, want) in [
            ("comma", "a,b\n1,2", Separator::Comma),
            ("semicolon", "namn;pris\nEk, Åsa;1,50\nBo;2,50", Separator::Semicolon),
            ("commas in each row", "namn;pris;ort\na,1;1,50;x\nb,2;2,5;y", Separator::Semicolon),
            ("tab", "a\tb;c\n1\t2", Separator::Tab),
            ("bar", "a|b\n1|2", Separator::Bar),
            ("quoted", "\"a;b;c\",\"d\"\n\"1;2\",3", Separator::Comma),
            ("one column", "e-mail\na@example.com", Separator::Comma),
            ("nothing", "", Separator::Comma),
            ("not closed", "a;b\n1;\"2", Separator::Semicolon),
        ] {
            assert_eq!(separator(text), want, "{name}");
        }
    }
}

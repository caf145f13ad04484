//! CSV (RFC 4180), as spreadsheets read it.

/// What says to spreadsheets that a file is UTF-8.
pub const MARK: &str = "\u{feff}";

/// A cell of text that somebody typed. What a spreadsheet would take for a formula stands behind an
/// apostrophe, so that it is text to it.
#[must_use]
pub fn text(cell: &str) -> String {
    // Tabs and ends of lines are passed over by some of them, and what follows is read all the same.
    let begins = cell.trim_start().chars().next().or_else(|| cell.chars().next());
    let is_formula = matches!(begins, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        || cell.starts_with(['\t', '\r', '\n']);
    if is_formula { quoted(&format!("'{cell}")) } else { quoted(cell) }
}

/// A cell of ours, such as a number.
#[must_use]
pub fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A line of cells that are quoted.
#[must_use]
pub fn line(cells: &[String]) -> String {
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text_and_no_formulas() {
        for (cell, want) in [
            ("", ""),
            ("plain", "plain"),
            ("å ä", "å ä"),
            ("=1+1", "'=1+1"),
            ("+46 8 123", "'+46 8 123"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
            (" =1", "' =1"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("\n", "\"'\n\""),
            ("＝1", "'＝1"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("1=1", "1=1"),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("say \"hej\"", "\"say \"\"hej\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (" edge ", "\" edge \""),
        ] {
            assert_eq!(text(cell), want, "{cell:?}");
        }
    }

    #[test]
    fn lines_end_as_the_format_says() {
        assert_eq!(line(&[quoted("a"), text("=b")]), "a,'=b\r\n");
    }
}

//! Languages: BCP 47 tags, and which one a respondent is shown.

/// Whether a text has the form of a BCP 47 tag: subtags of 1 to 8 letters and digits, the first of
/// letters, 35 bytes in all.
pub(crate) fn is_tag(text: &str) -> bool {
    let subtag =
        |tag: &str| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = text.split('-').next().unwrap_or_default();
    text.len() <= 35
        && text.split('-').all(subtag)
        && (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The language to answer in, of those `offered`: the one `requested` (by a link), else the best
/// that `accepted` names (an `Accept-Language` field, RFC 9110, section 12.5.4), else the first.
#[must_use]
pub fn choose_language<'a>(
    offered: &[&'a str],
    requested: Option<&str>,
    accepted: Option<&str>,
) -> &'a str {
    let matching = |wanted: &str| {
        let same = |tag: &&&str| tag.eq_ignore_ascii_case(wanted);
        let base = wanted.split('-').next().unwrap_or_default();
        let related =
            |tag: &&&str| tag.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(base));
        offered.iter().find(same).or_else(|| offered.iter().find(related)).copied()
    };
    let by_link = requested.and_then(matching);
    let by_browser = || ranked(accepted.unwrap_or_default()).into_iter().find_map(matching);
    by_link.or_else(by_browser).or_else(|| offered.first().copied()).unwrap_or("en")
}

/// The languages of an `Accept-Language` field, most wanted first. Quality is in thousandths.
fn ranked(field: &str) -> Vec<&str> {
    let mut wanted: Vec<(u32, &str)> = field
        .split(',')
        .take(50)
        .filter_map(|part| {
            let mut pieces = part.split(';');
            let tag = pieces.next()?.trim();
            let quality = pieces.find_map(|piece| piece.trim().strip_prefix("q="));
            let quality = quality.map_or(Some(1000), thousandths)?;
            (quality > 0 && is_tag(tag)).then_some((quality, tag))
        })
        .collect();
    // Stable: languages wanted alike stay in the order in which they were named.
    wanted.sort_by_key(|(quality, _)| core::cmp::Reverse(*quality));
    wanted.into_iter().map(|(_, tag)| tag).collect()
}

/// A weight of RFC 9110, section 12.4.2: 0 to 1 with at most three decimals.
fn thousandths(weight: &str) -> Option<u32> {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    let whole: u32 = whole.parse().ok()?;
    if decimals.len() > 3 || whole > 1 {
        return None;
    }
    let decimals: u32 = format!("{decimals:0<3}").parse().ok()?;
    Some((whole * 1000 + decimals).min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_page() {
        let offered = ["sv", "en", "pt-BR"];
        for (name, requested, accepted, want) in [
            ("nothing said", None, None, "sv"),
            ("by link", Some("en"), Some("sv"), "en"),
            ("by link, capitals", Some("EN"), None, "en"),
            ("link to another", Some("fr"), Some("en"), "en"),
            ("regional", None, Some("en-GB"), "en"),
            ("regional offered", None, Some("pt"), "pt-BR"),
            ("by weight", None, Some("sv;q=0.5, en;q=0.9"), "en"),
            ("first of equals", None, Some("fr, en, sv"), "en"),
            ("refused", None, Some("en;q=0"), "sv"),
            ("unreadable", Some("<script>"), Some(";;;,q="), "sv"),
        ] {
            assert_eq!(choose_language(&offered, requested, accepted), want, "{name}");
        }
    }
}

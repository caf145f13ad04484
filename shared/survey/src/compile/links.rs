//! Addresses: where respondents go, and where pictures are.

/// What a link must be.
pub(super) const LINK: &str = "an https: address";

/// What a picture's address must be.
pub(super) const PICTURE: &str =
    "an https: address, or a data: address of a PNG, JPEG, GIF, WebP or SVG picture";

/// The most bytes of an address that is not the picture itself.
const MAX_BYTES: usize = 2000;

/// Whether a text is an address to go to; nothing at all is one too.
///
/// What respondents answered may stand in it as `{name}`, but not in the name of the host.
pub(super) fn is_link(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return text.is_empty() };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte);
    text.len() <= MAX_BYTES
        && !host.is_empty()
        && host.bytes().all(plain)
        && !text.chars().any(|c| c.is_control() || "\"'<>\\".contains(c) || c == ' ')
}

/// Whether a text is the address of a picture; nothing at all is one too.
pub(super) fn is_picture(text: &str) -> bool {
    is_link(text) || is_picture_data(text)
}

/// Whether a text is a `data:` address (RFC 2397) of a picture, in base64.
pub(super) fn is_picture_data(text: &str) -> bool {
    const TYPES: [&str; 5] = ["png", "jpeg", "gif", "webp", "svg+xml"];
    let digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    text.strip_prefix("data:image/")
        .and_then(|rest| rest.split_once(";base64,"))
        .is_some_and(|(kind, data)| TYPES.contains(&kind) && data.bytes().all(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, link, picture) in [
            ("https://example.se/a?b={q}", true, true),
            ("https://example.se:8443/", true, true),
            ("", true, true),
            ("https://", false, false),
            ("https://{q}/", false, false),
            ("https://user@example.se/", false, false),
            ("http://example.se/", false, false),
            ("javascript:alert(1)", false, false),
            ("//example.se/", false, false),
            ("https://example.se/\"onload", false, false),
            ("data:image/png;base64,iVBORw0KGgo=", false, true),
            ("data:image/png;base64,a b", false, false),
            ("data:text/html;base64,aaaa", false, false),
        ] {
            assert_eq!((is_link(text), is_picture(text)), (link, picture), "{text}");
        }
    }
}

//! Texts in addresses and forms.

use core::fmt::Write as _;

/// A text as it stands in a query or a form: all but unreserved characters (RFC 3986, section 2.3) as `%XX`.
pub(crate) fn encoded(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

/// Pairs as a query or a form has them.
pub(crate) fn pairs(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", encoded(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_unreserved_characters_are_encoded() {
        assert_eq!(encoded("aZ9-._~"), "aZ9-._~");
        assert_eq!(encoded("a b+c&d=é/"), "a%20b%2Bc%26d%3D%C3%A9%2F");
        assert_eq!(pairs(&[("a", "1 2"), ("b", "")]), "a=1%202&b=");
    }
}

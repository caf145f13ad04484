//! Addresses that a message leads to.

use core::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

/// An address of the web, as it may stand in a header, a link and a line of text: `https://` (or
/// `http://` to this machine), printable ASCII without what ends or quotes one, at most 900
/// bytes: with its name, a header's line may have 998.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

/// The text is no such address.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("must be an https:// address of at most 900 printable ASCII characters")]
pub struct InvalidLink;

impl WebAddress {
    const MAX_BYTES: usize = 900;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WebAddress {
    type Error = InvalidLink;

    fn try_from(raw: String) -> Result<Self, InvalidLink> {
        let local = ["http://localhost", "http://127.0.0.1"];
        let near = local
            .iter()
            .any(|host| raw.strip_prefix(host).is_some_and(|rest| rest.starts_with([':', '/'])));
        let rest = raw.strip_prefix("https://");
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        let named = !host.is_empty() && !host.contains('@');
        let plain = raw.bytes().all(|byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\'' | b'\\' | b'`')
        });
        if (near || named) && plain && raw.len() <= Self::MAX_BYTES {
            Ok(Self(raw))
        } else {
            Err(InvalidLink)
        }
    }
}

impl core::str::FromStr for WebAddress {
    type Err = InvalidLink;

    fn from_str(raw: &str) -> Result<Self, InvalidLink> {
        raw.to_owned().try_into()
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The link of one invitation: `{site}/s/{survey}/i/{token}`, without query and fragment.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct InvitationLink(WebAddress);

impl InvitationLink {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The address that opens the survey with a choice made in one question: it chooses, and
    /// records nothing. Whoever opens it sends the answer from the page.
    #[must_use]
    pub fn choosing(&self, question: &str, value: &str) -> String {
        [self.as_str(), "?q=", &encoded(question), "&v=", &encoded(value)].concat()
    }
}

impl TryFrom<String> for InvitationLink {
    type Error = InvalidLink;

    fn try_from(raw: String) -> Result<Self, InvalidLink> {
        if raw.contains(['?', '#']) { Err(InvalidLink) } else { raw.try_into().map(Self) }
    }
}

impl core::str::FromStr for InvitationLink {
    type Err = InvalidLink;

    fn from_str(raw: &str) -> Result<Self, InvalidLink> {
        raw.to_owned().try_into()
    }
}

impl From<InvitationLink> for String {
    fn from(link: InvitationLink) -> Self {
        link.0.into()
    }
}

/// A part of a query, percent-encoded (RFC 3986): everything but unreserved characters.
fn encoded(part: &str) -> String {
    let mut done = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                done.push(char::from(byte));
            }
            other => {
                let _ = write!(done, "%{other:02X}");
            }
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (raw, good) in [
            ("https://survey.example/s/shop/i/abc.def_-1", true),
            ("http://localhost:3000/s/shop/i/abc", true),
            ("http://127.0.0.1:3000/u/x", true),
            ("http://localhost.evil.example/", false),
            ("http://survey.example/", false),
            ("https://", false),
            ("https:///path", false),
            ("https://survey.example@evil.example/", false),
            ("javascript:alert(1)", false),
            ("https://a.example/\r\nBcc: x", false),
            ("https://a.example/ b", false),
            ("https://a.example/\"><b>", false),
            ("https://a.example/>", false),
            ("https://å.example/", false),
        ] {
            assert_eq!(raw.parse::<WebAddress>().is_ok(), good, "{raw}");
        }
        let long = format!("https://a.example/{}", "a".repeat(900));
        assert_eq!(long.parse::<WebAddress>(), Err(InvalidLink));
        assert_eq!("https://a.example/?q=1".parse::<InvitationLink>(), Err(InvalidLink));
        assert_eq!("https://a.example/#a".parse::<InvitationLink>(), Err(InvalidLink));
    }

    #[test]
    fn choices_are_encoded() {
        let link: InvitationLink = "https://a.example/s/b/i/c".parse().unwrap();
        for (question, value, want) in [
            ("nps", "10", "?q=nps&v=10"),
            ("hur gick det", "a&b=c", "?q=hur%20gick%20det&v=a%26b%3Dc"),
            ("q", "å/\"<\r\n", "?q=q&v=%C3%A5%2F%22%3C%0D%0A"),
        ] {
            assert_eq!(link.choosing(question, value), [link.as_str(), want].concat());
        }
    }
}

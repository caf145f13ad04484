//! What somebody signs in with, coarsely.

use contract::message::Agent;
use http::HeaderMap;
use http::header::USER_AGENT;

/// Parts of `user-agent` headers and what they stand for. The first that is there counts: many
/// browsers say that they are others, too.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox, Windows`; nothing if it is no browser that we know. Versions are left out: they say
/// more of a person than is needed to know a sign-in again.
pub(crate) fn of(headers: &HeaderMap) -> Option<Agent> {
    let told = headers.get(USER_AGENT)?.to_str().ok()?;
    let known = |table: &[(&str, &'static str)]| {
        table.iter().find(|(part, _)| told.contains(part)).map(|(_, name)| *name)
    };
    let agent = match (known(&BROWSERS)?, known(&SYSTEMS)) {
        (browser, Some(system)) => format!("{browser}, {system}"),
        (browser, None) => browser.to_owned(),
    };
    agent.parse().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn agents() {
        for (told, want) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Some("Firefox, Windows"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                Some("Chrome, Linux"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                Some("Edge, Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                Some("Safari, iPhone"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
                Some("Chrome, Android"),
            ),
            ("curl/8.5.0", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(told))]);
            assert_eq!(of(&headers).as_ref().map(Agent::as_str), want, "{told}");
        }
        assert!(of(&HeaderMap::new()).is_none());
    }
}

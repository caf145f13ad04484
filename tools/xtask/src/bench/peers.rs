//! What others' respondents download, for comparison.

use crate::bench::report::Sized;
use crate::bench::size::Size;

/// Their scripts as they were published or built in 2026, minified, with gzip at level 9 and brotli
/// at quality 11. Their pages' own HTML and CSS come on top.
const PEERS: [(&str, [u64; 3]); 7] = [
    ("Formbricks: survey renderer, main", [991_208, 277_266, 224_815]),
    ("Formbricks: loader, main", [29_949, 9_912, 8_777]),
    ("SurveyJS: survey-core 3.1.1", [1_482_836, 326_398, 252_601]),
    ("SurveyJS: survey-js-ui 2.5.38", [297_899, 70_119, 53_501]),
    ("Typebot: @typebot.io/js 0.10.7", [689_351, 196_487, 164_164]),
    ("PostHog: surveys.js 1.449.2", [148_270, 48_792, 42_800]),
    ("Typeform: embed.js 6.1.1, the loader alone", [63_432, 14_210, 12_160]),
];

/// A row for each.
pub(crate) fn all() -> Vec<Sized> {
    let rows = PEERS.into_iter().map(|(name, [raw, gzip, brotli])| Sized {
        name: name.to_owned(),
        size: Size { raw, gzip, brotli },
        budget: None,
    });
    rows.collect()
}

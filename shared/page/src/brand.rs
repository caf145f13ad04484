//! What a survey's theme adds to its pages.

use maud::{Markup, html};
use survey::model::Definition;
use survey::{Locale, SurveyId, Version};

const PREFIX: &str = "theme-";
const SUFFIX: &str = ".css";

/// Where the style sheet of a version's theme is, if it has one. What is there never changes, for
/// a published version does not.
pub(crate) fn sheet(
    definition: &Definition,
    survey: &SurveyId,
    version: Version,
) -> Option<String> {
    let address = || format!("/s/{survey}/{PREFIX}{version}{SUFFIX}");
    definition.settings.sheet.as_ref().map(|_| address())
}

/// The version whose sheet has this name in a survey's folder, written in the one way there is.
#[must_use]
pub fn sheet_version(name: &str) -> Option<Version> {
    let digits = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let version = digits.parse().ok().and_then(Version::new)?;
    (version.to_string() == digits).then_some(version)
}

/// The picture of whoever asks.
pub(crate) fn logo(definition: &Definition, locale: &Locale) -> Markup {
    let logo = definition.settings.logo.as_ref();
    html! {
        @if let Some((logo, address)) = logo.and_then(|logo| Some((logo, logo.image.pick_some(locale)?))) {
            p.logo {
                img src=(address) alt=(logo.alternative.pick(locale)) referrerpolicy="no-referrer";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_one_name() {
        for (name, want) in [
            ("theme-1.css", Version::new(1)),
            ("theme-4294967295.css", Version::new(u32::MAX)),
            ("theme-0.css", None),
            ("theme-01.css", None),
            ("theme-+1.css", None),
            ("theme-4294967296.css", None),
            ("theme-.css", None),
            ("theme-1", None),
            ("1.css", None),
        ] {
            assert_eq!(sheet_version(name), want, "{name}");
        }
    }
}

//! What all pages have around them.

use maud::{DOCTYPE, Markup, html};

use crate::language::direction;

/// Where the pages' style and script are, as paths of the page's own origin.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Assets<'a> {
    /// The style sheet.
    pub style: &'a str,
    /// The script, which every page works without.
    pub script: &'a str,
    /// The module that the script loads on pages of surveys with logic.
    pub logic: &'a str,
    /// The worker that the script starts where a survey asks work of browsers.
    pub work: &'a str,
    /// The module that the script loads on pages of surveys that ask for files.
    pub files: &'a str,
}

/// Whether a page stands alone or in a frame on another site's page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Embedding {
    /// It stands alone.
    Standalone,
    /// It stands in a frame: `?embed=1`.
    Embedded,
}

impl Embedding {
    /// What a query says: `embed=1` among its members, or not.
    #[must_use]
    pub fn of_query(query: Option<&str>) -> Self {
        let embedded = query.is_some_and(|query| query.split('&').any(|pair| pair == "embed=1"));
        if embedded { Self::Embedded } else { Self::Standalone }
    }
}

/// A document.
pub(crate) struct Document<'a> {
    pub(crate) language: &'a str,
    pub(crate) title: &'a str,
    pub(crate) style: &'a str,
    /// The style sheet of the survey's theme.
    pub(crate) theme: Option<String>,
    pub(crate) script: Option<&'a str>,
    /// A module that the script will load at once.
    pub(crate) soon: Option<&'a str>,
    pub(crate) embedding: Embedding,
    /// The survey that the page is about, for its script.
    pub(crate) survey: Option<&'a str>,
}

/// A mark that needs no request of its own.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' \
viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230c5c63'/%3E%3Cpath \
d='M4.5 12V4l7 8V4' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";

impl Document<'_> {
    /// The document around what is in its `main`.
    pub(crate) fn around(&self, main: &Markup) -> String {
        self.with_body(&html! { main { (main) } })
    }

    /// The document around all that its body has.
    pub(crate) fn with_body(&self, content: &Markup) -> String {
        let class = match self.embedding {
            Embedding::Standalone => None,
            Embedding::Embedded => Some("embed"),
        };
        let document = html! {
            (DOCTYPE)
            html lang=(self.language) dir=(direction(self.language)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (self.title) }
                    link rel="icon" href=(ICON);
                    link rel="stylesheet" href=(self.style);
                    @if let Some(theme) = &self.theme { link rel="stylesheet" href=(theme); }
                    @if let Some(soon) = self.soon { link rel="modulepreload" href=(soon); }
                    @if let Some(script) = self.script { script type="module" src=(script) {} }
                }
                body class=[class] data-survey=[self.survey] { (content) }
            }
        };
        document.into_string()
    }
}

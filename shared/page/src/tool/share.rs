//! How a survey is shown to respondents: a link, its QR code, and code for other pages.

use maud::{Markup, html};

use super::ToolView;
use crate::qr;

/// What leads respondents to a survey.
#[derive(Clone, Copy, Debug)]
pub struct Share<'a> {
    /// Where respondents answer: scheme and authority.
    pub site: &'a str,
    /// The survey.
    pub survey: &'a str,
    /// Whether it takes answers.
    pub is_open: bool,
}

/// The kinds of embedding, as the widget calls them.
const KINDS: [&str; 4] = ["inline", "popup", "slide-in", "side-tab"];

impl Share<'_> {
    fn link(&self) -> String {
        format!("{}/s/{}", self.site, self.survey)
    }

    /// The code for another site's page. An inline survey stands where its script does.
    fn code(&self, kind: &str) -> String {
        let Self { site, survey, .. } = self;
        let kind = match kind {
            "inline" => String::new(),
            other => format!(" data-kind=\"{other}\""),
        };
        format!("<script async src=\"{site}/widget.js\" data-survey=\"{survey}\"{kind}></script>")
    }
}

pub(super) fn section(view: &ToolView<'_>, share: &Share<'_>) -> Markup {
    let texts = &view.texts().share;
    let link = share.link();
    html! {
        section.card #share aria-labelledby="share-title" {
            h2 #share-title { (texts.title) }
            @if !share.is_open { div.notice { p { (texts.closed) } } }
            div.field {
                label for="link" { (texts.link) }
                (copied("link", &link))
                p { a href=(link) { (link) } }
            }
            @if let Some(picture) = qr::picture(&link, texts.code) { (picture) }
            h3 { (texts.embed) }
            p.description { (texts.embed_lead) }
            @for (kind, name) in KINDS.iter().zip(texts.kinds) {
                div.field {
                    label for=(format!("embed-{kind}")) { (name) }
                    (copied(&format!("embed-{kind}"), &share.code(kind)))
                }
            }
        }
    }
}

/// A text to be copied.
fn copied(id: &str, text: &str) -> Markup {
    html! { textarea.source #(id) rows="2" dir="ltr" readonly spellcheck="false" { (text) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_as_the_widget_reads_it() {
        let share = Share { site: "https://surveys.example", survey: "sus", is_open: true };
        let start = "<script async src=\"https://surveys.example/widget.js\" data-survey=\"sus\"";
        assert_eq!(share.code("inline"), format!("{start}></script>"));
        assert_eq!(share.code("popup"), format!("{start} data-kind=\"popup\"></script>"));
        assert_eq!(share.link(), "https://surveys.example/s/sus");
    }
}

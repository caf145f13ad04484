//! What those see who are about to cancel a subscription. It works without a script, and the way to cancel is on all of it.

use maud::{Markup, html};

use crate::failure::plain;
use crate::language::UiLanguage;
use crate::words::CancelTexts;

/// The field that says what is meant.
pub const CANCEL_STEP: &str = "step";

/// What [`cancel_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct CancelPage<'a> {
    /// The language to say it in.
    pub language: UiLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// Where the subscriber goes on, and where they go back.
    pub ways: Option<CancelWays<'a>>,
    /// How far it has come.
    pub step: CancelStep<'a>,
}

/// Where a subscriber goes from here.
#[derive(Clone, Copy, Debug)]
pub struct CancelWays<'a> {
    /// To cancel.
    pub cancel: &'a str,
    /// Back, if they stay.
    pub keep: &'a str,
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
pub enum CancelStep<'a> {
    /// They are asked why.
    Asks(&'a CancelQuestions<'a>),
    /// They are offered something.
    Offers(CancelOffer<'a>),
    /// They have said why, and nothing is offered.
    Thanks,
    /// They stay; for an offer, if they took one.
    Kept(Option<CancelOffer<'a>>),
    /// They went on to cancel.
    Gone,
    /// The link's time is up.
    Ended,
    /// It is no link of ours, or leads to nothing any more.
    Lost,
}

/// What is asked. Where the survey has no such question there is no title.
#[derive(Clone, Debug, Default)]
pub struct CancelQuestions<'a> {
    /// What asks for a reason.
    pub title: Option<&'a str>,
    /// The reasons: what they are called and what they read.
    pub reasons: Vec<(&'a str, &'a str)>,
    /// The reason that was given before.
    pub chosen: Option<&'a str>,
    /// What asks for more: the field's name, what it reads, and how many characters it takes.
    pub comment: Option<(&'a str, &'a str, usize)>,
    /// What asks whether they may be written to: the field's name and what it reads.
    pub consent: Option<(&'a str, &'a str)>,
    /// Whether none was chosen.
    pub is_missing: bool,
    /// Whether the seller sees together with their subscription what they say.
    pub linked: bool,
}

/// An offer, as it is made.
#[derive(Clone, Copy, Debug)]
pub struct CancelOffer<'a> {
    /// What it is called.
    pub id: &'a str,
    /// What it is.
    pub title: &'a str,
    /// What there is to say of it.
    pub text: Option<&'a str>,
    /// The code by which it is had; shown to whoever has taken it.
    pub code: Option<&'a str>,
    /// A page that helps.
    pub link: Option<&'a str>,
}

/// A page of a flow.
#[must_use]
pub fn cancel_page(page: &CancelPage<'_>) -> String {
    let texts = CancelTexts::of(page.language);
    let title = match page.step {
        CancelStep::Asks(_) => texts.title,
        CancelStep::Offers(_) => texts.offer_title,
        CancelStep::Thanks => texts.thanks_title,
        CancelStep::Kept(_) => texts.kept_title,
        CancelStep::Gone => texts.gone_title,
        CancelStep::Ended => texts.ended_title,
        CancelStep::Lost => texts.lost_title,
    };
    let main = html! {
        h1 { (title) }
        @match page.step {
            CancelStep::Asks(questions) => {
                p.lead { (texts.lead) }
                @if questions.linked { p #linked { (texts.linked) } }
                (asked(questions, texts))
                (onward(page, texts))
            }
            CancelStep::Offers(offer) => {
                (offered(&offer, texts))
                (onward(page, texts))
                p.actions { a href="?again" { (texts.other) } }
            }
            CancelStep::Thanks => {
                (onward(page, texts))
                p.actions { a href="?again" { (texts.other) } }
            }
            CancelStep::Kept(offer) => {
                @if let Some(offer) = offer { (taken(&offer, texts)) }
                (back(page, texts, true))
            }
            CancelStep::Gone => { p.lead { (texts.gone_text) } (back(page, texts, false)) }
            CancelStep::Ended => { p.lead { (texts.ended_text) } (back(page, texts, false)) }
            CancelStep::Lost => p.lead { (texts.lost_text) }
        }
        footer { bdi { "Nordsvar" } }
    };
    plain(page.language.tag(), title, page.style).around(&main)
}

/// The reasons, and what else there is to say. Without an address it is sent to the page's own.
fn asked(questions: &CancelQuestions<'_>, texts: &CancelTexts) -> Markup {
    html! {
        @if let Some(title) = questions.title {
            @if questions.is_missing {
                div #faults.errors role="alert" { p { (texts.choose) } }
            }
            form #why method="post" action="?" {
                input type="hidden" name=(CANCEL_STEP) value="tell";
                fieldset.question {
                    legend { (title) }
                    div.options {
                        @for (value, text) in &questions.reasons {
                            label.option {
                                input type="radio" name="reason" value=(value)
                                    checked[questions.chosen == Some(*value)];
                                span { (text) }
                            }
                        }
                    }
                }
                @if let Some((name, text, most)) = questions.comment {
                    div.question {
                        label for="more" { @if text.is_empty() { (texts.comment) } @else { (text) } }
                        textarea #more name=(name) maxlength=(most) rows="3" {}
                    }
                }
                @if let Some((name, text)) = questions.consent {
                    div.question {
                        div.options {
                            label.option {
                                input type="checkbox" name=(name) value="true";
                                span { (text) }
                            }
                        }
                    }
                }
                div.actions { button type="submit" { (texts.next) } }
            }
        }
    }
}

/// The ways on: to cancel, and to stay. Each is sent, so that it is known; the way to cancel comes along, so that it is
/// there whatever becomes of what is sent.
fn onward(page: &CancelPage<'_>, texts: &CancelTexts) -> Markup {
    html! {
        @if let Some(ways) = page.ways {
            div.actions {
                form method="post" action="?" {
                    input type="hidden" name="to" value=(ways.cancel);
                    button.secondary #cancel type="submit" name=(CANCEL_STEP) value="cancel" {
                        (texts.go)
                    }
                }
                form method="post" action="?" {
                    button.secondary #stay type="submit" name=(CANCEL_STEP) value="stay" {
                        (texts.stay)
                    }
                }
            }
        }
    }
}

/// An offer that is made.
fn offered(offer: &CancelOffer<'_>, texts: &CancelTexts) -> Markup {
    html! {
        div #offer.card {
            h2 { (offer.title) }
            @if let Some(text) = offer.text { p { (text) } }
            form method="post" action="?" {
                input type="hidden" name="offer" value=(offer.id);
                div.actions {
                    button type="submit" name=(CANCEL_STEP) value="accept" { (texts.take) }
                }
            }
        }
    }
}

/// An offer that was taken.
fn taken(offer: &CancelOffer<'_>, texts: &CancelTexts) -> Markup {
    html! {
        div #taken.notice.success role="status" {
            p { strong { (offer.title) } }
            @if let Some(text) = offer.text { p { (text) } }
            @if let Some(code) = offer.code {
                p { (texts.code) ": " code dir="ltr" { (code) } }
            }
            @if let Some(link) = offer.link { p { a href=(link) { (offer.title) } } }
        }
    }
}

/// The ways from a flow that is over.
fn back(page: &CancelPage<'_>, texts: &CancelTexts, stays: bool) -> Markup {
    html! {
        @if let Some(ways) = page.ways {
            div.actions {
                @if stays {
                    a.button href=(ways.keep) { (texts.back) }
                    a #cancel href=(ways.cancel) { (texts.go) }
                } @else {
                    a.button #cancel href=(ways.cancel) { (texts.go) }
                    a href=(ways.keep) { (texts.back) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAYS: CancelWays<'_> = CancelWays {
        cancel: "https://shop.example/cancel?a=1&b=2",
        keep: "https://shop.example/account",
    };

    fn shown(step: CancelStep<'_>) -> String {
        let (language, style) = (UiLanguage::ENGLISH, "/page.css");
        cancel_page(&CancelPage { language, style, ways: Some(WAYS), step })
    }

    #[test]
    fn the_way_to_cancel_is_on_every_page() {
        let questions = CancelQuestions {
            title: Some("Why?"),
            reasons: vec![("a", "A <b>"), ("c", "C")],
            chosen: Some("c"),
            ..CancelQuestions::default()
        };
        let offer =
            CancelOffer { id: "half", title: "Half", text: None, code: Some("STAY50"), link: None };
        for step in [
            CancelStep::Asks(&questions),
            CancelStep::Asks(&CancelQuestions::default()),
            CancelStep::Offers(offer),
            CancelStep::Thanks,
            CancelStep::Kept(Some(offer)),
            CancelStep::Kept(None),
            CancelStep::Gone,
            CancelStep::Ended,
        ] {
            let page = shown(step);
            assert!(page.contains("https://shop.example/cancel?a=1&amp;b=2"), "{step:?}");
            assert_eq!(
                page.contains("STAY50"),
                matches!(step, CancelStep::Kept(Some(_))),
                "a code is for whoever took it"
            );
        }
        let page = shown(CancelStep::Asks(&questions));
        assert!(page.contains("A &lt;b&gt;") && page.contains("value=\"c\" checked"), "{page}");
    }
}

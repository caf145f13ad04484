//! How somebody who was invited gets no more invitations.

use maud::html;

use crate::failure::plain;
use crate::language::UiLanguage;
use crate::words::{Voice, Word};

/// The field by which mail programs, and the page's own form, say what they want (RFC 8058).
pub const ONE_CLICK: (&str, &str) = ("List-Unsubscribe", "One-Click");

/// What [`unsubscribe_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct UnsubscribePage<'a> {
    /// The language to say it in.
    pub language: UiLanguage,
    /// Where the style sheet is.
    pub style: &'a str,
    /// How far it has come.
    pub step: UnsubscribeStep<'a>,
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug)]
pub enum UnsubscribeStep<'a> {
    /// They are asked: programs that follow links press no buttons.
    Asks,
    /// It is done.
    Done {
        /// From whom no more invitations come.
        organisation: &'a str,
        /// Whether it was not so before.
        changed: bool,
    },
}

/// A page with one button, and what came of it. It needs no account and no script.
#[must_use]
pub fn unsubscribe_page(page: &UnsubscribePage<'_>) -> String {
    let voice = Voice::of(page.language);
    let title = match page.step {
        UnsubscribeStep::Asks => voice.word(Word::UNSUBSCRIBE_TITLE),
        UnsubscribeStep::Done { .. } => voice.word(Word::UNSUBSCRIBED_TITLE),
    };
    let (before, after) = voice.around(Word::UNSUBSCRIBED_TEXT, "{organisation}");
    let main = html! {
        h1 { (title) }
        @match page.step {
            UnsubscribeStep::Asks => {
                p.lead { (voice.word(Word::UNSUBSCRIBE_TEXT)) }
                // Without an address it is sent to the page's own.
                form method="post" {
                    input type="hidden" name=(ONE_CLICK.0) value=(ONE_CLICK.1);
                    div.actions { button type="submit" { (voice.word(Word::UNSUBSCRIBE)) } }
                }
            }
            UnsubscribeStep::Done { organisation, changed } => {
                div #unsubscribed.notice.success role="status" {
                    p { (before) bdi { (organisation) } (after) }
                    @if !changed { p { (voice.word(Word::UNSUBSCRIBED_BEFORE)) } }
                }
            }
        }
        footer { bdi { "Nordsvar" } }
    };
    plain(page.language.tag(), title, page.style).around(&main)
}

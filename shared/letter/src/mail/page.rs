//! The part for programs that show HTML.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use survey::Locale;

use super::look::{FOOT, Ink, Style, sheet};
use super::text::foot;
use super::{Letter, row};
use crate::ours::Words;

fn direction(locale: &Locale) -> &'static str {
    if locale.is_right_to_left() { "rtl" } else { "ltr" }
}

/// The document. `ours` is the language of our own words.
pub(super) fn of(letter: &Letter<'_>, words: &Words, ours: &Locale) -> String {
    let (texts, style) = (letter.texts, Style::of(letter));
    let (lang, dir) = (&texts.language, direction(&texts.language));
    let document = html! {
        (DOCTYPE)
        html lang=(lang) dir=(dir) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                // Numbers and dates are no links of the program's own.
                meta name="format-detection" content="telephone=no, date=no, address=no, email=no";
                title { (letter.subject()) }
                style { (PreEscaped(sheet(letter))) }
            }
            body.p style=(style.page()) {
                @if !texts.preheader.is_empty() { (preheader(&texts.preheader)) }
                // Some programs take away the body's own direction and colours.
                div.p dir=(dir) lang=(lang) style=(style.page()) {
                    main.c style=(style.column()) {
                        @for text in &texts.body { p.t style=(style.paragraph(Ink::Plain)) { (text) } }
                        @if let Some(question) = letter.question { (row::of(letter, question, words)) }
                        @else { (button(letter, &style)) }
                        @if !texts.sign_off.is_empty() {
                            p.t style=(style.paragraph(Ink::Plain)) { (texts.sign_off) }
                        }
                        @if letter.question.is_some() { (other_way(letter, &style)) }
                    }
                    (below(letter, words, ours))
                }
            }
        }
    };
    document.into_string()
}

fn preheader(text: &str) -> Markup {
    html! {
        div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all" {
            (text)
        }
    }
}

fn button(letter: &Letter<'_>, style: &Style<'_>) -> Markup {
    html! {
        p style="margin:8px 0 24px" {
            a.g href=(letter.link.as_str()) style=(style.button()) { (letter.texts.button) }
        }
    }
}

/// The survey without a choice made, where the choices stand in the button's place.
fn other_way(letter: &Letter<'_>, style: &Style<'_>) -> Markup {
    html! {
        p style="margin:0;font-size:14px" {
            a.l href=(letter.link.as_str()) style=(style.link()) { (letter.texts.button) }
        }
    }
}

/// What stands below: the sender's own words, then ours.
fn below(letter: &Letter<'_>, words: &Words, ours: &Locale) -> Markup {
    let style = Style::of(letter);
    let quiet = style.paragraph(Ink::Quiet);
    let (lang, dir) = (ours, direction(ours));
    html! {
        div style=(FOOT) {
            @if !letter.texts.footer.is_empty() { p.q style=(quiet) { (letter.texts.footer) } }
            div lang=(lang) dir=(dir) {
                p.q style=(quiet) {
                    @for (index, line) in foot(letter, words).iter().enumerate() {
                        @if index > 0 { br; }
                        (line)
                    }
                }
                p.q style="margin:0;font-size:14px" {
                    a.l href=(letter.unsubscribe) style=(style.link()) { (words.unsubscribe) }
                    @if let Some(privacy) = letter.privacy {
                        br;
                        a.l href=(privacy) style=(style.link()) { (words.privacy) }
                    }
                }
            }
        }
    }
}

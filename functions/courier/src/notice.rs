//! Mails in writing: text and simple HTML.

use contract::Moment;
use contract::message::{MailItem, MailLanguage, MailText};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use maud::{DOCTYPE, Markup, html};

use crate::Settings;
use crate::words::{self, Words};

/// Whose mail it is, in words.
const NAME: &str = "Nordsvar";

/// A mail as it is sent. Its Message-ID is that of its name, at every attempt. None if it is not one of ours: those
/// of apps have texts of their own.
pub(crate) fn of(item: &MailItem, settings: &Settings, now: Moment) -> Option<Vec<u8>> {
    let languages = words_of(&item.mail.text, item.mail.language)?;
    let (path, token, organisation) = match &item.mail.text {
        MailText::Recovery { token } => ("/login/recover", Some(token.as_str()), ""),
        MailText::Invitation { token, organisation } => {
            ("/login/join", Some(token.as_str()), organisation.as_str())
        }
        MailText::PasswordChanged | MailText::SignInAttempts => ("/login/recover", None, ""),
        MailText::Alert(_) | MailText::Asked(_) => return None,
    };
    let place = [settings.login_url.as_str(), path].concat();
    let link = Link { page: &place, token, organisation };
    let subject: Vec<_> = languages.iter().map(|words| words.subject).collect();
    let text: Vec<_> = languages.iter().map(|words| text(words, link)).collect();
    let tags: Vec<_> = languages.iter().map(|words| words.tag).collect();
    let (sender, seconds) = (&settings.sender, now.seconds().get());
    MessageBuilder::new()
        .from(Address::from((NAME, sender.address())))
        .to(Address::from(item.mail.to.as_str()))
        .subject(subject.join(" / "))
        .date(Date::new(i64::try_from(seconds).unwrap_or(i64::MAX)))
        .message_id(format!("{}@{}", item.id, sender.domain()))
        // Nobody's holiday greeting shall answer it (RFC 3834).
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(tags.join(", ")))
        .text_body(text.join("\r\n----\r\n\r\n"))
        .html_body(page(&languages, link))
        .write_to_vec()
        .ok()
}

/// Where the reader goes on.
#[derive(Clone, Copy)]
struct Link<'a> {
    page: &'a str,
    token: Option<&'a str>,
    /// The company's name, which a paragraph may have a place for.
    organisation: &'a str,
}

impl Link<'_> {
    /// A paragraph, with the company's name in its place.
    fn filled(self, paragraph: &str) -> String {
        paragraph.replace("{organisation}", self.organisation)
    }

    /// The token goes in the fragment, which browsers send to nobody.
    fn address(self) -> String {
        match self.token {
            Some(token) => [self.page, "#", token].concat(),
            None => self.page.to_owned(),
        }
    }
}

fn words_of(text: &MailText, language: MailLanguage) -> Option<Vec<&'static Words>> {
    let (english, swedish) = match text {
        MailText::Recovery { .. } => (&words::RECOVERY_EN, &words::RECOVERY_SV),
        MailText::Invitation { .. } => (&words::INVITATION_EN, &words::INVITATION_SV),
        MailText::PasswordChanged => (&words::CHANGED_EN, &words::CHANGED_SV),
        MailText::SignInAttempts => (&words::ATTEMPTS_EN, &words::ATTEMPTS_SV),
        MailText::Alert(_) | MailText::Asked(_) => return None,
    };
    Some(match language {
        MailLanguage::En => vec![english],
        MailLanguage::Sv => vec![swedish],
        MailLanguage::Both => vec![swedish, english],
    })
}

fn text(words: &Words, link: Link<'_>) -> String {
    let mut text = String::new();
    let (first, rest) = words.paragraphs.split_first().unwrap_or((&"", &[]));
    for part in [link.filled(first), [words.action, ":\r\n", &link.address()].concat()] {
        text.push_str(&part);
        text.push_str("\r\n\r\n");
    }
    if let (Some(code), Some(token)) = (words.code, link.token) {
        text.push_str(&[code, "\r\n", link.page, "\r\n\r\n", token, "\r\n\r\n"].concat());
    }
    for part in rest {
        text.push_str(&link.filled(part));
        text.push_str("\r\n\r\n");
    }
    text
}

fn page(languages: &[&'static Words], link: Link<'_>) -> String {
    let lang = languages.first().map(|words| words.tag);
    let document = html! {
        (DOCTYPE)
        html lang=[lang] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (NAME) }
            }
            body style="font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 1em auto; padding: 0 1em" {
                @for words in languages { (part(words, link)) }
            }
        }
    };
    document.into_string()
}

fn part(words: &Words, link: Link<'_>) -> Markup {
    let (first, rest) = words.paragraphs.split_first().unwrap_or((&"", &[]));
    html! {
        div lang=(words.tag) {
            h1 style="font-size: 1.25em" { (words.subject) }
            p { (first) }
            p { a href=(link.address()) { (words.action) } }
            @if let (Some(code), Some(token)) = (words.code, link.token) {
                p { (code) br; a href=(link.page) { (link.page) } }
                p style="overflow-wrap: anywhere" { code { (token) } }
            }
            @for part in rest { p { (part) } }
        }
    }
}

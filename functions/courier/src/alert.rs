//! What staff are alerted to, in writing: which rule, and where they read on. What was answered, and by whom, stays
//! where it is.

mod words;

use contract::Moment;
use contract::message::{AlertNotice, AlertTold, MailItem, MailLanguage, MailStatus};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use maud::{DOCTYPE, Markup, html};

use self::words::{EN, SV, Words};
use crate::Settings;

/// Whose mail it is, in words.
const NAME: &str = "Nordsvar";

/// The most characters of a title in a line.
const MAX_TITLE: usize = 60;

/// Alerts, in words.
struct Told<'a> {
    words: &'static Words,
    notice: &'a AlertNotice,
    /// Where the instance's alerts are.
    list: String,
}

impl<'a> Told<'a> {
    fn new(settings: &Settings, words: &'static Words, notice: &'a AlertNotice) -> Self {
        let AlertNotice { app, instance, .. } = notice;
        let (site, room) = settings.apps.room(app, words.tag);
        let list = format!("{}/apps/{room}/instances/{instance}/alerts", site.as_str());
        Self { words, notice, list }
    }

    fn link(&self, one: &AlertTold) -> String {
        format!("{}/{}", self.list, one.alert)
    }

    fn title(&self) -> String {
        letter::plain_line(&self.notice.title, MAX_TITLE)
    }

    /// Which rule, in a line.
    fn subject(&self) -> String {
        let Words { test, one, many, late, .. } = self.words;
        let AlertNotice { rule, count, escalated, .. } = self.notice;
        let mut subject = String::new();
        if self.notice.test {
            subject.push_str(test);
        }
        if *escalated {
            subject.push_str(late);
        }
        match count {
            0 | 1 => subject.push_str(one),
            more => subject.push_str(&many.replace("{n}", &more.to_string())),
        }
        [&*subject, " ", rule.as_str(), ", ", &self.title()].concat()
    }

    /// What it is about.
    fn lead(&self) -> String {
        let AlertNotice { rule, survey, count, .. } = self.notice;
        let lead = if *count > 1 { self.words.lead_many } else { self.words.lead };
        lead.replace("{n}", &count.to_string())
            .replace("{rule}", rule.as_str())
            .replace("{survey}", survey.as_str())
    }

    /// One of them, in a line.
    fn line(&self, one: &AlertTold) -> String {
        let raised = one.raised.rfc3339();
        let (date, time) =
            (raised.get(..10).unwrap_or_default(), raised.get(11..16).unwrap_or_default());
        let score = one.score.map(|score| format!(", {} {score}", self.words.score));
        format!("{date} {time} UTC{}", score.unwrap_or_default())
    }

    /// How many are told of only by their number.
    fn more(&self) -> Option<String> {
        let told = u32::try_from(self.notice.alerts.len()).unwrap_or(u32::MAX);
        let more = self.notice.count.saturating_sub(told);
        (more > 0).then(|| self.words.more.replace("{n}", &more.to_string()))
    }

    fn text(&self) -> String {
        let mut parts = vec![self.lead()];
        parts.extend(self.notice.escalated.then(|| self.words.nobody.to_owned()));
        for one in &self.notice.alerts {
            parts.push([&*self.line(one), "\r\n", &self.link(one)].concat());
        }
        parts.extend(self.more());
        parts.push([self.words.all, "\r\n", &self.list].concat());
        parts.push(self.words.kept.to_owned());
        parts.into_iter().flat_map(|part| [part, "\r\n\r\n".to_owned()]).collect()
    }

    fn page(&self) -> String {
        html! {
            (DOCTYPE)
            html lang=(self.words.tag) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (NAME) }
                }
                body style="font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 1em auto; padding: 0 1em" {
                    (self.body())
                }
            }
        }
        .into_string()
    }

    fn body(&self) -> Markup {
        html! {
            h1 style="font-size: 1.25em" { (self.subject()) }
            p { (self.lead()) }
            @if self.notice.escalated { p { (self.words.nobody) } }
            ul { @for one in &self.notice.alerts { li { a href=(self.link(one)) { (self.line(one)) } } } }
            @if let Some(more) = self.more() { p { (more) } }
            p { a href=(self.list) { (self.words.all) } }
            p { (self.words.kept) }
        }
    }
}

/// A mail of alerts.
pub(crate) fn mail(
    item: &MailItem,
    notice: &AlertNotice,
    settings: &Settings,
    now: Moment,
) -> Result<Vec<u8>, MailStatus> {
    let words = match item.mail.language {
        MailLanguage::Sv => &SV,
        MailLanguage::En | MailLanguage::Both => &EN,
    };
    let told = Told::new(settings, words, notice);
    let (sender, seconds) = (&settings.sender, now.seconds().get());
    let composed = MessageBuilder::new()
        .from(Address::from((NAME, sender.address())))
        .to(Address::from(item.mail.to.as_str()))
        .subject(told.subject())
        .date(Date::new(i64::try_from(seconds).unwrap_or(i64::MAX)))
        .message_id(format!("{}@{}", item.id, sender.domain()))
        // Nobody's holiday greeting shall answer it (RFC 3834).
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(words.tag))
        .text_body(told.text())
        .html_body(told.page())
        .write_to_vec();
    composed.map_err(|_| MailStatus::UNWRITABLE)
}

/// A text message of alerts.
pub(crate) fn text(notice: &AlertNotice, swedish: bool, settings: &Settings) -> String {
    let told = Told::new(settings, if swedish { &SV } else { &EN }, notice);
    let link = match &notice.alerts[..] {
        [one] if notice.count == 1 => told.link(one),
        _ => told.list.clone(),
    };
    [&*told.subject(), "\n", &link].concat()
}

/// What a program is told of one alert, as JSON.
pub(crate) fn json(notice: &AlertNotice, settings: &Settings) -> Option<String> {
    let told = Told::new(settings, &EN, notice);
    let one = notice.alerts.first()?;
    let mut json = serde_json::json!({
        "id": one.alert,
        "app": notice.app,
        "instance": notice.instance,
        "survey": notice.survey,
        "rule": notice.rule,
        "response": one.response,
        "raised": one.raised.rfc3339(),
        "escalated": notice.escalated,
        "test": notice.test,
        "link": told.link(one),
    });
    if let (Some(score), Some(members)) = (one.score, json.as_object_mut()) {
        members.insert("score".to_owned(), serde_json::to_value(score).ok()?);
    }
    Some(json.to_string())
}

#[cfg(test)]
mod tests;

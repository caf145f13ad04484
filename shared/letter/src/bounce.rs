//! What comes back: reports of delivery (RFC 3464), and complaints (RFC 5965).

mod fields;

use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

use crate::name::{Domain, ReturnPath};
use fields::{Fields, groups};

/// The most bytes of a report. What is longer is cut there: what a report says comes before the
/// message that it gives back.
pub const MAX_REPORT_BYTES: usize = 256 * 1024;

/// The most parts that are looked at, and the most recipients of a report.
const MAX_PARTS: usize = 32;

/// What somebody's server says of one of our mails.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// Which mail, by its return path. Its tag is to be checked before anything is believed.
    pub path: ReturnPath,
    /// What it says.
    pub kind: ReportKind,
    /// The status that it gives (RFC 3463), as 5, 1, 1.
    pub status: Option<[u16; 3]>,
}

/// What a report says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReportKind {
    /// What became of the mail.
    Delivery(Fate),
    /// The recipient called it unwanted.
    Complaint,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// It arrived, or was passed on to where nothing is reported from.
    Delivered,
    /// It did not arrive, or not yet, for a reason that passes: a full mailbox, a server that
    /// cannot be reached.
    Transient,
    /// It did not arrive and never will.
    Permanent,
}

/// The bytes say nothing of a mail of ours.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum UnreadReport {
    /// They are no report: a person's reply, or a machine's.
    #[error("this is no report")]
    NotAReport,
    /// They are one, of which mail it does not say.
    #[error("the report is of none of our mails")]
    NotOurs,
}

/// Reads a message that came to an address of bounces in `domain`. `recipient` is the address
/// that it came to, where the server that took it in says so; otherwise its headers do.
///
/// # Errors
///
/// [`UnreadReport`]; of what cannot be read nothing is concluded.
pub fn read_report(
    bytes: &[u8],
    recipient: Option<&str>,
    domain: &Domain,
) -> Result<Report, UnreadReport> {
    let bytes = bytes.get(..MAX_REPORT_BYTES).unwrap_or(bytes);
    let message = MessageParser::new().parse(bytes).ok_or(UnreadReport::NotAReport)?;
    let (kind, status) = told(&message).ok_or(UnreadReport::NotAReport)?;
    let path = recipient
        .and_then(|address| ReturnPath::read(address, domain))
        .or_else(|| path(&message, domain))
        .ok_or(UnreadReport::NotOurs)?;
    Ok(Report { path, kind, status })
}

type Told = (ReportKind, Option<[u16; 3]>);

fn told(message: &Message<'_>) -> Option<Told> {
    for part in message.parts.iter().take(MAX_PARTS) {
        let subtype = part.content_type().and_then(|of| {
            let subtype = of.subtype()?;
            of.ctype().eq_ignore_ascii_case("message").then(|| subtype.to_ascii_lowercase())
        });
        let content = String::from_utf8_lossy(part.contents());
        match subtype.as_deref() {
            Some("feedback-report") => return complaint(&content),
            Some("delivery-status" | "global-delivery-status") => return delivery(&content),
            _ => {}
        }
    }
    // Exim before 4.86 wrote of failures in words alone, with the recipients in a header.
    message.header("X-Failed-Recipients")?;
    Some((ReportKind::Delivery(Fate::Permanent), None))
}

/// A report of abuse. What was told of otherwise (`not-spam`, `virus`) asks nothing of us.
fn complaint(content: &str) -> Option<Told> {
    let fields = groups(content).next()?;
    let kind = fields.get("feedback-type")?.to_ascii_lowercase();
    ["abuse", "fraud", "opt-out", "other"]
        .contains(&&*kind)
        .then_some((ReportKind::Complaint, None))
}

/// What became of the mail: one of ours has one recipient, so the worst that is said of any.
fn delivery(content: &str) -> Option<Told> {
    let fates = groups(content).take(MAX_PARTS).filter_map(|fields| fate(&fields));
    let (fate, status) = fates.max_by_key(|(fate, _)| match fate {
        Fate::Delivered => 0,
        Fate::Transient => 1,
        Fate::Permanent => 2,
    })?;
    Some((ReportKind::Delivery(fate), status))
}

/// What the fields of one recipient come to; those of the message have no action.
fn fate(fields: &Fields) -> Option<(Fate, Option<[u16; 3]>)> {
    let action = fields.get("action")?.to_ascii_lowercase();
    let status = fields.get("status").and_then(status);
    let fate = match (action.split([' ', '(', ';']).next()?, status) {
        ("delivered" | "relayed" | "expanded", _) => Fate::Delivered,
        // A mailbox that is full is somebody's still (RFC 3463, X.2.2); what a queue gave up on
        // has the class of what it waited for.
        ("delayed", _) | ("failed", Some([4, ..] | [_, 2, 2])) => Fate::Transient,
        ("failed", _) => Fate::Permanent,
        _ => return None,
    };
    Some((fate, status))
}

/// A status code, with or without a comment behind it.
fn status(raw: &str) -> Option<[u16; 3]> {
    let mut parts = raw.split([' ', '(', ';', '\t']).next()?.split('.').map(str::parse);
    let [class, subject, detail] = [parts.next()?, parts.next()?, parts.next()?].map(Result::ok);
    let status = [class?, subject?, detail?];
    let known = matches!(status, [2 | 4 | 5, 0..=999, 0..=999]);
    (known && parts.next().is_none()).then_some(status)
}

/// The return path: in the headers that say whom the report came to, in the fields of a
/// complaint, or in the headers of the mail that it gives back.
fn path(message: &Message<'_>, domain: &Domain) -> Option<ReturnPath> {
    const TO: [&str; 5] = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "X-Forwarded-To"];
    let read = |address: &str| ReturnPath::read(address, domain);
    let to = TO.iter().find_map(|name| any(message.header_raw(*name)?, read));
    to.or_else(|| {
        message.parts.iter().take(MAX_PARTS).find_map(|part| match &part.body {
            PartType::Message(inner) => any(inner.header_raw("Return-Path")?, read),
            PartType::Text(_)
            | PartType::Html(_)
            | PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Multipart(_) => {
                let content = String::from_utf8_lossy(part.contents());
                let mut found = groups(&content).take(2).filter_map(|fields| {
                    let names = ["original-mail-from", "return-path"];
                    names.iter().find_map(|name| any(fields.get(name)?, read))
                });
                found.next()
            }
        })
    })
}

/// The first address in a header that is one of ours.
fn any<T>(header: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    header.split([',', ' ', '\t', '\r', '\n', ';']).take(64).find_map(read)
}

#[cfg(test)]
mod tests;

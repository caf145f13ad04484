//! Reports of mail that came back, as a mail server pipes them.

use crate::cli::Bounce;
use anyhow::{Context as _, Result};
use bytes::Bytes;
use contract::message::MailFate;
use credential::SharedSecret;
use http::Request;
use letter::{Domain, Fate, MAX_REPORT_BYTES, Report, ReportKind, read_report};
use nordsvar::{Client, now};
use serde_json::json;
use std::io::{self, Read};
use std::path::Path;
use std::{fmt, fs};
use zeroize::Zeroizing;

/// The courier has not taken it: whoever piped it in tries again.
#[derive(Debug)]
pub(crate) struct NotTaken(String);

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the courier has not taken the report: {}", self.0)
    }
}

impl std::error::Error for NotTaken {}

/// Reads a report from the standard input and tells the courier of it. What is no report, or of no mail of ours, is
/// nobody's to send again: that is said, and is no failure.
pub(crate) fn run(wish: &Bounce, authorities: Option<&Path>) -> Result<()> {
    let report = read(io::stdin().lock()).context("the report cannot be read")?;
    let domain = domain(wish)?;
    let report = match read_report(&report, Some(&wish.recipient), &domain) {
        Ok(report) => report,
        Err(unread) => {
            eprintln!("{unread}; nothing is told.");
            return Ok(());
        }
    };
    let fate = fate(&report);
    let item = json!({ "return_path": report.path.address(&domain), "fate": fate });
    tell(wish, authorities, json!({ "items": [item] }).to_string())
}

/// The beginning of what is piped in. The rest is read and dropped: a server takes a pipe that breaks for a failure.
fn read(mut input: impl Read) -> io::Result<Vec<u8>> {
    let mut report = Vec::new();
    let most = u64::try_from(MAX_REPORT_BYTES).unwrap_or(u64::MAX);
    input.by_ref().take(most).read_to_end(&mut report)?;
    io::copy(&mut input, &mut io::sink())?;
    Ok(report)
}

/// The domain that mail comes back to: what is said, or that of the recipient.
fn domain(wish: &Bounce) -> Result<Domain> {
    if let Some(domain) = &wish.domain {
        return Ok(domain.clone());
    }
    let domain = wish.recipient.rsplit_once('@').map_or("", |(_, domain)| domain);
    domain.trim_end_matches('>').parse().context("the recipient has no domain")
}

const fn fate(report: &Report) -> MailFate {
    match report.kind {
        ReportKind::Complaint => MailFate::Complaint,
        ReportKind::Delivery(Fate::Delivered) => MailFate::Delivered,
        ReportKind::Delivery(Fate::Transient) => MailFate::Transient,
        ReportKind::Delivery(Fate::Permanent) => MailFate::Permanent,
    }
}

fn tell(wish: &Bounce, authorities: Option<&Path>, body: String) -> Result<()> {
    let path = &wish.secret_file;
    let text = fs::read_to_string(path).map(Zeroizing::new);
    let text = text.with_context(|| format!("cannot read {}", path.display()))?;
    let secret: SharedSecret = text.trim().parse().context("the file holds no shared secret")?;
    let at = now()?.seconds();
    let address = format!("{}/courier/returned", wish.courier.trim_end_matches('/'));
    let request = Request::post(&address)
        .header("content-type", "application/json")
        .header("x-nordsvar-timestamp", at.get().to_string())
        .header("x-nordsvar-hmac-sha256", secret.sign(at, body.as_bytes()))
        .body(Bytes::from(body))
        .context("not an address of a courier")?;
    let answer = Client::new(authorities)?.send(request);
    let answer = answer.map_err(|error| NotTaken(format!("{error:#}")))?;
    if answer.status().is_success() {
        eprintln!("The courier has taken it.");
        Ok(())
    } else {
        Err(NotTaken(format!("it answered {}", answer.status())).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(recipient: &str, domain: Option<&str>) -> Bounce {
        Bounce {
            recipient: recipient.to_owned(),
            courier: "http://127.0.0.1:1".to_owned(),
            secret_file: "/nowhere".into(),
            domain: domain.map(|domain| domain.parse().unwrap()),
        }
    }

    #[test]
    fn domains() {
        for (recipient, given, want) in [
            ("bounce+a.b@mail.example", None, Some("mail.example")),
            ("<bounce+a.b@Mail.Example>", None, Some("mail.example")),
            ("abuse@nordsvar.example", Some("mail.example"), Some("mail.example")),
            ("nobody", None, None),
            ("a@b c", None, None),
        ] {
            let got = domain(&wish(recipient, given)).ok();
            assert_eq!(got.as_ref().map(Domain::as_str), want, "{recipient}");
        }
    }

    #[test]
    fn a_report_is_read_up_to_a_bound_and_drained() {
        let long = vec![b'x'; MAX_REPORT_BYTES + 70_000];
        let mut input = &*long;
        assert_eq!(read(&mut input).unwrap().len(), MAX_REPORT_BYTES);
        assert_eq!(input.len(), 0);
    }
}

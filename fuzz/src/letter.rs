//! Texts of invitations, and what comes back of them.

use std::sync::LazyLock;

use ::letter::{
    Domain, MessageKind, Occasion, Recordings, SHOP, Texts, plain_line, read_report, sms_count,
    unwanted,
};
use serde_json::Value;
use survey::{Locale, StrictJson};

const VECTORS: &str = include_str!("../../tests/vectors/letter/texts.json");

const REPORT: &str = "To: bounce+01932c07.k3j9x0ab12cd34ef@mail.example\r\nContent-Type: multipart/report; \
    report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
    Reporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n";

static DOMAIN: LazyLock<Domain> = LazyLock::new(|| "mail.example".parse().expect("a domain"));

/// Whatever it is, it is read or refused. What is taken as texts has subjects that may stand in a
/// header, whatever is put in; what is taken as a report is of a mail of ours.
pub fn letter(data: &[u8]) {
    if let Ok(report) = read_report(data, None, &DOMAIN) {
        let address = report.path.address(&DOMAIN);
        assert!(address.len() <= 254 && address.ends_with("@mail.example"), "another's");
    }
    let text = String::from_utf8_lossy(data);
    let line = plain_line(&text, 40);
    assert!(line.chars().count() <= 40 && !line.chars().any(unwanted), "no plain line");
    let count = sms_count(&text);
    assert!(count.segments >= 1 && count.units <= 67 * 2 * count.segments + 160, "no length");
    if let Ok(json) = StrictJson::from_slice(data)
        && let Ok(recordings) = Recordings::read(json.value())
    {
        for language in recordings.languages() {
            let heard = recordings.choose(Some(language));
            let address = heard.map(|(_, recording)| recording.question.as_str());
            assert!(address.is_some_and(|address| address.starts_with("https://")), "unheard");
        }
    }
    let Ok(texts) = Texts::from_slice(data, &SHOP) else { return };
    let locale = Locale::english();
    for kind in MessageKind::ALL {
        let chosen = texts.choose((Occasion::ORDER, kind), &locale, &locale);
        let filled = chosen.template.fill(&chosen.language, &SHOP.examples());
        for part in [&filled.sender, &filled.subject] {
            assert!(!part.chars().any(unwanted), "no header");
        }
    }
}

/// What is not far from what is taken.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    let texts = vectors.iter().map(|vector| vector["texts"].to_string().into_bytes());
    texts.chain([REPORT.as_bytes().to_vec()]).collect()
}

use super::*;

const MAIL: &str =
    "bounce+01932c07-209e-7cde-8c1d-3f2a1b4c5d6e.k3j9x0ab12cd34ef@bounce.nordsvar.example";

/// A report as servers write them: some text, the fields, the head of what was sent.
fn report(kind: &str, to: &str, fields: &str) -> Vec<u8> {
    let part = if kind == "feedback-report" { kind } else { "delivery-status" };
    format!(
        "From: MAILER-DAEMON@mx.example\n{to}Subject: Report\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type={kind};\n\tboundary=\"b1/x\"\n\n\
         Preamble.\n\n--b1/x\nContent-Type: text/plain; charset=us-ascii\n\nSome words: 5.1.1 failed.\n\n\
         --b1/x\nContent-Description: Report\nContent-Type: message/{part}\n\n{fields}\n\
         --b1/x\nContent-Type: message/rfc822\n\nReturn-Path: <{MAIL}>\nFrom: <invite@nordsvar.example>\n\
         Subject: How was it?\n\nAction: delivered\n\n--b1/x--\n"
    )
    .replace('\n', "\r\n")
    .into_bytes()
}

fn read(bytes: &[u8]) -> Result<Report, UnreadReport> {
    read_report(bytes, None, &"bounce.nordsvar.example".parse().unwrap())
}

#[test]
fn reports_of_known_servers() {
    use Fate::{Delivered, Permanent, Transient};
    let to = format!("To: {MAIL}\n");
    for (name, fields, want) in [
        (
            "Postfix: no such user",
            "Reporting-MTA: dns; mx.example\nX-Postfix-Queue-ID: 4AbCd\nX-Postfix-Sender: rfc822; a@b.example\nArrival-Date: Fri, 27 Nov 2026 20:00:00 +0000 (UTC)\n\n\
             Final-Recipient: rfc822; anna@customer.example\nOriginal-Recipient: rfc822;anna@customer.example\nAction: failed\nStatus: 5.1.1\n\
             Remote-MTA: dns; in.customer.example\nDiagnostic-Code: smtp; 550 5.1.1 <anna@customer.example>:\n    Recipient unknown\n",
            (Permanent, Some([5, 1, 1])),
        ),
        (
            "Postfix: waiting",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@customer.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Wed, 2 Dec 2026 20:00:00 +0000\n",
            (Transient, Some([4, 4, 1])),
        ),
        (
            "Postfix: given up after days",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 4.4.2\n",
            (Transient, Some([4, 4, 2])),
        ),
        (
            "OpenSMTPD",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@customer.example\nAction: failed\nStatus: 5.0.0\n",
            (Permanent, Some([5, 0, 0])),
        ),
        (
            "Exim",
            "Reporting-MTA: dns; mx.example\n\nAction: failed\nFinal-Recipient: rfc822;anna@customer.example\nStatus: 5.0.0\nRemote-MTA: dns; in.customer.example\nDiagnostic-Code: smtp; 550 No such person\n",
            (Permanent, Some([5, 0, 0])),
        ),
        (
            "Exchange",
            "Reporting-MTA: dns;AB1.mail.example\nReceived-From-MTA: dns;mx.example\n\nFinal-recipient: RFC822;anna@customer.example\nAction: failed\nStatus: 5.1.10\nDiagnostic-code: smtp;550 5.1.10 Resolver: recipient not found\n",
            (Permanent, Some([5, 1, 10])),
        ),
        (
            "Exchange: full",
            "Reporting-MTA: dns;AB1.mail.example\n\nFinal-recipient: RFC822;anna@customer.example\nAction: failed\nStatus: 5.2.2 (mailbox full)\n",
            (Transient, Some([5, 2, 2])),
        ),
        (
            "delivered",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@customer.example\nAction: delivered (to mailbox)\nStatus: 2.0.0\n",
            (Delivered, Some([2, 0, 0])),
        ),
        (
            "passed on",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@customer.example\nACTION: Relayed\nStatus: 2.0.0\n",
            (Delivered, Some([2, 0, 0])),
        ),
        (
            "the worst of two",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@customer.example\nAction: expanded\nStatus: 2.0.0\n\n\n\
             Final-Recipient: rfc822; b@customer.example\nAction: failed\nStatus: 5.7.1\n\nFinal-Recipient: rfc822; c@customer.example\nAction: delayed\nStatus: 4.2.0\n",
            (Permanent, Some([5, 7, 1])),
        ),
        (
            "a status that is none",
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@customer.example\nAction: failed\nStatus: 5.1.99999\n",
            (Permanent, None),
        ),
    ] {
        // With the address where it should be, and found in what comes back.
        for to in [&*to, "To: <>\n", ""] {
            let got = read(&report("delivery-status", to, fields)).unwrap();
            assert_eq!(got.path.mail.as_str(), "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e", "{name}");
            assert_eq!(got.path.tag.as_str(), "k3j9x0ab12cd34ef");
            assert_eq!((got.kind, got.status), (ReportKind::Delivery(want.0), want.1), "{name}");
        }
    }
}

#[test]
fn complaints() {
    for (kind, want) in
        [("abuse", true), ("Abuse", true), ("fraud", true), ("not-spam", false), ("virus", false)]
    {
        let fields = format!(
            "Feedback-Type: {kind}\nUser-Agent: Loop/1.0\nVersion: 1\nOriginal-Mail-From: <{MAIL}>\nOriginal-Rcpt-To: <anna@customer.example>\n"
        );
        let got = read(&report("feedback-report", "To: <abuse@nordsvar.example>\n", &fields));
        assert_eq!(
            got.map(|report| report.kind).ok(),
            want.then_some(ReportKind::Complaint),
            "{kind}"
        );
    }
}

#[test]
fn old_exim_says_it_in_a_header() {
    let text = format!(
        "To: {MAIL}\r\nX-Failed-Recipients: anna@customer.example\r\nSubject: Mail delivery failed\r\n\r\nA message could not be delivered.\r\n"
    );
    assert_eq!(read(text.as_bytes()).unwrap().kind, ReportKind::Delivery(Fate::Permanent));
}

#[test]
fn what_is_no_report_changes_nothing() {
    let reply = format!(
        "From: <anna@customer.example>\r\nTo: <{MAIL}>\r\nSubject: On holiday\r\nAuto-Submitted: auto-replied\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    );
    let failed = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n";
    let other = String::from_utf8(report("delivery-status", "To: a@b.example\n", failed)).unwrap();
    let other = other.replace("bounce.nordsvar", "bounce.other");
    for (name, bytes, want) in [
        ("a holiday greeting", reply.as_bytes(), UnreadReport::NotAReport),
        ("nothing", b"", UnreadReport::NotAReport),
        ("noise", &[0xff; 4096], UnreadReport::NotAReport),
        (
            "no action",
            &report("delivery-status", "", "Reporting-MTA: dns; mx.example\n"),
            UnreadReport::NotAReport,
        ),
        (
            "unknown action",
            &report("delivery-status", "", "Action: pondered\n"),
            UnreadReport::NotAReport,
        ),
        ("another's", other.as_bytes(), UnreadReport::NotOurs),
    ] {
        assert_eq!(read(bytes), Err(want), "{name}");
    }
    let domain = "bounce.nordsvar.example".parse().unwrap();
    assert!(read_report(other.as_bytes(), Some(MAIL), &domain).is_ok(), "the envelope's recipient");
}

#[test]
fn what_is_cut_off_anywhere_is_read_or_refused() {
    let failed = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n";
    let whole = report("delivery-status", &format!("To: {MAIL}\n"), failed);
    for length in 0..whole.len() {
        let _ = read(&whole[..length]);
    }
    let mut long = whole;
    long.extend(core::iter::repeat_n(b'x', 2 * MAX_REPORT_BYTES));
    assert!(read(&long).is_ok());
    let deep = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(5000);
    assert_eq!(read(deep.as_bytes()), Err(UnreadReport::NotAReport));
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(8000);
    assert_eq!(read(nested.as_bytes()), Err(UnreadReport::NotAReport));
}

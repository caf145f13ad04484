//! Whole dialogues, against a relay that answers from a script.

use std::io;

use super::*;

/// What the relay answers, in the pieces in which it arrives; nothing more is a connection that ended,
/// and `None` one on which nothing comes in time.
struct Script {
    answers: Vec<Option<&'static str>>,
    said: Vec<u8>,
}

impl Read for &mut Script {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.answers.is_empty() {
            return Ok(0);
        }
        match self.answers.remove(0) {
            Some(piece) => {
                buffer[..piece.len()].copy_from_slice(piece.as_bytes());
                Ok(piece.len())
            }
            None => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl Write for &mut Script {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.said.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn script(answers: &[&'static str]) -> Script {
    let pieces = answers.iter().map(|piece| (*piece != "..").then_some(*piece));
    Script { answers: pieces.collect(), said: Vec::new() }
}

const LETTER: &[u8] = b"Subject: hello\r\n\r\n.dot\r\nend\r\n";

fn open<'a>(
    script: &'a mut Script,
    login: Option<&Login>,
) -> Result<Session<&'a mut Script>, String> {
    Session::open(script, "example.com", login).map_err(|status| status.to_string())
}

/// Sends one mail: what became of it, and what was said.
fn send(answers: &[&'static str], to: &str) -> (Result<(), (String, bool)>, String) {
    let mut script = script(answers);
    let outcome = match open(&mut script, None) {
        Ok(mut session) => session
            .send("noreply@example.com", to, LETTER)
            .map_err(|Failed { status, broken }| (status.to_string(), broken)),
        Err(status) => Err((status, true)),
    };
    (outcome, String::from_utf8(script.said).unwrap())
}

#[test]
fn a_mail_is_taken() {
    let answers = [
        "220 relay.example ESMTP\r\n",
        "250-relay.example\r\n250-8BIT",
        "MIME\r\n250 SMTP",
        "UTF8\r\n",
        "250 2.1.0 Ok\r\n",
        "250",
        " 2.1.5 Ok\r\n",
        "354 go on\r\n",
        "250 2.0.0 queued\r\n",
    ];
    let (outcome, said) = send(&answers, "anna@example.com");
    assert_eq!(outcome, Ok(()));
    let want = "EHLO example.com\r\nMAIL FROM:<noreply@example.com>\r\nRCPT TO:<anna@example.com>\r\nDATA\r\n\
                Subject: hello\r\n\r\n..dot\r\nend\r\n.\r\n";
    assert_eq!(said, want);
}

#[test]
fn addresses_that_are_not_ascii_need_a_relay_that_takes_them() {
    let hello = ["220 a\r\n", "250-a\r\n250 SMTPUTF8\r\n"];
    let good = [&hello[..], &["250 a\r\n", "250 a\r\n", "354 a\r\n", "250 a\r\n"]].concat();
    let (outcome, said) = send(&good, "åsa@example.com");
    assert_eq!(outcome, Ok(()));
    assert!(said.contains("MAIL FROM:<noreply@example.com> SMTPUTF8\r\n"), "{said}");
    let (outcome, said) = send(&["220 a\r\n", "250 a\r\n", "250 a\r\n"], "åsa@example.com");
    assert_eq!(outcome, Err(("5.6.7".to_owned(), false)));
    assert!(!said.contains("sa@example.com"), "{said}");
    let (outcome, _) = send(&["220 a\r\n", "250 a\r\n", "250 a\r\n"], "a>b@example.com");
    assert_eq!(outcome, Err(("5.6.7".to_owned(), false)));
}

#[test]
fn failures_say_whether_they_pass() {
    let hello = ["220 a\r\n", "250 a\r\n"];
    for (name, answers, status, broken) in [
        ("no greeting", &[][..], "4.4.2", true),
        ("no service", &["554 no\r\n"], "4.7.8", true),
        ("busy", &["421 4.3.2 later\r\n"], "4.4.2", true),
        ("another protocol", &["HTTP/1.1 400 Bad Request\r\n"], "4.5.0", true),
        ("a code alone", &["22\r\n"], "4.5.0", true),
        ("two codes", &["220-a\r\n250 a\r\n"], "4.5.0", true),
        ("more than was asked", &["220 a\r\n250 a\r\n"], "4.5.0", true),
        ("slow", &["220 a\r\n", ".."], "4.4.2", true),
        ("hello refused", &["220 a\r\n", "502 5.5.2 what\r\n"], "4.7.8", true),
    ] {
        let (outcome, _) = send(answers, "anna@example.com");
        assert_eq!(outcome, Err((status.to_owned(), broken)), "{name}");
    }
    for (name, answers, status, broken) in [
        ("sender not now", &["451 4.3.0 a\r\n", "250 a\r\n"][..], "4.3.0", false),
        ("sender refused", &["550 5.7.1 a\r\n", "250 a\r\n"], "4.7.8", false),
        ("greylisted", &["250 a\r\n", "451 4.7.1 later\r\n", "250 a\r\n"], "4.7.1", false),
        ("no such user", &["250 a\r\n", "550 5.1.1 no\r\n", "250 a\r\n"], "5.1.1", false),
        (
            "no such user, in lines",
            &["250 a\r\n", "550-5.1.1 no\r\n550 5.1.1 no\r\n", "250 a\r\n"],
            "5.1.1",
            false,
        ),
        ("no words", &["250 a\r\n", "550\r\n", "250 a\r\n"], "5.0.0", false),
        ("words of another class", &["250 a\r\n", "550 4.1.1 no\r\n", "250 a\r\n"], "5.0.0", false),
        ("no data", &["250 a\r\n", "250 a\r\n", "451 a\r\n", "250 a\r\n"], "4.0.0", false),
        ("data at once", &["250 a\r\n", "250 a\r\n", "250 a\r\n"], "4.5.0", true),
        (
            "content refused",
            &["250 a\r\n", "250 a\r\n", "354 a\r\n", "554 5.6.0 a\r\n", "250 a\r\n"],
            "5.6.0",
            false,
        ),
        ("hung up amid it", &["250 a\r\n", "250 a\r\n", "354 a\r\n"], "4.4.2", true),
        ("slow at the end", &["250 a\r\n", "250 a\r\n", "354 a\r\n", ".."], "4.4.2", true),
        ("hung up instead of a reset", &["250 a\r\n", "550 5.1.1 no\r\n"], "5.1.1", true),
        ("hangs up", &["250 a\r\n", "421 4.3.2 bye\r\n"], "4.4.2", true),
    ] {
        let (outcome, _) = send(&[&hello[..], answers].concat(), "anna@example.com");
        assert_eq!(outcome, Err((status.to_owned(), broken)), "{name}");
    }
}

#[test]
fn a_session_goes_on_after_a_refusal() {
    let mut script = script(&[
        "220 a\r\n",
        "250 a\r\n",
        "250 a\r\n",
        "550 5.1.1 no\r\n",
        "250 reset\r\n",
        "250 a\r\n",
        "250 a\r\n",
        "354 a\r\n",
        "250 a\r\n",
        "221 bye\r\n",
    ]);
    let mut session = open(&mut script, None).unwrap();
    let refused = session.send("noreply@example.com", "no@example.com", LETTER).unwrap_err();
    assert!(!refused.broken);
    session.send("noreply@example.com", "anna@example.com", LETTER).unwrap();
    session.quit();
    assert!(String::from_utf8(script.said).unwrap().ends_with("\r\n.\r\nQUIT\r\n"));
}

#[test]
fn who_we_are_is_said_where_that_is_configured() {
    let login = Login { user: "user".to_owned(), password: Zeroizing::new("pass".to_owned()) };
    for (name, answers, want) in [
        ("taken", ["250-a\r\n250 AUTH LOGIN PLAIN\r\n", "235 2.7.0 ok\r\n"], Ok(())),
        ("refused", ["250-a\r\n250 AUTH PLAIN\r\n", "535 5.7.8 no\r\n"], Err("4.7.8")),
        ("not now", ["250-a\r\n250 AUTH PLAIN\r\n", "454 4.7.0 no\r\n"], Err("4.7.0")),
        ("another way", ["250-a\r\n250 AUTH CRAM-MD5\r\n", ""], Err("4.7.8")),
        ("none", ["250 AUTH PLAIN\r\n", ""], Err("4.7.8")),
    ] {
        let mut script = script(&["220 a\r\n", answers[0], answers[1]]);
        let opened = open(&mut script, Some(&login)).map(|_| ());
        assert_eq!(opened, want.map_err(str::to_owned), "{name}");
        let said = String::from_utf8(script.said).unwrap();
        assert_eq!(
            said.contains("AUTH PLAIN AHVzZXIAcGFzcw==\r\n"),
            !answers[1].is_empty(),
            "{name}"
        );
    }
}

#[test]
fn answers_are_bounded() {
    let long: &str = Box::leak("2".repeat(500).into_boxed_str());
    let mut endless = script(&["220-a\r\n"; 200]);
    assert_eq!(open(&mut endless, None).err().unwrap(), "4.5.0");
    let mut wide = script(&[long; 20]);
    assert_eq!(open(&mut wide, None).err().unwrap(), "4.5.0");
    assert!(!wide.answers.is_empty());
}

#[test]
fn letters_end_with_a_dot_alone() {
    for (letter, want) in [
        (&b""[..], &b".\r\n"[..]),
        (b"a", b"a\r\n.\r\n"),
        (b".", b"..\r\n.\r\n"),
        (b"a\r\n.\r\nb\r\n", b"a\r\n..\r\nb\r\n.\r\n"),
        (b"..a\r\n", b"...a\r\n.\r\n"),
    ] {
        assert_eq!(stuffed(letter), want);
    }
}

/// Opens a session that is to be secured: what became of it, and what was said in the clear and behind it.
fn secured(clear: &[&'static str], behind: &[&'static str]) -> (Result<(), String>, [String; 2]) {
    let (mut clear, mut behind) = (script(clear), script(behind));
    let login = Login { user: "anna".to_owned(), password: "sesam".to_owned().into() };
    let opened =
        Session::open_secured(&mut clear, "example.com", Some(&login), |_| Ok(&mut behind));
    let outcome = opened.map(|_| ()).map_err(|status| status.to_string());
    (outcome, [clear, behind].map(|script| String::from_utf8(script.said).unwrap()))
}

#[test]
fn who_we_are_is_said_behind_tls_alone() {
    let clear =
        ["220 relay\r\n", "250-relay\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n", "220 go on\r\n"];
    let behind = ["250-relay\r\n250 AUTH PLAIN\r\n", "235 2.7.0 welcome\r\n"];
    let (outcome, [in_the_clear, in_secret]) = secured(&clear, &behind);
    assert_eq!(outcome, Ok(()));
    assert_eq!(in_the_clear, "EHLO example.com\r\nSTARTTLS\r\n");
    assert_eq!(in_secret, "EHLO example.com\r\nAUTH PLAIN AGFubmEAc2VzYW0=\r\n");
}

#[test]
fn without_tls_nothing_more_is_said() {
    let offers = "250-relay\r\n250 STARTTLS\r\n";
    for (clear, want) in [
        (vec!["220 relay\r\n", "250-relay\r\n250 AUTH PLAIN\r\n"], "4.7.10"),
        (vec!["220 relay\r\n", offers, "454 4.7.0 not now\r\n"], "4.7.0"),
        (vec!["220 relay\r\n", offers, "501 5.5.4 no\r\n"], "4.7.8"),
        // Somebody in between answers what is not asked yet.
        (vec!["220 relay\r\n", offers, "220 go on\r\n250 AUTH PLAIN\r\n"], "4.5.0"),
        (vec!["220 relay\r\n", offers], "4.4.2"),
    ] {
        let (outcome, [said, in_secret]) = secured(&clear, &[]);
        assert_eq!(outcome, Err(want.to_owned()), "{clear:?}");
        assert!(!said.contains("AUTH"), "{said}");
        assert_eq!(in_secret, "");
    }
}

//! What is shown of an answer.

use contract::Moment;
use contract::message::{CommentsSetup, PublicComment};
use serde_json::{Map, Value};

/// What stands in the place of what is cut off.
const MORE: char = '…';

/// The comment that a response comes to; none where its writer has not agreed, or has written nothing.
pub(super) fn comment(
    answers: &Map<String, Value>,
    (comments, rating): (&CommentsSetup, &str),
    kept: Moment,
) -> Option<PublicComment> {
    if answers.get(CommentsSetup::CONSENT) != Some(&Value::Bool(true)) {
        return None;
    }
    let written = comments.questions.iter().filter_map(|name| answers.get(name)?.as_str());
    let text = written.map(cut).find(|text| !text.is_empty())?;
    let stars = answers.get(rating).and_then(Value::as_u64).and_then(|stars| stars.try_into().ok());
    let month = kept.rfc3339().get(..7)?.to_owned();
    Some(PublicComment { text, stars: stars.filter(|stars| (1..=5).contains(stars)), month })
}

/// Whether a character is none that anybody would miss: what only controls, and what turns the direction of what stands
/// around a text.
const fn is_unseen(one: char) -> bool {
    matches!(one, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// In one line, and no longer than is shown: cut behind a word, if there is one in the last half.
fn cut(text: &str) -> String {
    let blank = |one: char| one.is_whitespace() || one.is_control();
    let words = text.split(blank).map(|word| word.replace(is_unseen, ""));
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let most = PublicComment::MAX_CHARS;
    if line.chars().count() <= most {
        return line;
    }
    let mut short: String = line.chars().take(most - 1).collect();
    let ends_a_word = line.chars().nth(most - 1) == Some(' ');
    if let Some(end) = short.rfind(' ').filter(|end| !ends_a_word && *end > short.len() / 2) {
        short.truncate(end);
    }
    short.truncate(short.trim_end().len());
    short.push(MORE);
    short
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_its_writer_agreed_to_is_shown() {
        let setup = CommentsSetup { questions: vec!["comment".to_owned(), "liked".to_owned()] };
        let kept = Moment::from_unix_millis(1_795_000_000_000);
        for (name, answers, want) in [
            (
                "all",
                json!({"overall": 2, "comment": "Late.", "publish": true}),
                Some(("Late.", Some(2))),
            ),
            (
                "the other question",
                json!({"overall": 5, "liked": "Fast", "publish": true}),
                Some(("Fast", Some(5))),
            ),
            (
                "the first of two",
                json!({"comment": "One", "liked": "Two", "publish": true}),
                Some(("One", None)),
            ),
            (
                "blanks are nothing",
                json!({"comment": " \n\u{200b}", "liked": "Two", "publish": true}),
                Some(("Two", None)),
            ),
            (
                "no star",
                json!({"overall": 7, "comment": "Late.", "publish": true}),
                Some(("Late.", None)),
            ),
            (
                "half a star",
                json!({"overall": 4.5, "comment": "Late.", "publish": true}),
                Some(("Late.", None)),
            ),
            ("no", json!({"comment": "Late.", "publish": false}), None),
            ("not said", json!({"comment": "Late."}), None),
            ("in other words", json!({"comment": "Late.", "publish": "true"}), None),
            ("several", json!({"comment": "Late.", "publish": [true]}), None),
            ("nothing written", json!({"publish": true}), None),
            ("no text", json!({"comment": 7, "publish": true}), None),
            ("of no question", json!({"more": "Late.", "publish": true}), None),
        ] {
            let answers = answers.as_object().unwrap();
            let got = comment(answers, (&setup, "overall"), kept);
            assert!(got.iter().all(|one| one.month == "2026-11"), "{name}");
            let got = got.as_ref().map(|one| (one.text.as_str(), one.stars));
            assert_eq!(got, want, "{name}");
        }
    }

    #[test]
    fn texts_are_one_bounded_line() {
        let long = "ord ".repeat(200);
        let word = "å".repeat(600);
        let fits = "å".repeat(PublicComment::MAX_CHARS);
        let at_a_word = format!("{} {}", "a".repeat(499), "b".repeat(9));
        let cases = [
            (
                "as it is",
                "Bra <b>service</b> & \"snabbt\"".to_owned(),
                "Bra <b>service</b> & \"snabbt\"".to_owned(),
            ),
            (
                "lines",
                " One\r\n\ttwo\u{7}three \u{2028} four ".to_owned(),
                "One two three four".to_owned(),
            ),
            ("turned round", "a\u{202e}b \u{2066}c\u{2069}\u{feff}".to_owned(), "ab c".to_owned()),
            (
                "joined",
                "👩\u{200d}🚒 می\u{200c}خواهم".to_owned(),
                "👩\u{200d}🚒 می\u{200c}خواهم".to_owned(),
            ),
            ("fits", fits.clone(), fits),
            ("long", long, format!("{}…", "ord ".repeat(125).trim_end())),
            ("within a word", "words ".repeat(100), format!("{}…", "words ".repeat(83).trim_end())),
            ("one word", word, format!("{}…", "å".repeat(499))),
            ("at a word", at_a_word, format!("{}…", "a".repeat(499))),
        ];
        for (name, text, want) in cases {
            let got = cut(&text);
            assert_eq!(got, want, "{name}");
            assert!(got.chars().count() <= PublicComment::MAX_CHARS, "{name}");
        }
    }
}

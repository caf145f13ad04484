//! JSON with comments and commas after the last element.

/// `text` as plain JSON. What is no JSONC becomes no JSON either.
pub(super) fn plain(text: &str) -> String {
    without_last_commas(&without_comments(text))
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = if next == '"' { string_length(rest) } else { next.len_utf8() };
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.find('\n').map_or("", |end| comment.split_at(end).1);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            kept.push(' ');
        } else {
            let (token, after) = rest.split_at(length);
            kept.push_str(token);
            rest = after;
        }
    }
    kept
}

fn without_last_commas(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = if next == '"' { string_length(rest) } else { next.len_utf8() };
        let (token, after) = rest.split_at(length);
        if token != "," || !after.trim_start().starts_with(['}', ']']) {
            kept.push_str(token);
        }
        rest = after;
    }
    kept
}

/// The length in bytes of the string that `text` begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn comments_and_last_commas_go() {
        for (name, text, want) in [
            ("plain", r#"{"a": [1, 2]}"#, json!({"a": [1, 2]})),
            ("line", "{ // note\n\"a\": 1 }", json!({"a": 1})),
            ("block", "{/* \" , */\"a\":/**/1}", json!({"a": 1})),
            ("last commas", "{\"a\": [1, 2, /* two */ ], }", json!({"a": [1, 2]})),
            (
                "in strings",
                r#"{"a": "http://x", "b": "\",]/*"}"#,
                json!({"a": "http://x", "b": "\",]/*"}),
            ),
            ("letters", r#"{"å": "ö" /* ä */}"#, json!({"å": "ö"})),
        ] {
            let read: Value = serde_json::from_str(&plain(text)).expect(name);
            assert_eq!(read, want, "{name}");
        }
    }
}

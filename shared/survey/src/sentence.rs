//! Sentences of our own, which the words of pages and of messages are.

/// A sentence with texts in place of names in braces. What has no text is left out.
#[must_use]
pub fn filled(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut done = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        done.push_str(before);
        done.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    done.push_str(rest);
    done
}

//! Files and drawings.

use serde_json::Value;

use crate::answers::{AnswerReason, Shape};
use crate::compact::object;
use crate::file::FileNamed;
use crate::model::{File, SignatureFormat};

/// The longest name of a file, in bytes, as file systems have it.
const MAX_NAME_BYTES: usize = 255;

/// The most bytes of a drawing's `data:` URL.
const MAX_DRAWING_BYTES: u32 = 400_000;

/// The type that a browser gives a file whose type it does not know.
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// A list of files.
pub(crate) fn files(question: &File, value: &Value) -> Result<Value, AnswerReason> {
    let given = value.as_array().ok_or(AnswerReason::WrongType(Shape::Files))?;
    let most = question.most_files();
    if u32::try_from(given.len()).map_or(true, |count| count > most) {
        return Err(AnswerReason::TooManyFiles(most));
    }
    given.iter().map(|file| one(question, file)).collect::<Result<_, _>>().map(Value::Array)
}

/// A file: one that is named, and was sent before, or one whose content stands here.
fn one(question: &File, value: &Value) -> Result<Value, AnswerReason> {
    let members = value.as_object().map_or(0, serde_json::Map::len);
    if let Some(file) = FileNamed::from_json("", value).filter(|_| members == 4) {
        let bytes = usize::try_from(file.bytes).unwrap_or(usize::MAX);
        question.takes(&file.name, &file.media_type, bytes)?;
        return Ok(file.to_json());
    }
    let member = |name| value.get(name).and_then(Value::as_str);
    let parts = member("name").zip(member("type")).zip(member("content"));
    let Some(((name, media), content)) = parts.filter(|_| members == 3) else {
        return Err(AnswerReason::WrongType(Shape::Files));
    };
    fits(question, name, media)?;
    let written = if media.is_empty() { UNKNOWN_TYPE } else { media };
    let bytes = bytes_of(content, written).ok_or(AnswerReason::NotADataUrl)?;
    question.takes(name, written, usize::try_from(bytes).unwrap_or(usize::MAX))?;
    let text = |key: &str, text: &str| (key.to_owned(), Value::from(text));
    let members = [text("name", name), text("type", media), text("content", content)];
    Ok(Value::Object(object(members.into_iter())))
}

/// Whether a question takes files of this name and this type.
pub(crate) fn fits(question: &File, name: &str, media: &str) -> Result<(), AnswerReason> {
    if !is_name(name) {
        return Err(AnswerReason::FileName);
    }
    if is_accepted(&question.accepted, name, media) { Ok(()) } else { Err(AnswerReason::FileType) }
}

/// A drawing as a `data:` URL of the format.
pub(super) fn drawing(format: SignatureFormat, value: &Value) -> Result<Value, AnswerReason> {
    let url = value.as_str().ok_or(AnswerReason::WrongType(Shape::Drawing))?;
    if u32::try_from(url.len()).map_or(true, |bytes| bytes > MAX_DRAWING_BYTES) {
        return Err(AnswerReason::TooLarge(MAX_DRAWING_BYTES));
    }
    let media = match format {
        SignatureFormat::Png => "image/png",
        SignatureFormat::Jpeg => "image/jpeg",
        SignatureFormat::Svg => "image/svg+xml",
    };
    match bytes_of(url, media) {
        None | Some(0) => Err(AnswerReason::NotADataUrl),
        Some(_) => Ok(value.clone()),
    }
}

/// Whether a name can be given to a file without leaving its folder.
fn is_name(name: &str) -> bool {
    (1..=MAX_NAME_BYTES).contains(&name.len())
        && !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\'))
        && !matches!(name, "." | "..")
        && !name.trim().is_empty()
}

/// Whether a file is of a type that is taken: as HTML's `accept` has it (section 4.10.5.1.17).
fn is_accepted(accepted: &[Box<str>], name: &str, media: &str) -> bool {
    let fits = |accept: &str| {
        if accept.starts_with('.') {
            let stem = name.len().checked_sub(accept.len());
            return stem
                .filter(|stem| *stem > 0)
                .and_then(|stem| name.get(stem..))
                .is_some_and(|end| end.eq_ignore_ascii_case(accept));
        }
        match accept.strip_suffix('*') {
            Some(start) => {
                media.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
            }
            None => media.eq_ignore_ascii_case(accept),
        }
    };
    accepted.is_empty() || accepted.iter().any(|accept| fits(accept))
}

/// How many bytes a `data:` URL of this type holds, if it is one in good base64 (RFC 4648).
fn bytes_of(url: &str, media: &str) -> Option<u32> {
    let (written, content) = url.strip_prefix("data:")?.split_once(";base64,")?;
    if written != media || !is_media_type(media) || !content.len().is_multiple_of(4) {
        return None;
    }
    let digits = content.trim_end_matches('=');
    let padding = content.len() - digits.len();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    if padding > 2 || !digits.bytes().all(plain) {
        return None;
    }
    u32::try_from(content.len() / 4 * 3 - padding).ok()
}

/// Whether a text is a media type without parameters (RFC 6838, section 4.2).
pub(crate) fn is_media_type(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
    let word = |word: &str| (1..=127).contains(&word.len()) && word.bytes().all(plain);
    text.split_once('/').is_some_and(|(kind, subtype)| word(kind) && word(subtype))
}

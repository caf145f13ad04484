//! The fields of a form that was sent.

use serde_json::{Map, Value, json};

use super::names::RESERVED;
use crate::answers::{AnswerReason, Shape};
use crate::compact::in_order_of;

/// A file that came with a form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Upload {
    /// The name of the field.
    pub field: String,
    /// The file's name, as the browser gave it.
    pub name: String,
    /// The file's media type, as the browser gave it; may be empty.
    pub media_type: String,
    /// What the file holds as a `data:` URL (RFC 2397), or where it is kept.
    pub content: String,
    /// How many bytes it has, where it is kept apart.
    pub bytes: Option<u32>,
}

impl Upload {
    /// A file of a field with what it holds, in base64 (RFC 4648).
    #[must_use]
    pub fn from_base64(field: String, name: String, media_type: String, base64: &str) -> Self {
        let media = if media_type.is_empty() { "application/octet-stream" } else { &media_type };
        let content = ["data:", media, ";base64,", base64].concat();
        Self { field, name, media_type, content, bytes: None }
    }

    /// A file of a field as it stands in an answer.
    #[must_use]
    pub fn from_json(field: &str, file: &Value) -> Option<Self> {
        let member = |name: &str| Some(file.get(name)?.as_str()?.to_owned());
        let bytes = match file.get("size") {
            Some(bytes) => Some(u32::try_from(bytes.as_u64()?).ok()?),
            None => None,
        };
        let (name, media_type, content) = (member("name")?, member("type")?, member("content")?);
        let is_one = bytes.is_some() || content.contains(";base64,");
        let field = field.to_owned();
        is_one.then_some(Self { field, name, media_type, content, bytes })
    }

    /// A drawing of a field as it stands in an answer, as a file of this name.
    #[must_use]
    pub fn from_drawing(field: &str, name: String, url: &str) -> Option<Self> {
        let (media_type, _) = url.strip_prefix("data:")?.split_once(";base64,")?;
        let (field, media_type) = (field.to_owned(), media_type.to_owned());
        Some(Self { field, name, media_type, content: url.to_owned(), bytes: None })
    }

    /// The file as it stands in an answer.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Self { name, media_type, content, bytes, .. } = self;
        match bytes {
            Some(bytes) => {
                json!({ "name": name, "type": media_type, "size": bytes, "content": content })
            }
            None => json!({ "name": name, "type": media_type, "content": content }),
        }
    }

    /// A browser sends a field without a file as a file without a name.
    fn is_there(&self) -> bool {
        !self.name.is_empty() || !self.content.ends_with(";base64,")
    }
}

/// The fields of a form, taken out one by one: lists by name, of texts and of places in `uploads`.
pub(super) struct Fields<'a> {
    by_name: Map<String, Value>,
    uploads: &'a [Upload],
}

impl<'a> Fields<'a> {
    pub(super) fn new(fields: &[(String, String)], uploads: &'a [Upload]) -> Self {
        let mut new = Self { by_name: Map::new(), uploads };
        for (name, text) in fields {
            new.add(name, Value::from(text.as_str()));
        }
        for (index, upload) in uploads.iter().enumerate().filter(|(_, upload)| upload.is_there()) {
            new.add(&upload.field, Value::from(index));
        }
        new
    }

    fn add(&mut self, name: &str, value: Value) {
        if name.starts_with(RESERVED) {
            return;
        }
        let values = self.by_name.entry(name).or_insert(Value::Array(Vec::new()));
        if let Value::Array(values) = values {
            values.push(value);
        }
    }

    fn remove(&mut self, name: &str) -> Vec<Value> {
        match self.by_name.remove(name) {
            Some(Value::Array(values)) => values,
            Some(_) | None => Vec::new(),
        }
    }

    /// Takes all texts of a field; what is empty is left out.
    pub(super) fn take_all(&mut self, name: &str) -> Result<Vec<String>, AnswerReason> {
        let (uploads, texts) = self.take_uploads(name);
        if uploads.is_empty() { Ok(texts) } else { Err(AnswerReason::WrongType(Shape::Text)) }
    }

    /// Takes the text of a field; empty is nothing.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<String>, AnswerReason> {
        let mut texts = self.take_all(name)?;
        let text = texts.pop();
        if texts.is_empty() { Ok(text) } else { Err(AnswerReason::Repeated) }
    }

    /// Takes the files of a field, and its texts.
    pub(super) fn take_uploads(&mut self, name: &str) -> (Vec<&'a Upload>, Vec<String>) {
        let mut uploads = Vec::new();
        let mut texts = Vec::new();
        for value in self.remove(name) {
            if let Value::String(text) = value {
                texts.push(text);
            } else {
                let index = value.as_u64().and_then(|index| usize::try_from(index).ok());
                uploads.extend(index.and_then(|index| self.uploads.get(index)));
            }
        }
        texts.retain(|text| !text.is_empty());
        (uploads, texts)
    }

    /// The places that fields have under `of`, as in `of[3][name]`, and those below `least`, in
    /// order; and for each whether any of its fields holds something.
    pub(super) fn places(&self, of: &str, least: u32) -> Vec<(u32, bool)> {
        let mut places: Vec<(u32, bool)> = (0..least).map(|place| (place, false)).collect();
        for (name, values) in &self.by_name {
            let Some(place) = place_in(of, name) else { continue };
            let empty = |value: &Value| value.as_str() == Some("");
            let filled = values.as_array().is_some_and(|values| !values.iter().all(empty));
            places.push((place, filled));
        }
        // What is filled comes first of those with the same place.
        let mut places = in_order_of(places, |(place, filled)| (*place, !*filled));
        places.dedup_by_key(|(place, _)| *place);
        places
    }

    /// The parts that fields have under `of`, as in `of[part]`.
    pub(super) fn parts(&self, of: &str) -> Vec<String> {
        let part = |name: &String| {
            let part = name.strip_prefix(of)?.strip_prefix('[')?.strip_suffix(']')?;
            Some(part.to_owned())
        };
        self.by_name.keys().filter_map(part).collect()
    }

    /// What nobody took: the first text of each field, by name.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, Value)> {
        self.by_name.into_iter().map(|(name, values)| {
            let first = values.as_array().and_then(|values| values.first());
            (name, first.cloned().unwrap_or_default())
        })
    }
}

/// The place that a field's name has under `of`.
pub(super) fn place_in(of: &str, name: &str) -> Option<u32> {
    let (place, _) = name.strip_prefix(of)?.strip_prefix('[')?.split_once(']')?;
    let plain = place == "0" || !place.starts_with('0');
    if plain && place.bytes().all(|byte| byte.is_ascii_digit()) { place.parse().ok() } else { None }
}

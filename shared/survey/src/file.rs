//! Files that are kept apart from the answers that name them.

use serde_json::{Map, Value, json};

use crate::FileId;
use crate::answers::{AnswerProblem, AnswerReason};
use crate::model::{Definition, Element, File, Question, QuestionKind};

/// The most bytes of a file, whatever its question takes.
pub const MAX_FILE_BYTES: u32 = 10_000_000;

/// The most files of a response.
pub const MAX_FILES: u32 = 20;

/// The most bytes of a response's files together.
pub const MAX_FILES_BYTES: u32 = 40_000_000;

/// What the `content` of a file begins with in an answer that names it; its id follows.
const SCHEME: &str = "file:";

/// A file that an answer names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileNamed {
    /// The question, as problems call it.
    pub question: String,
    /// Its name among the response's files.
    pub id: FileId,
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u32,
}

impl FileNamed {
    /// The file that an item of an answer names: `{"name", "type", "size", "content"}`. `None` if
    /// it names none, as where the content itself stands there.
    #[must_use]
    pub fn from_json(question: &str, file: &Value) -> Option<Self> {
        let member = |name| file.get(name).and_then(Value::as_str);
        Some(Self {
            question: question.to_owned(),
            id: member("content")?.strip_prefix(SCHEME)?.parse().ok()?,
            name: member("name")?.to_owned(),
            media_type: member("type")?.to_owned(),
            bytes: u32::try_from(file.get("size")?.as_u64()?).ok()?,
        })
    }

    /// The file as it stands in an answer.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let content = [SCHEME, &self.id.to_string()].concat();
        json!({
            "name": self.name, "type": self.media_type, "size": self.bytes, "content": content
        })
    }
}

impl File {
    /// Why the question does not take a file: its name, its type, its size.
    ///
    /// # Errors
    ///
    /// The first of these reasons.
    pub fn takes(&self, name: &str, media_type: &str, bytes: usize) -> Result<(), AnswerReason> {
        crate::judge::fits_file(self, name, media_type)?;
        if !crate::judge::is_media_type(media_type) {
            return Err(AnswerReason::FileType);
        }
        let most = self.most_bytes();
        if u32::try_from(bytes).map_or(true, |bytes| bytes > most) {
            return Err(AnswerReason::FileTooLarge(most));
        }
        Ok(())
    }

    /// The most bytes of one of its files.
    #[must_use]
    pub fn most_bytes(&self) -> u32 {
        self.max_bytes.map_or(MAX_FILE_BYTES, |max| max.min(MAX_FILE_BYTES))
    }

    /// How many files it takes.
    #[must_use]
    pub fn most_files(&self) -> u32 {
        if self.multiple { self.max_files.min(MAX_FILES) } else { 1 }
    }
}

impl Definition {
    /// The files that answers name, each once, in the order in which they are asked for.
    #[must_use]
    pub fn files_in(&self, answers: &Map<String, Value>) -> Vec<FileNamed> {
        let mut files = Vec::new();
        for question in self.questions() {
            add(question, "", answers, &mut files);
        }
        files
    }

    /// The question for files whose field in a form has this name, and what problems call it:
    /// `photo`, `people[0][photo]`.
    #[must_use]
    pub fn file_field(&self, field: &str) -> Option<(String, &File)> {
        self.questions().find_map(|question| file_field(question, field))
    }

    /// What is wrong with all of a response's files together.
    pub(crate) fn too_many_files(&self, answers: &Map<String, Value>) -> Option<AnswerProblem> {
        let mut bytes = 0_u32;
        for (before, file) in (0_u32..).zip(self.files_in(answers)) {
            bytes = bytes.saturating_add(file.bytes);
            let reason = if before >= MAX_FILES {
                AnswerReason::TooManyFiles(MAX_FILES)
            } else if bytes > MAX_FILES_BYTES {
                AnswerReason::FilesTooLarge(MAX_FILES_BYTES)
            } else {
                continue;
            };
            return Some(AnswerProblem { name: file.question, reason });
        }
        None
    }
}

/// Adds the files of a question that stands under `before`, in the answers around it.
fn add(question: &Question, before: &str, around: &Map<String, Value>, into: &mut Vec<FileNamed>) {
    let key = question.value_name.as_ref().unwrap_or(&question.name);
    let Some(items) = around.get(&**key).and_then(Value::as_array) else { return };
    let path = [before, &question.name].concat();
    if let QuestionKind::PanelDynamic(panels) = &question.kind {
        for (index, entry) in items.iter().enumerate() {
            let (Some(entry), before) = (entry.as_object(), format!("{path}[{index}].")) else {
                continue;
            };
            each(&panels.elements, &mut |inner| add(inner, &before, entry, into));
        }
    } else if matches!(question.kind, QuestionKind::File(_)) {
        for file in items.iter().filter_map(|item| FileNamed::from_json(&path, item)) {
            if !into.iter().any(|known| known.id == file.id) {
                into.push(file);
            }
        }
    }
}

fn each<'e>(elements: &'e [Element], work: &mut dyn FnMut(&'e Question)) {
    for element in elements {
        match element {
            Element::Question(question) => work(question),
            Element::Panel(panel) => each(&panel.elements, work),
        }
    }
}

fn file_field<'q>(question: &'q Question, field: &str) -> Option<(String, &'q File)> {
    let name = question.name.to_string();
    if let QuestionKind::File(file) = &question.kind {
        return (*field == *name).then_some((name, file));
    }
    let QuestionKind::PanelDynamic(panels) = &question.kind else { return None };
    let (place, inner) = field.strip_prefix(&*name)?.strip_prefix('[')?.split_once("][")?;
    let mut found = None;
    each(&panels.elements, &mut |question| {
        // Within a list, the names of questions stand in brackets.
        let rest = inner.strip_prefix(&*question.name).and_then(|rest| rest.strip_prefix(']'));
        let inner = rest.map(|rest| [&*question.name, rest].concat());
        let under = inner.and_then(|inner| file_field(question, &inner));
        let path = |(path, file)| (format!("{name}[{place}].{path}"), file);
        found = found.take().or(under.map(path));
    });
    found
}

#[cfg(test)]
mod tests;

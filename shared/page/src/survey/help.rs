//! How a question is answered, where its control does not say.

use survey::model::{Checkbox, File, MatrixDynamic, PanelDynamic, QuestionKind, Ranking};

use super::view::View;
use crate::words::{Plural, Word};

/// What is said of how to answer.
pub(crate) fn of(view: &View<'_>, kind: &QuestionKind) -> Option<String> {
    let word = |word: Word| view.voice.word(word).to_owned();
    let help = match kind {
        QuestionKind::Ranking(Ranking {
            select_to_rank: true, min_selected, max_selected, ..
        }) => {
            let bounds = how_many(view, *min_selected, *max_selected);
            joined(&[&word(Word::RANKING_SOME_HELP), &bounds])
        }
        QuestionKind::Ranking(_) => word(Word::RANKING_HELP),
        QuestionKind::Checkbox(checkbox) => bounds(view, checkbox),
        QuestionKind::Tagbox(tagbox) => bounds(view, &tagbox.checkbox),
        QuestionKind::File(of) => {
            let [files, size] = file(view, of).map(Option::unwrap_or_default);
            joined(&[&files, &size])
        }
        QuestionKind::Signature(_) => word(Word::SIGNATURE_HELP),
        QuestionKind::MatrixDynamic(MatrixDynamic { repeats, .. })
        | QuestionKind::PanelDynamic(PanelDynamic { repeats, .. })
            if repeats.may_add =>
        {
            word(Word::ENTRIES_HELP)
        }
        QuestionKind::MatrixDynamic(_)
        | QuestionKind::PanelDynamic(_)
        | QuestionKind::Text(_)
        | QuestionKind::Comment(_)
        | QuestionKind::MultipleText(_)
        | QuestionKind::Radiogroup(_)
        | QuestionKind::Dropdown(_)
        | QuestionKind::Buttongroup(_)
        | QuestionKind::Boolean(_)
        | QuestionKind::Rating(_)
        | QuestionKind::Slider(_)
        | QuestionKind::ImagePicker(_)
        | QuestionKind::Matrix(_)
        | QuestionKind::MatrixDropdown(_)
        | QuestionKind::Html(_)
        | QuestionKind::Image(_)
        | QuestionKind::Expression(_) => return None,
    };
    Some(help).filter(|help| !help.is_empty())
}

fn bounds(view: &View<'_>, checkbox: &Checkbox) -> String {
    how_many(view, checkbox.min_selected, checkbox.max_selected)
}

fn how_many(view: &View<'_>, least: Option<u32>, most: Option<u32>) -> String {
    let count = |word: Plural, count: u32| {
        view.voice.count(word, usize::try_from(count).unwrap_or(usize::MAX))
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => count(Plural::CHOOSE_EXACTLY, least),
        (Some(least), Some(most)) => {
            let values = [("least", &*least.to_string()), ("most", &*most.to_string())];
            view.voice.fill(Word::CHOOSE_BETWEEN, &values)
        }
        (Some(least), None) => count(Plural::CHOOSE_LEAST, least),
        (None, Some(most)) => count(Plural::CHOOSE_MOST, most),
        (None, None) => String::new(),
    }
}

/// How many files a question takes, where it may be several, and how large each may be.
pub(crate) fn file(view: &View<'_>, file: &File) -> [Option<String>; 2] {
    let voice = &view.voice;
    let most = usize::try_from(file.most_files()).unwrap_or(usize::MAX);
    let files = file.multiple.then(|| voice.count(Plural::FILES, most));
    let size = voice.size(file.most_bytes());
    [files, Some(voice.fill(Word::FILE_SIZE, &[("size", &size)]))]
}

/// Sentences, one after the other.
fn joined(sentences: &[&str]) -> String {
    sentences.join(" ").trim().to_owned()
}

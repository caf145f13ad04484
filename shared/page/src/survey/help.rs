//! How a question is answered, where its control does not say.

use std::borrow::Cow;

use survey::model::{Checkbox, File, MatrixDynamic, PanelDynamic, QuestionKind, Ranking};

use super::view::View;

/// What is said of how to answer.
pub(crate) fn of(view: &View<'_>, kind: &QuestionKind) -> Option<Cow<'static, str>> {
    let words = view.words();
    let help: Cow<'static, str> = match kind {
        QuestionKind::Ranking(Ranking {
            select_to_rank: true, min_selected, max_selected, ..
        }) => {
            let bounds = (words.how_many)(*min_selected, *max_selected);
            [words.ranking_some_help, " ", &bounds].concat().trim_end().to_owned().into()
        }
        QuestionKind::Ranking(_) => words.ranking_help.into(),
        QuestionKind::Checkbox(checkbox) => how_many(view, checkbox),
        QuestionKind::Tagbox(tagbox) => how_many(view, &tagbox.checkbox),
        QuestionKind::File(file) => file_help(view, file),
        QuestionKind::Signature(_) => words.signature_help.into(),
        QuestionKind::MatrixDynamic(MatrixDynamic { repeats, .. })
        | QuestionKind::PanelDynamic(PanelDynamic { repeats, .. })
            if repeats.may_add =>
        {
            words.entries_help.into()
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

fn how_many(view: &View<'_>, checkbox: &Checkbox) -> Cow<'static, str> {
    (view.words().how_many)(checkbox.min_selected, checkbox.max_selected).into()
}

fn file_help(view: &View<'_>, file: &File) -> Cow<'static, str> {
    let words = view.words();
    let files = if file.multiple { (words.files)(file.max_files) } else { String::new() };
    let size = file.max_bytes.map(|most| (words.file_size)(&size(most))).unwrap_or_default();
    [&*files, " ", &*size].concat().trim().to_owned().into()
}

/// A number of bytes as people read it.
fn size(bytes: u32) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

//! What is particular about some kinds of questions.

use serde_json::Value;

use crate::judge::{is_nothing, options_of};
use crate::model::{
    Choices, Column, Matrix, MatrixDropdown, PanelDynamic, Question, QuestionKind, Repeats,
    SliderValue,
};

/// A `matrix`.
pub(super) const fn matrix_of(question: &Question) -> Option<&Matrix> {
    if let QuestionKind::Matrix(matrix) = &question.kind { Some(matrix) } else { None }
}

/// A `matrixdropdown`.
pub(super) const fn dropdowns_of(question: &Question) -> Option<&MatrixDropdown> {
    if let QuestionKind::MatrixDropdown(matrix) = &question.kind { Some(matrix) } else { None }
}

/// A `paneldynamic`.
pub(super) const fn panels_of(question: &Question) -> Option<&PanelDynamic> {
    if let QuestionKind::PanelDynamic(panel) = &question.kind { Some(panel) } else { None }
}

/// How a question's rows or panels repeat.
pub(super) const fn repeats(question: &Question) -> Option<&Repeats> {
    if let QuestionKind::MatrixDynamic(matrix) = &question.kind {
        return Some(&matrix.repeats);
    }
    if let Some(panel) = panels_of(question) { Some(&panel.repeats) } else { None }
}

/// The columns of a matrix whose columns are questions.
pub(super) fn columns(question: &Question) -> &[Column] {
    if let QuestionKind::MatrixDynamic(matrix) = &question.kind {
        return &matrix.columns;
    }
    dropdowns_of(question).map_or(&[], |matrix| &matrix.columns)
}

/// Whether a question asks for something.
pub(super) const fn asks(kind: &QuestionKind) -> bool {
    !matches!(kind, QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_))
}

/// Whether a question holds others.
pub(super) fn holds_others(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::MultipleText(_)
            | QuestionKind::MatrixDropdown(_)
            | QuestionKind::MatrixDynamic(_)
            | QuestionKind::PanelDynamic(_)
    )
}

/// Whether a question's answers are objects of parts.
pub(super) const fn is_whole(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::Matrix(_) | QuestionKind::MatrixDropdown(_) | QuestionKind::MultipleText(_)
    )
}

/// Whether repeated panels are there and nothing in them is answered.
pub(super) fn is_unfilled(question: &Question, value: &Value) -> bool {
    let panels = value.as_array().filter(|_| panels_of(question).is_some());
    panels.is_some_and(|panels| panels.iter().all(is_nothing))
}

/// Whether a question's answers are lists, of which one without an answer has an empty one.
pub(crate) fn is_list(kind: &QuestionKind) -> bool {
    if let QuestionKind::ImagePicker(picker) = kind {
        return picker.multiple;
    }
    if let QuestionKind::Slider(slider) = kind {
        return matches!(slider.value, SliderValue::Range { .. });
    }
    matches!(kind, QuestionKind::Checkbox(_) | QuestionKind::Tagbox(_) | QuestionKind::Ranking(_))
}

/// Whether what a question offers depends on something.
pub(crate) fn offers_change(question: &Question) -> bool {
    let varies = |list: &Choices| list.list.iter().any(|choice| choice.visible_if.is_some());
    if let Some(options) = options_of(&question.kind) {
        return options.visible_if.is_some()
            || options.carried.is_some()
            || options.hide_if_empty
            || varies(&options.choices);
    }
    if let Some(matrix) = matrix_of(question) {
        return matrix.rows_visible_if.is_some()
            || matrix.columns_visible_if.is_some()
            || matrix.hide_if_empty
            || varies(&matrix.rows)
            || varies(&matrix.columns);
    }
    dropdowns_of(question)
        .is_some_and(|matrix| matrix.rows_visible_if.is_some() || matrix.hide_if_empty)
}

//! Questions that offer choices.

use super::element::order;
use super::reader::{Reader, add_range};
use crate::LocalizedText;
use crate::model::{
    Buttongroup, Carried, CarryForward, Checkbox, Dropdown, ImagePicker, Matrix, MatrixCell,
    Options, OptionsOrder, Radiogroup, Ranking, RowUniqueness, Special, SpecialChoice, Tagbox,
};

/// Special choices, in the order in which they stand: property, property of the text, which.
const SPECIAL: [(&str, &str, Special); 4] = [
    ("showNoneItem", "noneText", Special::None),
    ("showRefuseItem", "refuseText", Special::Refused),
    ("showDontKnowItem", "dontKnowText", Special::DontKnow),
    ("showOtherItem", "otherText", Special::Other),
];

fn options(reader: &Reader<'_>) -> Options {
    let mut special = Vec::new();
    for (shown, text, which) in SPECIAL {
        if reader.flag(shown) {
            special.push(SpecialChoice { special: which, text: reader.text(text) });
        }
    }
    Options {
        choices: reader.choices("choices"),
        carried: carried(reader),
        order: match reader.word("choicesOrder") {
            "asc" => OptionsOrder::Ascending,
            "desc" => OptionsOrder::Descending,
            "random" => OptionsOrder::Random,
            _ => OptionsOrder::Initial,
        },
        visible_if: reader.expression("choicesVisibleIf"),
        enable_if: reader.expression("choicesEnableIf"),
        special,
        other_placeholder: reader.text("otherPlaceholder"),
        other_error_text: reader.text("otherErrorText"),
        hide_if_empty: reader.flag("hideIfChoicesEmpty"),
        columns: reader.count("colCount").unwrap_or(1),
    }
}

fn carried(reader: &Reader<'_>) -> Option<CarryForward> {
    Some(CarryForward {
        question: reader.string("choicesFromQuestion")?,
        which: match reader.word("choicesFromQuestionMode") {
            "selected" => Carried::Selected,
            "unselected" => Carried::Unselected,
            _ => Carried::All,
        },
        value_from: reader.string("choiceValuesFromQuestion"),
        text_from: reader.string("choiceTextsFromQuestion"),
    })
}

pub(super) fn radiogroup(reader: &Reader<'_>) -> Radiogroup {
    Radiogroup { options: options(reader) }
}

pub(super) fn buttongroup(reader: &Reader<'_>) -> Buttongroup {
    Buttongroup { options: options(reader) }
}

/// A dropdown's choices are those of its list, then the numbers of a range.
pub(super) fn dropdown(reader: &Reader<'_>) -> Dropdown {
    let mut options = options(reader);
    if let Some(max) = reader.number("choicesMax") {
        let min = reader.number("choicesMin").unwrap_or_default();
        let step = reader.number("choicesStep").filter(|step| step.value() > 0.0);
        let one = crate::scalar::Number::new(1.0);
        if let Some(step) = step.or(one).filter(|_| min < max) {
            add_range(&mut options.choices, min, max, step);
        }
    }
    Dropdown { options, placeholder: reader.text("placeholder") }
}

pub(super) fn checkbox(reader: &Reader<'_>) -> Checkbox {
    Checkbox {
        options: options(reader),
        min_selected: reader.bound("minSelectedChoices"),
        max_selected: reader.bound("maxSelectedChoices"),
        select_all: select_all(reader),
    }
}

fn select_all(reader: &Reader<'_>) -> Option<LocalizedText> {
    reader.flag("showSelectAllItem").then(|| reader.text("selectAllText"))
}

pub(super) fn tagbox(reader: &Reader<'_>) -> Tagbox {
    Tagbox { checkbox: checkbox(reader), placeholder: reader.text("placeholder") }
}

pub(super) fn ranking(reader: &Reader<'_>) -> Ranking {
    Ranking {
        options: options(reader),
        select_to_rank: reader.flag("selectToRankEnabled"),
        min_selected: reader.bound("minSelectedChoices"),
        max_selected: reader.bound("maxSelectedChoices"),
    }
}

pub(super) fn image_picker(reader: &Reader<'_>) -> ImagePicker {
    ImagePicker {
        options: Options { columns: reader.count("colCount").unwrap_or(0), ..options(reader) },
        multiple: reader.flag("multiSelect"),
        labels: reader.flag("showLabel"),
    }
}

pub(super) fn matrix(reader: &Reader<'_>) -> Matrix {
    Matrix {
        columns: reader.choices("columns"),
        rows: reader.choices("rows"),
        cell: if reader.word("cellType") == "checkbox" {
            MatrixCell::Checkbox
        } else {
            MatrixCell::Radio
        },
        each_row: reader.presence("eachRowRequired"),
        uniqueness: if reader.flag("eachRowUnique") {
            RowUniqueness::AllDifferent
        } else {
            RowUniqueness::MayRepeat
        },
        rows_visible_if: reader.expression("rowsVisibleIf"),
        columns_visible_if: reader.expression("columnsVisibleIf"),
        hide_if_empty: reader.flag("hideIfRowsEmpty"),
        order: order(reader.word("rowOrder")),
    }
}

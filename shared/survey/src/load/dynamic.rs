//! Questions that hold questions.

use serde_json::Value;

use super::element::{elements, order, question};
use super::media::style;
use super::reader::Reader;
use crate::model::{
    Column, MatrixDropdown, MatrixDynamic, PanelDynamic, Repeats, Total, TotalKind,
};

pub(super) fn matrix_dropdown(reader: &Reader<'_>) -> MatrixDropdown {
    MatrixDropdown {
        columns: columns(reader),
        rows: reader.choices("rows"),
        rows_visible_if: reader.expression("rowsVisibleIf"),
        hide_if_empty: reader.flag("hideIfRowsEmpty"),
        order: order(reader.word("rowOrder")),
        key_error_text: reader.text("keyDuplicationError"),
        total_text: reader.text("totalText"),
    }
}

pub(super) fn matrix_dynamic(reader: &Reader<'_>) -> MatrixDynamic {
    let words = Words {
        count: "rowCount",
        count_expression: "rowCountExpression",
        min: "minRowCount",
        max: "maxRowCount",
        may_add: "allowAddRows",
        may_remove: "allowRemoveRows",
        default_value: "defaultRowValue",
        add_text: "addRowText",
        remove_text: "removeRowText",
    };
    MatrixDynamic {
        columns: columns(reader),
        repeats: repeats(reader, &words, 2, 1000),
        total_text: reader.text("totalText"),
        empty_text: reader.text("noRowsText"),
    }
}

pub(super) fn panel_dynamic(reader: &Reader<'_>) -> PanelDynamic {
    let words = Words {
        count: "panelCount",
        count_expression: "panelCountExpression",
        min: "minPanelCount",
        max: "maxPanelCount",
        may_add: "allowAddPanel",
        may_remove: "allowRemovePanel",
        default_value: "defaultPanelValue",
        add_text: "addPanelText",
        remove_text: "removePanelText",
    };
    let titles_hidden = reader.word("templateQuestionTitleLocation") == "hidden";
    PanelDynamic {
        elements: elements(reader, "templateElements", titles_hidden),
        template_title: reader.text("templateTitle"),
        template_description: reader.text("templateDescription"),
        template_visible_if: reader.expression("templateVisibleIf"),
        repeats: repeats(reader, &words, 0, 100),
        empty_text: reader.text("noEntriesText"),
    }
}

/// The properties of rows, or of panels.
struct Words {
    count: &'static str,
    count_expression: &'static str,
    min: &'static str,
    max: &'static str,
    may_add: &'static str,
    may_remove: &'static str,
    default_value: &'static str,
    add_text: &'static str,
    remove_text: &'static str,
}

/// How often something repeats; `count` and `most` hold where nothing is said.
fn repeats(reader: &Reader<'_>, words: &Words, count: u32, most: u32) -> Repeats {
    let min = reader.count(words.min).unwrap_or(0);
    let max = reader.count(words.max).unwrap_or(most).max(min);
    Repeats {
        count: reader.count(words.count).unwrap_or(count).min(max),
        count_expression: reader.expression(words.count_expression),
        min,
        max,
        may_add: reader.unless_off(words.may_add),
        may_remove: reader.unless_off(words.may_remove),
        key: reader.string("keyName"),
        key_error_text: reader.text("keyDuplicationError"),
        default_value: reader.value(words.default_value),
        copy_last: reader.flag("copyDefaultValueFromLastEntry"),
        add_text: reader.text(words.add_text),
        remove_text: reader.text(words.remove_text),
    }
}

fn columns(reader: &Reader<'_>) -> Vec<Column> {
    let columns = reader.list("columns");
    columns.iter().filter_map(|column| read_column(reader, column)).collect()
}

/// A column is a question whose type, choices and placeholder may be its matrix's.
fn read_column(matrix: &Reader<'_>, column: &Reader<'_>) -> Option<Column> {
    let mut members = column.copy();
    let cell_type = match (column.word("cellType"), matrix.word("cellType")) {
        ("" | "default", "" | "default") => "dropdown",
        ("" | "default", word) | (word, _) => word,
    };
    members.insert("type".to_owned(), Value::from(cell_type));
    let offers = matches!(cell_type, "dropdown" | "tagbox" | "radiogroup" | "checkbox");
    if offers && column.values("choices").is_empty() && column.get("choicesFromQuestion").is_none()
    {
        members.insert("choices".to_owned(), matrix.value("choices"));
    }
    for (name, own) in [("placeholder", "placeholder"), ("colCount", "columnColCount")] {
        if members.get(name).is_none_or(|value| value.as_i64() == Some(-1)) {
            members.extend(matrix.get(own).map(|value| (name.to_owned(), value.clone())));
        }
    }
    Some(Column {
        question: question(&column.with(&members), false)?,
        unique: column.flag("isUnique"),
        total: total(column),
    })
}

fn total(column: &Reader<'_>) -> Option<Total> {
    let kind = match (column.expression("totalExpression"), column.word("totalType")) {
        (Some(expression), _) => TotalKind::Expression(expression),
        (None, "sum") => TotalKind::Sum,
        (None, "count") => TotalKind::Count,
        (None, "min") => TotalKind::Min,
        (None, "max") => TotalKind::Max,
        (None, "avg") => TotalKind::Average,
        (None, _) => return None,
    };
    Some(Total {
        kind,
        format: column.text("totalFormat"),
        style: style(column.word("totalDisplayStyle")),
        currency: column.string("totalCurrency").unwrap_or_else(|| "USD".into()),
        max_fraction_digits: column.count("totalMaximumFractionDigits"),
        min_fraction_digits: column.count("totalMinimumFractionDigits"),
    })
}

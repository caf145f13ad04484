//! Rules of matrices, and of questions that hold questions.

use serde_json::Value;

use super::super::choices::value_of;
use super::super::compiler::Compiler;
use super::super::names::is_of_javascript;
use super::super::problem::DefinitionReason;
use super::super::targets::Wanted;
use super::super::walk::{item, member};
use super::Object;
use super::question::target_at;
use super::select::needs_choices;

pub(super) fn matrix(compiler: &mut Compiler, object: &Object<'_>) {
    object.filled(compiler, "columns");
    rows(compiler, object);
}

/// Rows name members of the answer.
fn rows(compiler: &mut Compiler, object: &Object<'_>) {
    object.filled(compiler, "rows");
    for (index, row) in object.list("rows").iter().enumerate() {
        if value_of(row).is_some_and(|row| is_of_javascript(&row.to_string())) {
            let at = item(&object.path("rows"), index);
            compiler.refuse(&at, DefinitionReason::ReservedName);
        }
    }
}

pub(super) fn cells(compiler: &mut Compiler, object: &Object<'_>) {
    object.filled(compiler, "columns");
    rows(compiler, object);
    let count = |name| object.get(name).and_then(Value::as_u64).unwrap_or(0);
    let made = usize::try_from(count("rowCount").max(count("minRowCount"))).unwrap_or(usize::MAX);
    compiler.count_cells(object.list("rows").len().max(made), object.list("columns").len());
    let shared = object.list("choices").len();
    let matrix_type = match object.word("cellType") {
        "" => "dropdown",
        word => word,
    };
    for (index, column) in object.list("columns").iter().enumerate() {
        let own = column.get("cellType").and_then(Value::as_str);
        let cell_type = own.filter(|word| *word != "default").unwrap_or(matrix_type);
        if !needs_choices(column, cell_type) {
            continue;
        }
        if shared == 0 {
            let at = member(&item(&object.path("columns"), index), "choices");
            compiler.refuse(&at, DefinitionReason::Missing);
        }
        compiler.count_choices(shared);
    }
    if object.class.name == "matrixdynamic" {
        repeats(compiler, object, ["minRowCount", "rowCount"], "maxRowCount");
    }
}

pub(super) fn panels(compiler: &mut Compiler, object: &Object<'_>) {
    object.filled(compiler, "templateElements");
    repeats(compiler, object, ["minPanelCount", "panelCount"], "maxPanelCount");
}

/// How often something repeats.
fn repeats(compiler: &mut Compiler, object: &Object<'_>, counts: [&str; 2], max: &'static str) {
    for count in counts {
        object.ordered(compiler, count, max);
    }
    let key = object.word("keyName");
    if !key.is_empty() {
        let at = object.path("keyName");
        let before = compiler.names.enter(object.word("name"));
        target_at(compiler, at, key, Wanted::Inner);
        compiler.names.scope = before;
    }
}

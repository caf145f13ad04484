//! What is particular about each kind of question.

use serde_json::Value;

use super::{Part, Writer};
use crate::interview::is_list;
use crate::model::{
    Column, Computed, DisplayStyle, Matrix, MatrixDropdown, MatrixDynamic, PanelDynamic, Question,
    QuestionKind, Repeats, Total, TotalKind,
};

impl<'d> Writer<'_, 'd> {
    pub(super) fn kind(&mut self, to: &mut Part, question: &'d Question) {
        to.flag("list", is_list(&question.kind));
        self.options(to, question);
        let word = match &question.kind {
            QuestionKind::Text(text) => {
                self.expression(to, "min", text.min_expression.as_ref());
                self.expression(to, "max", text.max_expression.as_ref());
                self.bound_texts(to, text);
                None
            }
            QuestionKind::Slider(slider) => {
                self.expression(to, "min", slider.min_expression.as_ref());
                self.expression(to, "max", slider.max_expression.as_ref());
                None
            }
            QuestionKind::Boolean(boolean) => {
                to.put("true", boolean.value_true.to_json());
                to.put("false", boolean.value_false.to_json());
                self.spoken(to, "trueText", &boolean.label_true);
                self.spoken(to, "falseText", &boolean.label_false);
                Some("boolean")
            }
            QuestionKind::Rating(rating) => {
                let scale = self.choices(&rating.scale);
                if self.speaks {
                    to.list("choices", scale);
                }
                Some("rating")
            }
            QuestionKind::Ranking(ranking) => {
                to.flag("whole", !ranking.select_to_rank);
                Some("ranking")
            }
            QuestionKind::Matrix(matrix) => {
                self.matrix(to, matrix);
                Some("matrix")
            }
            QuestionKind::MultipleText(several) => {
                let items = several.items.iter().map(|item| self.question(item)).collect();
                to.list("items", items);
                Some("multipletext")
            }
            QuestionKind::MatrixDropdown(matrix) => {
                self.dropdowns(to, matrix);
                Some("matrixdropdown")
            }
            QuestionKind::MatrixDynamic(matrix) => {
                self.rows(to, matrix);
                Some("matrixdynamic")
            }
            QuestionKind::PanelDynamic(panels) => {
                self.panels(to, panels);
                Some("paneldynamic")
            }
            QuestionKind::Expression(computed) => {
                self.computed(to, computed);
                Some("expression")
            }
            QuestionKind::Html(html) => {
                self.piped(to, "html", &html.html);
                Some("html")
            }
            QuestionKind::Image(image) => {
                self.piped(to, "image", &image.link);
                Some("image")
            }
            QuestionKind::Comment(_)
            | QuestionKind::Radiogroup(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Buttongroup(_)
            | QuestionKind::Checkbox(_)
            | QuestionKind::Tagbox(_)
            | QuestionKind::ImagePicker(_)
            | QuestionKind::File(_)
            | QuestionKind::Signature(_) => None,
        };
        to.some("type", word);
    }

    /// What the author says of an answer that is out of bounds which depend on answers.
    fn bound_texts(&mut self, to: &mut Part, text: &crate::model::Text) {
        let locale = self.interview.locale();
        if text.min_expression.is_some() {
            to.text("minText", text.min_error_text.pick(locale));
        }
        if text.max_expression.is_some() {
            to.text("maxText", text.max_error_text.pick(locale));
        }
    }

    fn matrix(&mut self, to: &mut Part, matrix: &'d Matrix) {
        let (rows, columns) = (self.choices(&matrix.rows), self.choices(&matrix.columns));
        to.list("rows", rows);
        to.list("columns", columns);
        self.expression(to, "rowsVisibleIf", matrix.rows_visible_if.as_ref());
        self.expression(to, "columnsVisibleIf", matrix.columns_visible_if.as_ref());
        self.hide_if_empty(to, matrix.hide_if_empty);
    }

    fn hide_if_empty(&mut self, to: &mut Part, hides: bool) {
        self.logical |= hides;
        to.flag("hideIfEmpty", hides);
    }

    fn dropdowns(&mut self, to: &mut Part, matrix: &'d MatrixDropdown) {
        let rows = self.choices(&matrix.rows);
        to.list("rows", rows);
        self.expression(to, "rowsVisibleIf", matrix.rows_visible_if.as_ref());
        self.hide_if_empty(to, matrix.hide_if_empty);
        self.cells(to, &matrix.columns);
    }

    fn rows(&mut self, to: &mut Part, matrix: &'d MatrixDynamic) {
        self.repeats(to, &matrix.repeats);
        let outer = core::mem::replace(&mut self.repeats, true);
        self.cells(to, &matrix.columns);
        self.repeats = outer;
    }

    fn panels(&mut self, to: &mut Part, panels: &'d PanelDynamic) {
        self.repeats(to, &panels.repeats);
        self.piped(to, "entryTitle", &panels.template_title);
        self.piped(to, "entryDescription", &panels.template_description);
        self.expression(to, "entryVisibleIf", panels.template_visible_if.as_ref());
        let outer = core::mem::replace(&mut self.repeats, true);
        let elements = self.elements(&panels.elements);
        self.repeats = outer;
        to.list("elements", elements);
    }

    fn repeats(&mut self, to: &mut Part, repeats: &Repeats) {
        to.put("count", repeats.count);
        self.expression(to, "countExpression", repeats.count_expression.as_ref());
        to.put("least", repeats.min);
        to.put("most", repeats.max);
        to.flag("fixed", !repeats.may_add);
        to.flag("held", !repeats.may_remove);
        self.logical |= repeats.copy_last || !repeats.default_value.is_null();
        if !repeats.default_value.is_null() {
            to.put("entry", repeats.default_value.clone());
        }
        to.flag("copies", repeats.copy_last);
    }

    fn cells(&mut self, to: &mut Part, columns: &'d [Column]) {
        let mut written = Vec::with_capacity(columns.len());
        for column in columns {
            let mut cell = self.question_part(&column.question);
            if let Some(total) = &column.total {
                self.logical = true;
                let total = self.total(total);
                cell.put("total", total);
            }
            written.push(cell.done());
        }
        to.list("cells", written);
    }

    fn total(&mut self, total: &Total) -> Value {
        let mut to = Part::default();
        match &total.kind {
            TotalKind::Sum => to.put("kind", "sum"),
            TotalKind::Count => to.put("kind", "count"),
            TotalKind::Min => to.put("kind", "min"),
            TotalKind::Max => to.put("kind", "max"),
            TotalKind::Average => to.put("kind", "avg"),
            TotalKind::Expression(expression) => {
                let tree = self.tree(expression);
                to.put("expression", tree);
            }
        }
        to.text("format", total.format.pick(self.interview.locale()));
        to.some("style", style(total.style));
        to.text("currency", &total.currency);
        to.some("maxDigits", total.max_fraction_digits);
        to.some("minDigits", total.min_fraction_digits);
        to.put("grouping", true);
        to.done()
    }

    fn computed(&mut self, to: &mut Part, computed: &Computed) {
        self.expression(to, "expression", computed.expression.as_ref());
        to.text("format", computed.format.pick(self.interview.locale()));
        to.some("style", style(computed.style));
        to.text("currency", &computed.currency);
        to.some("maxDigits", computed.max_fraction_digits);
        to.some("minDigits", computed.min_fraction_digits);
        to.flag("grouping", computed.grouping);
        to.some("precision", computed.precision);
    }
}

/// How a value is shown, unless as it is.
const fn style(style: DisplayStyle) -> Option<&'static str> {
    match style {
        DisplayStyle::None => None,
        DisplayStyle::Decimal => Some("decimal"),
        DisplayStyle::Currency => Some("currency"),
        DisplayStyle::Percent => Some("percent"),
        DisplayStyle::Date => Some("date"),
    }
}

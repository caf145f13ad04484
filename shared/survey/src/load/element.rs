//! Pages, panels and questions.

use super::reader::Reader;
use super::{dynamic, field, logic, media, select};
use crate::model::{
    Clearing, CommentArea, Element, Group, Metric, Name, Order, Question, QuestionKind,
    Sensitivity, TitleDisplay,
};

/// A page; `number` is its place, from 1.
pub(super) fn page(reader: &Reader<'_>, number: usize) -> Group {
    let mut page = group(reader, false);
    if page.name.is_empty() {
        page.name = ["page", number.to_string().as_str()].concat().into();
    }
    page
}

fn group(reader: &Reader<'_>, titles_hidden: bool) -> Group {
    let hidden = match reader.word("questionTitleLocation") {
        "" | "default" => titles_hidden,
        place => place == "hidden",
    };
    Group {
        name: reader.word("name").into(),
        title: reader.text("title"),
        description: reader.text("description"),
        visible: reader.unless_off("visible"),
        visible_if: reader.expression("visibleIf"),
        enable_if: reader.expression("enableIf"),
        read_only: reader.flag("readOnly"),
        presence: reader.presence("isRequired"),
        required_if: reader.expression("requiredIf"),
        required_error_text: reader.text("requiredErrorText"),
        order: order(reader.word("questionOrder")),
        numbered: reader.word("showQuestionNumbers") != "off",
        elements: elements(reader, "elements", hidden),
    }
}

/// The elements of a list; what is of no known type is left out.
pub(super) fn elements(reader: &Reader<'_>, name: &str, titles_hidden: bool) -> Vec<Element> {
    let mut elements = Vec::new();
    for inner in reader.list(name) {
        if inner.word("type") == "panel" {
            elements.push(Element::Panel(Box::new(group(&inner, titles_hidden))));
        } else if let Some(question) = question(&inner, titles_hidden) {
            elements.push(Element::Question(Box::new(question)));
        }
    }
    elements
}

pub(super) fn order(word: &str) -> Order {
    match word {
        "initial" => Order::Initial,
        "random" => Order::Random,
        _ => Order::Inherited,
    }
}

pub(super) fn question(reader: &Reader<'_>, titles_hidden: bool) -> Option<Question> {
    let kind = kind(reader)?;
    let additions = reader.object("nordsvar");
    Some(Question {
        name: Name::checked(reader.word("name").into()),
        value_name: reader.string("valueName").map(Name::checked),
        title: reader.text("title"),
        title_display: title_display(reader.word("titleLocation"), titles_hidden),
        description: reader.text("description"),
        visible: reader.unless_off("visible"),
        visible_if: reader.expression("visibleIf"),
        enable_if: reader.expression("enableIf"),
        read_only: reader.flag("readOnly"),
        presence: reader.presence("isRequired"),
        required_if: reader.expression("requiredIf"),
        required_error_text: reader.text("requiredErrorText"),
        default_value: crate::judge::fit(&kind, reader.value("defaultValue")),
        default_expression: reader.expression("defaultValueExpression"),
        set_value_if: reader.expression("setValueIf"),
        set_value_expression: reader.expression("setValueExpression"),
        reset_value_if: reader.expression("resetValueIf"),
        clearing: clearing(reader.word("clearIfInvisible"), Clearing::Default),
        piped_as_display: reader.unless_off("useDisplayValuesInDynamicTexts"),
        validators: reader.list("validators").iter().filter_map(logic::validator).collect(),
        comment: reader.flag("showCommentArea").then(|| comment_area(reader)),
        numbered: reader.unless_off("showNumber"),
        metric: metric(additions.word("metric")),
        scored: additions.flag("score"),
        sensitivity: if additions.flag("personal") {
            Sensitivity::Personal
        } else {
            Sensitivity::Ordinary
        },
        kind,
    })
}

fn comment_area(reader: &Reader<'_>) -> CommentArea {
    CommentArea { text: reader.text("commentText"), placeholder: reader.text("commentPlaceholder") }
}

fn title_display(place: &str, hidden: bool) -> TitleDisplay {
    let hidden = match place {
        "" | "default" => hidden,
        place => place == "hidden",
    };
    if hidden { TitleDisplay::Hidden } else { TitleDisplay::Shown }
}

pub(super) fn clearing(word: &str, otherwise: Clearing) -> Clearing {
    match word {
        "none" => Clearing::Never,
        "onComplete" => Clearing::OnComplete,
        "onHidden" => Clearing::OnHidden,
        "onHiddenContainer" => Clearing::OnHiddenContainer,
        _ => otherwise,
    }
}

fn metric(word: &str) -> Option<Metric> {
    match word {
        "nps" => Some(Metric::NetPromoterScore),
        "csat" => Some(Metric::CustomerSatisfaction),
        "ces" => Some(Metric::CustomerEffort),
        _ => None,
    }
}

fn kind(reader: &Reader<'_>) -> Option<QuestionKind> {
    Some(match reader.word("type") {
        "text" => QuestionKind::Text(field::text(reader)),
        "comment" => QuestionKind::Comment(field::comment(reader)),
        "multipletext" => QuestionKind::MultipleText(field::multiple_text(reader)),
        "radiogroup" => QuestionKind::Radiogroup(select::radiogroup(reader)),
        "checkbox" => QuestionKind::Checkbox(select::checkbox(reader)),
        "dropdown" => QuestionKind::Dropdown(select::dropdown(reader)),
        "tagbox" => QuestionKind::Tagbox(select::tagbox(reader)),
        "buttongroup" => QuestionKind::Buttongroup(select::buttongroup(reader)),
        "boolean" => QuestionKind::Boolean(field::boolean(reader)),
        "rating" => QuestionKind::Rating(field::rating(reader)),
        "ranking" => QuestionKind::Ranking(select::ranking(reader)),
        "slider" => QuestionKind::Slider(field::slider(reader)),
        "imagepicker" => QuestionKind::ImagePicker(select::image_picker(reader)),
        "matrix" => QuestionKind::Matrix(select::matrix(reader)),
        "matrixdropdown" => QuestionKind::MatrixDropdown(dynamic::matrix_dropdown(reader)),
        "matrixdynamic" => QuestionKind::MatrixDynamic(dynamic::matrix_dynamic(reader)),
        "paneldynamic" => QuestionKind::PanelDynamic(dynamic::panel_dynamic(reader)),
        "file" => QuestionKind::File(media::file(reader)),
        "signaturepad" => QuestionKind::Signature(media::signature(reader)),
        "html" => QuestionKind::Html(media::html(reader)),
        "image" => QuestionKind::Image(media::image(reader)),
        "expression" => QuestionKind::Expression(media::computed(reader)),
        _ => return None,
    })
}

//! Questions that hold questions.

use maud::{Markup, html};
use survey::model::{
    Column, MatrixDropdown, MatrixDynamic, MultipleText, PanelDynamic, QuestionKind, Repeats,
};
use survey::{Part, Sight};

use super::group::{elements, pieces_in, pieces_of};
use super::offer::plain;
use super::place::{Holds, Place};
use super::question::{QuestionView, applies};
use super::view::Showing;
use crate::words::Word;

/// How many empty rows or panels there are beyond those that there must be. A page without a
/// script cannot make more.
const SPARE: usize = 3;

/// A row or a panel: where it stands, and where in the response, if it stands there yet.
struct Entry<'a> {
    number: usize,
    place: Place,
    at: Option<Sight<'a, 'a>>,
}

/// The parts of a question, one under the other.
pub(crate) fn items(of: &QuestionView<'_, '_>, several: &MultipleText) -> Markup {
    let place = inner(of, &of.place.parts(&of.question.name));
    let whole = of.at.and_then(|at| at.every_child().next());
    html! {
        div.items data-columns=[(several.columns > 1).then_some(several.columns)] {
            @for (index, item) in several.items.iter().enumerate() {
                @let at = whole.and_then(|whole| whole.every_child().nth(index));
                @if let Some(item) = QuestionView::new(of.view, item, at, &place, None) {
                    (item.markup())
                }
            }
        }
    }
}

/// Where the parts of a question stand: no firmer than the question itself.
fn inner(of: &QuestionView<'_, '_>, place: &Place) -> Place {
    place.within(of.showing == Showing::Always, of.read_only)
}

/// The same questions in each of the rows.
pub(crate) fn table<'a>(of: &QuestionView<'a, '_>, matrix: &'a MatrixDropdown) -> Markup {
    let maybe = matrix.rows_visible_if.is_some();
    let records: Vec<_> = of.at.iter().flat_map(Sight::every_child).collect();
    let in_order: Vec<_> = records.iter().filter_map(|at| row_of(*at)).collect();
    html! {
        table.grid {
            (head(of, &matrix.columns))
            tbody {
                @for (number, row) in plain(of, &matrix.rows, &in_order).into_iter().enumerate() {
                    @let conditional = maybe || row.conditional;
                    @let place = inner(of, &of.place.row(&of.question.name, &row.key));
                    @let place = place.within(!conditional, false);
                    @let entry = Entry { number, place, at: records.get(number).copied() };
                    tr data-row=(row.key) data-if=[conditional.then_some("")] {
                        th scope="row" { (row.label) }
                        (cells(of, &matrix.columns, &entry, &row.label))
                    }
                }
            }
            (foot(of, &matrix.columns, &matrix.total_text))
        }
    }
}

fn row_of<'a>(at: Sight<'a, 'a>) -> Option<&'a survey::model::Choice> {
    if let Part::Row(row) = at.part() { Some(row) } else { None }
}

/// The same questions in as many rows as there are or may be.
pub(crate) fn rows<'a>(of: &QuestionView<'a, '_>, matrix: &'a MatrixDynamic) -> Markup {
    html! {
        table.grid {
            (head(of, &matrix.columns))
            tbody {
                @for entry in entries(of, &matrix.repeats) {
                    @let row = entry.number.to_string();
                    tr data-entry {
                        th scope="row" { (row) }
                        (cells(of, &matrix.columns, &entry, &row))
                    }
                }
            }
            (foot(of, &matrix.columns, &matrix.total_text))
        }
    }
}

/// The same elements in as many panels as there are or may be.
pub(crate) fn panels<'a>(of: &QuestionView<'a, '_>, panels: &'a PanelDynamic) -> Markup {
    let view = of.view;
    html! {
        @for Entry { number, place, at } in entries(of, &panels.repeats) {
            @let own = view.text(at, &panels.template_title);
            @let title = own.map_or_else(
                || view.voice.fill(Word::ENTRY, &[("number", &number.to_string())]),
                |own| own.replace("{panelIndex}", &number.to_string()),
            );
            @let place = place.called(&title);
            @let pieces = at.map_or_else(|| pieces_in(&panels.elements), pieces_of);
            fieldset.entry data-entry {
                legend { (title) }
                @if let Some(text) = view.text(at, &panels.template_description) {
                    p.description { (text) }
                }
                (elements(view, &pieces, &place))
            }
        }
    }
}

/// What the script needs to know of a list to have its entries come and go.
#[derive(Default)]
pub(crate) struct Listing<'a> {
    /// The fewest entries that there must be.
    pub(crate) least: Option<u32>,
    /// How many there are that are not to spare.
    pub(crate) there: Option<usize>,
    pub(crate) most: Option<u32>,
    /// What entries are called, where that is no number alone.
    pub(crate) title: Option<String>,
    /// What the buttons are called, if there are to be some.
    pub(crate) add: Option<String>,
    pub(crate) remove: Option<String>,
    pub(crate) removed: Option<&'a str>,
    pub(crate) undo: Option<&'a str>,
}

impl<'a> Listing<'a> {
    /// That of a question; of one that is no list there is nothing to know.
    pub(crate) fn of(of: &QuestionView<'a, '_>) -> Self {
        let (repeats, title) = match &of.question.kind {
            QuestionKind::MatrixDynamic(matrix) => (&matrix.repeats, None),
            QuestionKind::PanelDynamic(panels) => (&panels.repeats, Some(&panels.template_title)),
            QuestionKind::Text(_)
            | QuestionKind::Comment(_)
            | QuestionKind::MultipleText(_)
            | QuestionKind::Radiogroup(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Buttongroup(_)
            | QuestionKind::Checkbox(_)
            | QuestionKind::Tagbox(_)
            | QuestionKind::Ranking(_)
            | QuestionKind::ImagePicker(_)
            | QuestionKind::Boolean(_)
            | QuestionKind::Rating(_)
            | QuestionKind::Slider(_)
            | QuestionKind::Matrix(_)
            | QuestionKind::MatrixDropdown(_)
            | QuestionKind::File(_)
            | QuestionKind::Signature(_)
            | QuestionKind::Html(_)
            | QuestionKind::Image(_)
            | QuestionKind::Expression(_) => return Self::default(),
        };
        let voice = &of.view.voice;
        let word = |may: bool, own: &survey::LocalizedText, word: Word| {
            let text = || of.text(own).unwrap_or_else(|| voice.word(word).to_owned());
            (may && !of.read_only).then(text)
        };
        let remove = word(repeats.may_remove, &repeats.remove_text, Word::REMOVE_ENTRY);
        let own = |word| remove.is_some().then(|| voice.word(word));
        Self {
            least: (repeats.min > 0).then_some(repeats.min),
            there: Some(places(of, repeats).1),
            most: Some(repeats.max),
            title: title.and_then(|title| counted(of, title)),
            add: word(repeats.may_add, &repeats.add_text, Word::ADD_ENTRY),
            removed: own(Word::REMOVED_ENTRY),
            undo: own(Word::UNDO),
            remove,
        }
    }
}

/// What panels are called by their numbers; nothing where it depends on more.
fn counted(of: &QuestionView<'_, '_>, title: &survey::LocalizedText) -> Option<String> {
    if title.is_empty() {
        return Some(of.view.voice.word(Word::ENTRY).to_owned());
    }
    let own = title.pick(of.view.interview.locale()).replace("{panelIndex}", "{number}");
    (own.matches('{').count() == own.matches("{number}").count()).then_some(own)
}

/// The rows or panels of the page: those that hold something or must be there, and some to spare.
fn entries<'a>(of: &QuestionView<'a, '_>, repeats: &Repeats) -> Vec<Entry<'a>> {
    let records: Vec<_> = of.at.iter().flat_map(Sight::every_child).collect();
    let entry = |(index, from): (usize, usize)| {
        let place = inner(of, &of.place.entry(&of.question.name, index, from));
        Entry { number: index + 1, place, at: records.get(index).copied() }
    };
    places(of, repeats).0.into_iter().enumerate().map(entry).collect()
}

/// Where a form has the entries of a list, those to spare last, and how many are not to spare.
fn places(of: &QuestionView<'_, '_>, repeats: &Repeats) -> (Vec<usize>, usize) {
    let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let records = of.at.iter().flat_map(Sight::every_child).count();
    let mut places = match of.place.holds {
        Holds::Form => of.filled().entries(&of.held, number(repeats.min)),
        Holds::Answers => (0..records).collect(),
    };
    let spare = if repeats.may_add && !of.read_only { SPARE } else { 0 };
    // Whoever sends more than there may be gets no page of them back.
    places.truncate(records.saturating_add(spare).min(number(repeats.max)));
    let there = places.len().max(number(repeats.count.max(repeats.min)));
    let unused = places.last().map_or(0, |last| last + 1);
    let more = there.saturating_add(spare).min(number(repeats.max)).saturating_sub(places.len());
    places.extend((unused..).take(more));
    (places, there)
}

fn head(of: &QuestionView<'_, '_>, columns: &[Column]) -> Markup {
    html! {
        thead {
            tr {
                td {}
                @for Column { question, .. } in columns {
                    @let showing = Showing::of_question(of.view, question, None);
                    @if showing != Showing::Never {
                        th scope="col" {
                            (of.text(&question.title).unwrap_or_else(|| question.name.to_string()))
                            @if super::question::is_required(question) {
                                span.required aria-hidden="true" {
                                    (of.view.definition.settings.required_mark)
                                }
                            }
                            (applies(of.view, showing))
                        }
                    }
                }
            }
        }
    }
}

fn cells<'a>(
    of: &QuestionView<'a, '_>,
    columns: &'a [Column],
    entry: &Entry<'a>,
    row: &str,
) -> Markup {
    html! {
        @for (index, Column { question, .. }) in columns.iter().enumerate() {
            @let at = entry.at.and_then(|at| at.every_child().nth(index));
            @if let Some(cell) =
                QuestionView::new(of.view, question, at, &entry.place, Some(row)) {
                td { (cell.markup()) }
            }
        }
    }
}

/// What stands under the columns: what the server has worked out.
fn foot(of: &QuestionView<'_, '_>, columns: &[Column], text: &survey::LocalizedText) -> Markup {
    let totals = of.at.map(|at| at.totals()).unwrap_or_default();
    html! {
        @if !totals.is_empty() {
            tfoot {
                tr {
                    th scope="row" {
                        @match of.text(text) {
                            Some(text) => (text),
                            None => (of.view.own(Word::TOTAL)),
                        }
                    }
                    @for Column { question, .. } in columns {
                        @let total = totals.iter().find(|(name, _)| **name == *question.name);
                        td { @if let Some((_, total)) = total { output { (total) } } }
                    }
                }
            }
        }
    }
}

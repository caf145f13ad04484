//! Pages and panels.

use maud::{Markup, html};
use survey::model::{Element, Group, Presence, ProgressDisplay};
use survey::{Part, Sight};

use super::limits;
use super::place::Place;
use super::question::{QuestionView, applies};
use super::view::{Seen, Showing, View};
use crate::words::Word;

/// A part of the survey, and where it stands in the response, if it stands there yet.
pub(crate) type Piece<'a> = (Part<'a>, Option<Sight<'a, 'a>>);

/// All pages, one after the other.
pub(crate) fn pages(view: &View<'_>) -> Markup {
    let settings = &view.definition.settings;
    let place = Place::page(settings.read_only);
    let start = usize::from(settings.start_page);
    let counted = view.definition.pages.len().saturating_sub(start);
    let counts = settings.progress != ProgressDisplay::Hidden && counted > 1;
    html! {
        @for (index, at) in view.interview.every_page().enumerate() {
            @if let Part::Page(page) = at.part() {
                @let number = (index + 1).saturating_sub(start);
                @let progress = (counts && number > 0).then(|| progress(view, number, counted));
                (section(view, page, at, progress, &place))
            }
        }
    }
}

/// "Part 1 of 3".
fn progress(view: &View<'_>, number: usize, counted: usize) -> Markup {
    let values = [("part", &*number.to_string()), ("parts", &*counted.to_string())];
    view.voice.own(view.voice.fill(Word::PART, &values))
}

fn section<'a>(
    view: &View<'a>,
    page: &'a Group,
    at: Sight<'a, 'a>,
    progress: Option<Markup>,
    place: &Place,
) -> Markup {
    let showing = Showing::of_group(view, page);
    if showing == Showing::Never {
        return html! {};
    }
    html! {
        section.page data-page=(page.name) data-if=[showing.mark()] {
            @if let Some(progress) = progress { p.progress { (progress) } }
            @if let Some(title) = view.text(Some(at), &page.title) { h2 { (title) } }
            (inside(view, page, Some(at), place))
        }
    }
}

/// What stands under a page's or a panel's title.
fn inside<'a>(
    view: &View<'a>,
    group: &'a Group,
    at: Option<Sight<'a, 'a>>,
    place: &Place,
) -> Markup {
    let showing = Showing::of_group(view, group);
    let locked = group.read_only && group.enable_if.is_none();
    let place = place.within(showing == Showing::Always, locked);
    let pieces = at.map_or_else(|| pieces_in(&group.elements), pieces_of);
    html! {
        (applies(view, showing))
        @if let Some(text) = view.text(at, &group.description) { p.description { (text) } }
        (elements(view, &pieces, &place))
    }
}

/// What stands in a page, a panel or an entry, in the order asked.
pub(crate) fn pieces_of<'a>(at: Sight<'a, 'a>) -> Vec<Piece<'a>> {
    at.every_child().map(|child| (child.part(), Some(child))).collect()
}

/// What stands in an entry that is not there yet.
pub(crate) fn pieces_in(elements: &[Element]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(elements.len());
    for element in elements {
        pieces.push(match element {
            Element::Question(question) => (Part::Question(question), None),
            Element::Panel(panel) => (Part::Panel(panel), None),
        });
    }
    pieces
}

/// What stands on a page or in a panel.
pub(crate) fn elements<'a>(view: &View<'a>, pieces: &[Piece<'a>], place: &Place) -> Markup {
    html! {
        @for (part, at) in pieces {
            @match part {
                Part::Question(question) => {
                    @if let Some(question) = QuestionView::new(view, question, *at, place, None) {
                        (question.markup())
                    }
                }
                Part::Panel(inner) => (panel(view, inner, *at, place)),
                Part::Page(_) | Part::Entry(_) | Part::Row(_) | Part::Whole => {}
            }
        }
    }
}

fn panel<'a>(
    view: &View<'a>,
    panel: &'a Group,
    at: Option<Sight<'a, 'a>>,
    place: &Place,
) -> Markup {
    let showing = Showing::of_group(view, panel);
    if showing == Showing::Never {
        return html! {};
    }
    let (id, path) = (format!("q-{}", view.place()), place.path(&panel.name));
    let problem = view.problem(&path);
    let required = panel.presence == Presence::Required;
    let title = view.text(at, &panel.title);
    let seen = html! { (title.as_deref().unwrap_or(&panel.name)) };
    let name = (!panel.name.is_empty()).then_some(&*path);
    let markup = html! {
        section #(id) .panel .invalid[problem.is_some()] data-name=[name] data-if=[showing.mark()]
            data-rules=[limits::of_panel(view, panel)] {
            @if let Some(title) = &title {
                h3 {
                    (title)
                    @if required { (view.required_mark()) }
                }
            }
            (inside(view, panel, at, place))
            p.error #{ "e-" (id) } hidden[problem.is_none()] {
                @if let Some(problem) = &problem { (problem) }
            }
        }
    };
    view.remember(Seen { path, id, title: seen, required });
    markup
}

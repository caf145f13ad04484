//! Pages and panels.

use maud::{Markup, html};
use survey::model::{Element, Group, PageMode, Presence, ProgressDisplay};
use survey::{Part, Sight};

use super::limits;
use super::place::{Holds, Place};
use super::question::{QuestionView, applies};
use super::view::{Seen, Showing, View, locked};
use super::{Scope, steps};

/// A part of the survey, and where it stands in the response, if it stands there yet.
pub(crate) type Piece<'a> = (Part<'a>, Option<Sight<'a, 'a>>);

/// What the page has of the survey: the page that is asked, or all of them.
pub(crate) fn pages(view: &View<'_>) -> Markup {
    let settings = &view.definition.settings;
    let start = usize::from(settings.start_page);
    let counted = view.interview.every_page().count().saturating_sub(start);
    let counts = counted > 1 && settings.page_mode != PageMode::Single;
    html! {
        @for (index, at) in view.interview.every_page().enumerate() {
            @if let Part::Page(page) = at.part() {
                @let asked = at.is_asked();
                @let number = (index + 1).saturating_sub(start);
                @match view.scope {
                    Scope::Asked => {
                        @if asked { (section(view, page, at, view.interview.part_asked())) }
                    }
                    Scope::Whole => {
                        (section(view, page, at, (counts && number > 0).then_some((number, counted))))
                    }
                }
            }
        }
    }
}

fn section<'a>(
    view: &View<'a>,
    page: &'a Group,
    at: Sight<'a, 'a>,
    part: Option<(usize, usize)>,
) -> Markup {
    let showing = Showing::of_group(view, page, Some(at));
    if showing == Showing::Never {
        return html! {};
    }
    let holds = if view.filled.is_some() && at.is_asked() { Holds::Form } else { Holds::Answers };
    let place = Place::page(view.definition.settings.read_only, holds);
    html! {
        section.page data-page=(page.name) data-if=[showing.mark()] {
            (steps::progress(view, part))
            (heading(view, page, at, part))
            (inside(view, page, Some(at), &place))
        }
    }
}

/// Where one is, and what the page is called.
fn heading<'a>(
    view: &View<'a>,
    page: &'a Group,
    at: Sight<'a, 'a>,
    part: Option<(usize, usize)>,
) -> Markup {
    let title = view.text(Some(at), &page.title);
    let told = view.definition.settings.progress != ProgressDisplay::Hidden;
    let part = steps::part(view, part);
    html! {
        @if part.is_some() || title.is_some() {
            h2 class=[(title.is_none() && !told).then_some("unseen")] {
                @if let Some(part) = part {
                    span.part .unseen[!told] {
                        (view.voice.own(part))
                        @if title.is_some() { span.unseen { " – " } }
                    }
                }
                @if let Some(title) = title { (title) }
            }
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
    let showing = Showing::of_group(view, group, at);
    let locked = locked(view, group.read_only, group.enable_if.as_ref(), at);
    let place = place.within(showing == Showing::Always, locked);
    let mut pieces = at.map_or_else(|| pieces_in(&group.elements), pieces_of);
    if view.scope == Scope::Asked {
        // Where one question is asked at a time, only that one is there.
        pieces.retain(|(_, at)| at.is_none_or(|at| at.is_asked()));
    }
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
    let showing = Showing::of_group(view, panel, at);
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

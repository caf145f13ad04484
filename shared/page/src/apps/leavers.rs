//! Those who have cancelled, and what became of it.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part, invitations, orders};
use crate::frame::{Input, Table, input, moment, table};
use crate::words::{FlowsTexts, LeaversTexts, TableTexts};

/// What [`leavers_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct LeaversPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// Whether answers are linked to whom they are of.
    pub linked: bool,
    /// Whether whoever looks sees whose subscriptions they were.
    pub named: bool,
    /// What is looked for: which, the plan, the reason.
    pub search: (&'a str, &'a str, &'a str),
    /// The reasons that there are, in words.
    pub reasons: &'a [(String, String)],
    /// A stretch of them.
    pub rows: &'a [LeaverRow<'a>],
    /// Where the next ones are.
    pub next: Option<&'a str>,
    /// Where they are had as a file.
    pub export: &'a str,
}

/// A cancellation.
#[derive(Clone, Copy, Debug)]
pub struct LeaverRow<'a> {
    /// The customer's own reference, where it is to be seen.
    pub key: Option<&'a str>,
    /// Whose it was, as far as that is known and to be seen: name and addresses.
    pub person: [Option<&'a str>; 3],
    /// When: RFC 3339, in UTC.
    pub at: &'a str,
    /// What was subscribed to, what it was worth a month, and how old it was.
    pub facts: [Option<&'a str>; 3],
    /// Who cancelled.
    pub by: &'a str,
    /// Why, as they have said themselves, and as it was told.
    pub reasons: [Option<&'a str>; 2],
    /// How the invitation stands, and its name where that is to be seen.
    pub asked: Option<(&'a str, Option<&'a str>)>,
    /// Why nobody is asked.
    pub why: Option<&'a str>,
    /// Whether the subscription goes on after all.
    pub resumed: bool,
    /// Whether it is a test.
    pub test: bool,
}

/// Those who have cancelled, the last one first.
#[must_use]
pub fn leavers_page(view: &AppView<'_>, page: &LeaversPage<'_>) -> String {
    let texts = LeaversTexts::of(view.language);
    let rows: Vec<_> = page.rows.iter().map(|one| row(view, page, one)).collect();
    let is_narrow = page.next.is_some() || page.search != ("all", "", "");
    let content = html! {
        p.lead { (texts.lead) }
        @if !page.linked { (orders::off(view, page.instance)) }
        @if !page.named { p.description { (texts.unnamed) } }
        (search(view, page))
        (table(&Table {
            id: "leavers",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: if is_narrow { texts.none_here } else { texts.none },
            next: page.next.map(|next| (next, texts.more)),
        }))
        p { a href=(page.export) download { (texts.export) } }
    };
    view.within(page.instance, Part::Overview, &content)
}

fn search(view: &AppView<'_>, page: &LeaversPage<'_>) -> Markup {
    let texts = LeaversTexts::of(view.language);
    let (which, plan, reason) = page.search;
    let of_plan = Input {
        name: "plan",
        label: texts.plan,
        kind: "text",
        value: plan,
        autocomplete: "off",
        help: None,
        fault: None,
        is_required: false,
    };
    html! {
        form.card method="get" {
            div.field {
                label for="which" { (texts.which) }
                select #which name="which" {
                    @for (name, label) in texts.whiches {
                        option value=(name) selected[name == which] { (label) }
                    }
                }
            }
            (input(&of_plan))
            div.field {
                label for="reason" { (texts.reason) }
                select #reason name="reason" {
                    option value="" selected[reason.is_empty()] { (texts.any) }
                    @for (name, label) in page.reasons {
                        option value=(name) selected[name == reason] { (label) }
                    }
                }
            }
            div.actions { button type="submit" { (texts.show) } }
        }
    }
}

fn row(view: &AppView<'_>, page: &LeaversPage<'_>, one: &LeaverRow<'_>) -> Vec<Markup> {
    let texts = LeaversTexts::of(view.language);
    let [plan, value, age] = one.facts;
    let value = value.map(|value| format!("{value} {}", texts.a_month));
    let age = age.map(|age| FlowsTexts::of(view.language).named(age).to_owned());
    let facts: Vec<_> = [plan.map(str::to_owned), value, age].into_iter().flatten().collect();
    let named = |reason| page.reasons.iter().find(|(name, _)| name == reason);
    let in_words = |reason| named(reason).map_or(reason, |(_, label)| label.as_str());
    let sources = one.reasons.into_iter().zip([texts.said, texts.told]);
    let reasons: Vec<_> = sources.filter_map(|(reason, source)| Some((reason?, source))).collect();
    vec![
        html! {
            (one.key.unwrap_or("–"))
            @if one.test { " " span.mark { (view.texts().invitations.test) } }
            @for part in one.person.into_iter().flatten() { br; (part) }
        },
        html! { (moment(one.at)) br; (texts.party(one.by)) },
        html! {
            @if facts.is_empty() { "–" }
            @for (place, fact) in facts.iter().enumerate() {
                @if place > 0 { br; }
                (fact)
            }
        },
        became(view, page.instance.name, one),
        html! {
            @if reasons.is_empty() { "–" }
            @for (place, (reason, source)) in reasons.iter().enumerate() {
                @if place > 0 { br; }
                (in_words(reason)) " (" (source) ")"
            }
        },
    ]
}

/// What became of it: whether they came back, how the invitation stands, or why there is none.
fn became(view: &AppView<'_>, instance: &str, one: &LeaverRow<'_>) -> Markup {
    html! {
        @if one.resumed { span.mark { (LeaversTexts::of(view.language).came_back) } " " }
        @match one.asked {
            Some((state, Some(invitation))) => {
                a href=(view.path_of(instance, &format!("/invitations/{invitation}"))) {
                    (invitations::standing(view, state))
                }
            }
            Some((state, None)) => { (invitations::standing(view, state)) }
            None => {}
        }
        @if let Some(why) = one.why { " " (TableTexts::of(view.language).why(why)) }
    }
}

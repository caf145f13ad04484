//! A badge: whether an instance has one, what it says, and how it looks.

use maud::{Markup, html};

use super::{AlertsMay, AppView, NamedInstance, Part, alert};
use crate::frame::{Input, input};

/// What [`badge_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct BadgePage<'a> {
    /// Which instance.
    pub instance: NamedInstance<'a>,
    /// Whether it has a badge.
    pub is_on: bool,
    /// Whether it shows comments.
    pub comments: bool,
    /// What it says whose it is.
    pub shop: &'a str,
    /// Where their page is.
    pub page: &'a str,
    /// From how many answers on it is shown.
    pub least: &'a str,
    /// Where it is, without what says its form; nothing while there is none.
    pub address: Option<&'a str>,
    /// Whether what was sent cannot be.
    pub is_wrong: bool,
}

/// The page.
#[must_use]
pub fn badge_page(view: &AppView<'_>, page: &BadgePage<'_>) -> String {
    let texts = &view.texts().badge;
    let content = html! {
        p.lead { (texts.lead) }
        @if page.is_wrong { (alert(texts.wrong)) }
        @if view.may.manage { (form(view, page)) }
        @if let Some(address) = page.address { (placed(view, page, address)) }
        @else if !page.is_wrong { p { (texts.off) } }
        @if page.comments && page.address.is_some() && view.may.alerts == AlertsMay::See {
            p { a href=(view.path_of(page.instance.name, "/badge/comments")) { (texts.to_comments) } }
        }
    };
    view.within(page.instance, Part::Report, &content)
}

fn form(view: &AppView<'_>, page: &BadgePage<'_>) -> Markup {
    let texts = &view.texts().badge;
    let shop = Input {
        name: "shop",
        label: texts.shop,
        kind: "text",
        value: page.shop,
        autocomplete: "organization",
        help: None,
        fault: None,
        is_required: false,
    };
    let site = Input {
        name: "page",
        label: texts.page,
        kind: "url",
        value: page.page,
        autocomplete: "url",
        ..shop
    };
    let least = Input {
        name: "least",
        label: texts.least,
        value: page.least,
        autocomplete: "off",
        help: Some(texts.least_help),
        ..shop
    };
    html! {
        form.card method="post" action=(view.path_of(page.instance.name, "/badge")) {
            (page.instance.seen())
            div.grants {
                label.choice {
                    input type="checkbox" name="on" value="yes" checked[page.is_on];
                    span { (texts.on) span.description { (texts.on_help) } }
                }
            }
            (input(&shop))
            (input(&site))
            (input(&least))
            div.grants {
                label.choice {
                    input type="checkbox" name="comments" value="yes" checked[page.comments];
                    span { (texts.comments) span.description { (texts.comments_help) } }
                }
            }
            div.actions { button type="submit" { (texts.save) } }
        }
    }
}

/// What a shop puts on its own pages.
fn placed(view: &AppView<'_>, page: &BadgePage<'_>, address: &str) -> Markup {
    let texts = &view.texts().badge;
    let code = html! {
        a href=(page.page) {
            img src=(format!("{address}.svg")) alt=(page.shop) width="200" height="48" loading="lazy";
        }
    };
    // The script stands beside all badges, under their name.
    let (scripts, name) = address.rsplit_once('/').unwrap_or_default();
    let script = html! { script async src=(format!("{scripts}.js")) data-badge=(name)
    data-comments=[page.comments.then_some("3")] {} };
    html! {
        section.card aria-labelledby="placed" {
            h2 #placed { (texts.placed) }
            p { (texts.placed_lead) }
            div.field {
                label for="code" { (texts.code) }
                textarea.source #code rows="4" readonly dir="ltr" spellcheck="false" { "\n" (code.0) }
            }
            div.field {
                label for="script" { (texts.script) }
                textarea.source #script rows="3" readonly dir="ltr" spellcheck="false" { "\n" (script.0) }
            }
            ul {
                @for (form, label) in ["svg", "json", "jsonld"].iter().zip(texts.forms) {
                    li { a href=(format!("{address}.{form}")) { (label) } }
                }
            }
            p.description { (texts.few) }
        }
    }
}

/// A badge as a picture: five stars, the rating, how many have rated. It says the same to whoever does not see it.
#[must_use]
pub fn badge_picture(shop: &str, rating: &str, count: u64) -> String {
    // A star of ten corners around (10, 10).
    const STAR: &str = "M10 1l2.7 5.9 6.3.7-4.7 4.3 1.3 6.3-5.6-3.2-5.6 3.2 1.3-6.3L1 7.6l6.3-.7z";
    let said = format!("{shop}: {rating}/5 ({count})");
    let tenths: u32 = rating
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .fold(0, |sum, digit| 10 * sum + digit);
    let stars = |color: &str| {
        html! {
            @for place in 0_u32..5 {
                path d=(STAR) fill=(color) transform=(format!("translate({} 14)", 10 + 22 * place)) {}
            }
        }
    };
    // Gaps between stars are not a part of the rating.
    let width = (tenths / 10).min(5) * 22 + 2 * (tenths % 10);
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" width="200" height="48" viewBox="0 0 200 48"
            role="img" aria-label=(said) {
            title { (said) }
            clipPath id="part" { rect x="10" width=(width) height="48" {} }
            rect width="199" height="47" x=".5" y=".5" rx="8" fill="#fff" stroke="#71807b" {}
            (stars("#d5dcd9"))
            g clip-path="url(#part)" { (stars("#b26a00")) }
            text x="126" y="24" font-family="sans-serif" font-size="18" font-weight="700" fill="#16211f" {
                (rating)
            }
            text x="126" y="39" font-family="sans-serif" font-size="12" fill="#52605c" {
                "(" (count) ")"
            }
        }
    };
    svg.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_it_shows() {
        let picture = badge_picture("A & <b>", "4.6", 123);
        for part in [
            "aria-label=\"A &amp; &lt;b&gt;: 4.6/5 (123)\"",
            "<title>A &amp; &lt;b&gt;: 4.6/5 (123)</title>",
            "width=\"100\" height=\"48\"",
            ">4.6<",
            "(123)",
        ] {
            assert!(picture.contains(part), "{part}: {picture}");
        }
        assert!(badge_picture("A", "5.0", 9).contains("width=\"110\""));
    }
}

//! What the rooms for staff have around their pages, and what pages are made of: tables, forms, confirmations.

mod form;
mod table;

pub(crate) use form::{Confirm, Input, confirm, input};
pub(crate) use table::{Table, moment, table};

use maud::{Markup, html};

use crate::document::Document;
use crate::failure::plain;
use crate::language::StaffLanguage;

/// What stands around a page: whose it is, where one may go, what became of what was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    /// The language to say it in.
    pub(crate) language: StaffLanguage,
    /// Where the pages' style sheet is.
    pub(crate) style: &'a str,
    /// Where the staff's style sheet is.
    pub(crate) staff_style: &'a str,
    /// What the room is called.
    pub(crate) room: &'a str,
    /// Where it begins.
    pub(crate) home: &'a str,
    /// The company's name.
    pub(crate) organisation: &'a str,
    /// Who is signed in.
    pub(crate) email: &'a str,
    /// Where one may go.
    pub(crate) links: &'a [Link<'a>],
    /// Where the form to sign out posts to.
    pub(crate) sign_out: &'a str,
    /// What was done just now.
    pub(crate) done: Option<&'a str>,
}

/// A place in the navigation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link<'a> {
    /// Where it leads.
    pub(crate) path: &'a str,
    /// What it is called.
    pub(crate) label: &'a str,
    /// Whether one is there.
    pub(crate) is_here: bool,
}

impl Frame<'_> {
    /// The document with a page of this room: its title, and what is below it.
    pub(crate) fn around(&self, title: &str, content: &Markup) -> String {
        let texts = self.language.texts();
        let in_tab = format!("{title} – {}", self.room);
        let document = Document {
            theme: Some(self.staff_style.to_owned()),
            ..plain(texts.tag, &in_tab, self.style)
        };
        document.with_body(&html! {
            a.skip href="#main" { (texts.zone.skip) }
            (self.header())
            main #main tabindex="-1" {
                h1 { (title) }
                @if let Some(done) = self.done { div.notice.success role="status" { p { (done) } } }
                (content)
            }
        })
    }

    fn header(&self) -> Markup {
        let texts = self.language.texts();
        html! {
            header.bar {
                a.brand href=(self.home) { strong { "Nordsvar" } " " (self.room) }
                p.who { (self.organisation) br; span { (self.email) } }
                form method="post" action=(self.sign_out) {
                    button.secondary type="submit" { (texts.login.sign_out) }
                }
            }
            nav.places aria-label=(self.room) {
                ul {
                    @for link in self.links {
                        li { a href=(link.path) aria-current=[link.is_here.then_some("page")] { (link.label) } }
                    }
                }
            }
        }
    }
}

//! What an instance's messages say.

use maud::{Markup, html};
use survey::Locale;

use super::{AppView, NamedInstance, Part};
use crate::frame::{Input, Table, input, table};
use crate::language::staff_name;
use crate::tool::ReportedFault;

/// What [`letters_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct LettersPage<'a> {
    /// Whose they are.
    pub instance: NamedInstance<'a>,
    /// The name of the message.
    pub kind: &'a str,
    /// The language of the texts.
    pub language: &'a Locale,
    /// The languages that can be chosen.
    pub languages: &'a [Locale],
    /// Whether the instance has texts of its own here.
    pub is_own: bool,
    /// What stands in the form.
    pub fields: &'a LetterFields,
    /// What is wrong with it.
    pub faults: &'a [ReportedFault],
    /// The variables that texts may name.
    pub variables: &'a [&'a str],
    /// How it looks; nothing where it is wrong, and where the survey takes no answers.
    pub preview: Option<LetterPreview<'a>>,
    /// How one is sent to try them out.
    pub trial: TrialForm<'a>,
    /// Where another language is sent: the message, the language, what is sent.
    pub missing: &'a [(String, Locale, Locale)],
}

/// The texts of one message, as they are written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LetterFields {
    /// Whom it is from, in words.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// What a list of mails shows behind it.
    pub preheader: String,
    /// The paragraphs, with blank lines between them.
    pub body: String,
    /// What stands on the button.
    pub button: String,
    /// The last line.
    pub sign_off: String,
    /// What stands at the foot.
    pub footer: String,
    /// The text message.
    pub sms: String,
}

/// How a message looks.
#[derive(Clone, Copy, Debug)]
pub struct LetterPreview<'a> {
    /// The subject.
    pub subject: &'a str,
    /// Whom it is from.
    pub sender: &'a str,
    /// The mail as text.
    pub text: &'a str,
    /// Where the mail is as it is sent; nothing where what is shown was not saved.
    pub page: Option<&'a str>,
    /// The text message; nothing where there is none.
    pub sms: Option<SmsPreview<'a>>,
}

/// How a text message looks.
#[derive(Clone, Copy, Debug)]
pub struct SmsPreview<'a> {
    /// What it says.
    pub text: &'a str,
    /// As how many messages it is sent.
    pub messages: usize,
    /// Of how many characters it is.
    pub characters: usize,
    /// What it costs, if that is known.
    pub cost: Option<&'a str>,
}

/// The form by which a mail is sent to try the texts out.
#[derive(Clone, Copy, Debug)]
pub struct TrialForm<'a> {
    /// To whom.
    pub to: &'a str,
    /// Whether the instance sends nothing now.
    pub paused: bool,
    /// Why none was sent.
    pub fault: Option<TrialFault>,
}

/// Why no mail is sent to try the texts out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TrialFault {
    /// That is no address.
    Address,
    /// Whoever has the address is not written to.
    Nobody,
}

/// The texts of one message in one language, and how they look. The form posts the fields of
/// [`LetterFields`], `kind` and `language`.
#[must_use]
pub fn letters_page(view: &AppView<'_>, page: &LettersPage<'_>) -> String {
    let texts = &view.texts().letters;
    let content = html! {
        p.lead { (texts.lead) }
        (which(view, page))
        @if !page.faults.is_empty() { (faults(view, page.faults)) }
        p { @if page.is_own { (texts.own) } @else { (texts.ours) } }
        (form(view, page))
        @if page.is_own && view.may.manage { (remove(view, page)) }
        @if let Some(preview) = &page.preview {
            (looks(view, page, preview))
            @if view.may.manage { (trial(view, page)) }
        } @else if page.faults.is_empty() {
            p { (texts.no_preview) }
        }
        @if !page.missing.is_empty() { (missing(view, page)) }
    };
    view.within(page.instance, Part::Letters, &content)
}

fn which(view: &AppView<'_>, page: &LettersPage<'_>) -> Markup {
    let texts = &view.texts().letters;
    html! {
        form.card method="get" action=(view.path_of(page.instance.name, "/texts")) aria-label=(texts.which) {
            div.field {
                label for="kind" { (texts.kind) }
                select #kind name="kind" {
                    @for (name, label) in texts.kinds {
                        option value=(name) selected[name == page.kind] { (label) }
                    }
                }
            }
            div.field {
                label for="language" { (texts.language) }
                select #language name="language" {
                    @for locale in page.languages {
                        option value=(locale.as_str()) lang=(locale.as_str())
                            selected[locale == page.language] { (staff_name(locale)) }
                    }
                }
            }
            div.actions { button.secondary type="submit" { (texts.show) } }
        }
    }
}

fn faults(view: &AppView<'_>, faults: &[ReportedFault]) -> Markup {
    let texts = view.texts();
    let row = |fault: &ReportedFault| {
        vec![html! { code { (fault.path) } }, html! { span lang="en" { (fault.reason) } }]
    };
    let rows: Vec<_> = faults.iter().map(row).collect();
    html! {
        (super::alert(texts.letters.faults))
        (table(&Table {
            id: "faults",
            caption: texts.letters.faults,
            headers: &texts.settings.fault_headers,
            rows: &rows,
            empty: "",
            next: None,
        }))
    }
}

/// The fields that say of which texts a form is.
fn of(page: &LettersPage<'_>) -> Markup {
    html! {
        input type="hidden" name="kind" value=(page.kind);
        input type="hidden" name="language" value=(page.language.as_str());
    }
}

fn form(view: &AppView<'_>, page: &LettersPage<'_>) -> Markup {
    let texts = &view.texts().letters;
    let fields = page.fields;
    let line = |name: &'static str, label: &'static str, value: &str, help| {
        input(&Input {
            name,
            label,
            kind: "text",
            value,
            autocomplete: "off",
            help,
            fault: None,
            is_required: false,
        })
    };
    html! {
        form.card method="post" action=(view.path_of(page.instance.name, "/texts")) {
            (page.instance.seen())
            (of(page))
            p.description {
                (texts.variables) " "
                @for (place, name) in page.variables.iter().enumerate() {
                    @if place > 0 { ", " } code { "{" (name) "}" }
                }
            }
            (line("sender", texts.sender, &fields.sender, None))
            (line("subject", texts.subject, &fields.subject, None))
            (line("preheader", texts.preheader, &fields.preheader, None))
            (area("body", (texts.body, texts.body_help), (&fields.body, "10")))
            (line("button", texts.button, &fields.button, None))
            (line("sign_off", texts.sign_off, &fields.sign_off, None))
            (area("footer", (texts.footer, texts.footer_help), (&fields.footer, "3")))
            (area("sms", (texts.sms, texts.sms_help), (&fields.sms, "3")))
            @if view.may.manage { div.actions { button type="submit" { (texts.save) } } }
        }
    }
}

fn area(name: &str, (label, help): (&str, &str), (value, rows): (&str, &str)) -> Markup {
    let help_id = format!("{name}-help");
    html! {
        div.field {
            label for=(name) { (label) }
            p.description #(help_id) { (help) }
            textarea #(name) name=(name) rows=(rows) aria-describedby=(help_id) { "\n" (value) }
        }
    }
}

fn remove(view: &AppView<'_>, page: &LettersPage<'_>) -> Markup {
    html! {
        form.card method="post" action=(view.path_of(page.instance.name, "/texts/remove")) {
            (of(page))
            div.actions { button.secondary type="submit" { (view.texts().letters.remove) } }
        }
    }
}

fn looks(view: &AppView<'_>, page: &LettersPage<'_>, preview: &LetterPreview<'_>) -> Markup {
    let texts = &view.texts().letters;
    let lang = page.language.as_str();
    html! {
        h2 #preview { (texts.preview) }
        p { (texts.preview_lead) }
        div.card {
            dl.facts {
                dt { (texts.sender) } dd lang=(lang) { (preview.sender) }
                dt { (texts.subject) } dd lang=(lang) { (preview.subject) }
            }
            @if let Some(path) = preview.page {
                iframe.letter sandbox="" src=(path) title=(texts.preview_html) lang=(lang) {}
                p { a href=(path) target="_blank" rel="noopener" { (texts.preview_alone) } }
            }
            pre.letter lang=(lang) dir="auto" tabindex="0" aria-labelledby="preview" { (preview.text) }
        }
        @if let Some(sms) = preview.sms {
            div.card {
                h3 { (texts.preview_sms) }
                p lang=(lang) dir="auto" { (sms.text) }
                p.description {
                    (texts.sms_length.0) ": " (sms.messages) ". "
                    (texts.sms_length.1) ": " (sms.characters) "."
                    @if let Some(cost) = sms.cost { " " (texts.sms_cost) ": " (cost) "." }
                }
            }
        }
    }
}

fn trial(view: &AppView<'_>, page: &LettersPage<'_>) -> Markup {
    let texts = &view.texts().letters;
    let fault = page.trial.fault.map(|fault| match fault {
        TrialFault::Address => texts.trial_address,
        TrialFault::Nobody => texts.trial_nobody,
    });
    html! {
        h2 #test { (texts.trial) }
        @if page.trial.paused {
            p { (texts.trial_paused) }
        } @else {
            p { (texts.trial_lead) }
            form.card method="post" action=(view.path_of(page.instance.name, "/texts/test")) {
                input type="hidden" name="language" value=(page.language.as_str());
                (input(&Input {
                    name: "to",
                    label: texts.trial_to,
                    kind: "email",
                    value: page.trial.to,
                    autocomplete: "email",
                    help: None,
                    fault,
                    is_required: true,
                }))
                div.actions { button type="submit" { (texts.trial_send) } }
            }
        }
    }
}

fn missing(view: &AppView<'_>, page: &LettersPage<'_>) -> Markup {
    let texts = &view.texts().letters;
    let row = |(kind, wanted, got): &(String, Locale, Locale)| {
        let label =
            texts.kinds.iter().find(|(name, _)| name == kind).map_or("", |(_, label)| label);
        let named =
            |locale: &Locale| html! { span lang=(locale.as_str()) { (staff_name(locale)) } };
        vec![html! { (label) }, named(wanted), named(got)]
    };
    let rows: Vec<_> = page.missing.iter().map(row).collect();
    table(&Table {
        id: "missing",
        caption: texts.missing,
        headers: &texts.missing_headers,
        rows: &rows,
        empty: "",
        next: None,
    })
}

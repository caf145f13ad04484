//! Writes one of each page into a folder, to be looked at in a browser:
//! `cargo run -p page --example gallery -- target/gallery`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use page::{
    Assets, Attempt, ClosedPage, Embedding, FailurePage, LandingPage, LoginPage, ReceiptCheck,
    ReceiptPage, SignedInPage, SurveyPage, ThanksPage, UiLanguage,
};
use problem::{Kind, Problem};
use serde_json::json;
use survey::{Definition, Locale, ResponseId, SurveyId, Version};

const ASSETS: Assets<'static> = Assets { style: "page.css", script: "page.js" };
const STYLE: &str = ASSETS.style;

fn main() -> io::Result<()> {
    let folder =
        env::args_os().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    for language in [UiLanguage::En, UiLanguage::Sv] {
        let locale = language.tag().parse().map_err(io::Error::other)?;
        respondent(&folder, language, &locale)?;
        staff(&folder, language)?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, language: UiLanguage, html: &str) -> io::Result<()> {
    fs::write(folder.join(format!("{name}-{}.html", language.tag())), html)
}

fn respondent(folder: &Path, language: UiLanguage, locale: &Locale) -> io::Result<()> {
    let definition = Definition::parse(&sample()).map_err(|found| {
        let lines: Vec<_> = found.iter().map(|p| format!("{}: {}", p.path, p.reason)).collect();
        io::Error::other(lines.join("\n"))
    })?;
    let survey: SurveyId = "canteen".parse().map_err(io::Error::other)?;
    let response = ResponseId::new(1_795_463_400_123, &[7; 10]);
    let first = SurveyPage {
        survey: &survey,
        version: Version::FIRST,
        definition: &definition,
        locale,
        response,
        assets: ASSETS,
        embedding: Embedding::Standalone,
        attempt: Attempt::First,
    };
    write(folder, "survey", language, &page::survey_page(&first))?;
    let fields = entered();
    let answers = definition.answers_from_form(&fields);
    let problems = definition.check(&answers).err().unwrap_or_default();
    let attempt = Attempt::Refused { fields: &fields, problems: &problems };
    write(folder, "refused", language, &page::survey_page(&SurveyPage { attempt, ..first }))?;
    let receipt = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIiwidHlwIjoibm9yZHN2YXItcmVjZWlwdCJ9.sample";
    let embedding = Embedding::Standalone;
    let thanks = ThanksPage {
        survey: &survey,
        definition: &definition,
        locale,
        assets: ASSETS,
        embedding,
        receipt,
    };
    write(folder, "thanks", language, &page::thanks_page(&thanks))?;
    let closed = ClosedPage { definition: &definition, locale, style: STYLE };
    write(folder, "closed", language, &page::closed_page(&closed))?;
    receipts(folder, language, (&survey, response, receipt))
}

/// Checking a receipt, before and after.
fn receipts(
    folder: &Path,
    language: UiLanguage,
    (survey, response, receipt): (&SurveyId, ResponseId, &str),
) -> io::Result<()> {
    let received_at = "2026-11-23T19:50:00.123Z";
    for (name, check) in [
        ("receipt", ReceiptCheck::Asked),
        ("receipt-refused", ReceiptCheck::Refused { receipt }),
        (
            "receipt-genuine",
            ReceiptCheck::Genuine { response, version: Version::FIRST, received_at },
        ),
    ] {
        let shown = ReceiptPage { survey, language, assets: ASSETS, check };
        write(folder, name, language, &page::receipt_page(&shown))?;
    }
    Ok(())
}

fn staff(folder: &Path, language: UiLanguage) -> io::Result<()> {
    for (name, email, refused) in [("login", "", false), ("login-refused", "anna@example.se", true)]
    {
        let shown = LoginPage { language, style: STYLE, email, refused };
        write(folder, name, language, &page::login_page(&shown))?;
    }
    let signed_in = SignedInPage { language, style: STYLE, tenant: "demo" };
    write(folder, "signed-in", language, &page::signed_in_page(&signed_in))?;
    let landing = LandingPage { language, style: STYLE, login: "login-en.html" };
    write(folder, "landing", language, &page::landing_page(&landing))?;
    let problem = &Problem::new(Kind::StorageUnavailable);
    let failure = FailurePage { language, style: STYLE, problem, request_id: "01932c07-209e" };
    write(folder, "failure", language, &page::failure_page(&failure))
}

/// What somebody typed into the form and sent without a script.
fn entered() -> Vec<(String, String)> {
    let fields = [
        ("name", ""),
        ("mail", "anna@"),
        ("guests", "40"),
        ("often", "weekly"),
        ("liked", "soup"),
        ("liked", "bread"),
        ("score", "9"),
        ("stars", "4"),
        ("order[taste]", "1"),
        ("order[price]", "1"),
        ("agree[staff]", "3"),
        ("more", "\r\nLine one\r\nLine <two>"),
    ];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// One question of each kind.
fn sample() -> serde_json::Value {
    let text = |en: &str, sv: &str| json!({ "default": en, "sv": sv });
    let choice = |value: &str, en: &str, sv: &str| json!({ "value": value, "text": text(en, sv) });
    json!({
        "title": text("How was lunch?", "Hur var lunchen?"),
        "description": text("Twelve questions, about two minutes.", "Tolv frågor, ungefär två minuter."),
        "showProgressBar": true,
        "pages": [
            { "title": text("About you", "Om dig"), "elements": [
                { "type": "text", "name": "name", "isRequired": true, "autocomplete": "name",
                  "title": text("What is your name?", "Vad heter du?") },
                { "type": "text", "name": "mail", "inputType": "email", "nordsvar": { "personal": true },
                  "title": text("E-mail address", "E-postadress"),
                  "description": text("Only if you want an answer.", "Bara om du vill ha svar.") },
                { "type": "text", "name": "guests", "inputType": "number", "min": 1, "max": 12,
                  "title": text("How many were you?", "Hur många var ni?") },
                { "type": "text", "name": "day", "inputType": "date", "title": text("Which day?", "Vilken dag?") },
                { "type": "dropdown", "name": "place", "title": text("Which restaurant?", "Vilken restaurang?"),
                  "choices": [choice("south", "South", "Södra"), choice("north", "North", "Norra")] },
                { "type": "radiogroup", "name": "often", "colCount": 0,
                  "title": text("How often do you eat here?", "Hur ofta äter du här?"),
                  "choices": [choice("daily", "Daily", "Varje dag"), choice("weekly", "Weekly", "Varje vecka"),
                              choice("seldom", "Less often", "Mer sällan")] },
                { "type": "checkbox", "name": "liked", "maxSelectedChoices": 2,
                  "title": text("What did you like?", "Vad tyckte du om?"),
                  "choices": [choice("soup", "The soup", "Soppan"), choice("bread", "The bread", "Brödet"),
                              choice("salad", "The salad", "Salladen")] }
            ] },
            { "title": text("The meal", "Måltiden"), "elements": [
                { "type": "rating", "name": "score", "rateMin": 0, "rateMax": 10, "isRequired": true,
                  "nordsvar": { "metric": "nps" },
                  "title": text("Would you recommend us?", "Skulle du rekommendera oss?"),
                  "minRateDescription": text("Not at all likely", "Inte alls troligt"),
                  "maxRateDescription": text("Very likely", "Mycket troligt") },
                { "type": "rating", "name": "stars", "rateType": "stars", "title": text("The food", "Maten") },
                { "type": "rating", "name": "mood", "rateType": "smileys", "title": text("The service", "Bemötandet") },
                { "type": "boolean", "name": "again", "title": text("Will you come back?", "Kommer du tillbaka?") },
                { "type": "ranking", "name": "order", "title": text("What matters most?", "Vad är viktigast?"),
                  "choices": [choice("taste", "Taste", "Smak"), choice("price", "Price", "Pris"),
                              choice("speed", "Speed", "Snabbhet")] },
                { "type": "matrix", "name": "agree", "eachRowRequired": true,
                  "title": text("Do you agree?", "Håller du med?"),
                  "columns": [{ "value": 1, "text": text("Disagree", "Nej") }, { "value": 2, "text": text("Neither", "Varken eller") },
                              { "value": 3, "text": text("Agree", "Ja") }],
                  "rows": [choice("staff", "The staff is kind", "Personalen är vänlig"),
                           choice("room", "The room is calm", "Lokalen är lugn")] },
                { "type": "panel", "name": "end", "title": text("Finally", "Till sist"), "elements": [
                    { "type": "comment", "name": "more", "maxLength": 500,
                      "title": text("Anything else?", "Något mer?") } ] }
            ] }
        ]
    })
}

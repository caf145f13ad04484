//! Writes one of each page into a folder, to be looked at in a browser:
//! `cargo run -p page --example gallery -- target/gallery`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use page::{
    AccountPage, AddTwoStepPage, AskedCode, Assets, Attempt, ClosedPage, CodeAttempt, CodePage,
    CodeWays, Embedding, FailurePage, Invited, LandingPage, LoginPage, PasskeyChange,
    PasswordChange, ReceiptCheck, ReceiptPage, RecoveryCodesPage, Scope, SignIn, SignedInAt,
    SignedInBy, StaffLanguage, SurveyPage, ThanksPage, TwoStep, TwoStepChange, UiLanguage,
    UnsubscribePage, UnsubscribeStep,
};
use problem::{Kind, Problem};
use survey::model::Definition;
use survey::{Circumstances, Interview, Locale, ResponseId, SurveyId, Upload, Version};

const ASSETS: Assets<'static> = Assets {
    style: "page.css",
    script: "page.js",
    logic: "./logic.js",
    work: "./work.js",
    files: "./files.js",
};
/// A survey with a question of every type.
const SAMPLE: &str = include_str!("../../../tools/xtask/demo/every-type.json");
/// A survey in several languages, one of them from right to left.
const LANGUAGES: &str = include_str!("../../../tests/fixtures/languages.json");
const STYLE: &str = ASSETS.style;

fn main() -> io::Result<()> {
    let folder =
        env::args_os().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    for language in UiLanguage::all() {
        let locale = language.tag().parse().map_err(io::Error::other)?;
        respondent(&folder, language, &locale)?;
        failed(&folder, language)?;
    }
    languages(&folder)?;
    staff(&folder, "en", StaffLanguage::En)?;
    staff(&folder, "sv", StaffLanguage::Sv)
}

fn write(folder: &Path, name: &str, language: UiLanguage, html: &str) -> io::Result<()> {
    write_as(folder, name, language.tag(), html)
}

fn write_as(folder: &Path, name: &str, tag: &str, html: &str) -> io::Result<()> {
    fs::write(folder.join(format!("{name}-{tag}.html")), html)
}

fn respondent(folder: &Path, language: UiLanguage, locale: &Locale) -> io::Result<()> {
    let sample = serde_json::from_str(SAMPLE)?;
    let definition = Definition::parse(&sample).map_err(|found| {
        let lines: Vec<_> = found.iter().map(|p| format!("{}: {}", p.path, p.reason)).collect();
        io::Error::other(lines.join("\n"))
    })?;
    let survey: SurveyId = "canteen".parse().map_err(io::Error::other)?;
    let response = ResponseId::new(1_795_463_400_123, &[7; 10]);
    let circumstances = Circumstances {
        locale: locale.clone(),
        now_ms: 1_795_463_400_123.0,
        seed: 7,
        known: Vec::new(),
    };
    let interview = Interview::start(&definition, circumstances.clone());
    let first = SurveyPage {
        survey: &survey,
        version: Version::FIRST,
        interview: &interview,
        response,
        assets: ASSETS,
        embedding: Embedding::Standalone,
        attempt: Attempt::First,
        revision: None,
        scope: Scope::Whole,
        state: "k1.sample",
        work: None,
        invited: None,
    };
    write(folder, "survey", language, &page::survey_page(&first))?;
    let chosen = Some("recommend");
    let invited =
        Some(Invited { invitation: "inv-1", token: "token", chosen, test: true, linked: true });
    let mut choosing = Interview::start(&definition, circumstances.clone());
    choosing.choose("recommend", "9");
    let page = SurveyPage { interview: &choosing, invited, ..first };
    write(folder, "invited", language, &page::survey_page(&page))?;
    let fields = entered();
    let uploads = [ticket()];
    let answers = definition.answers_from_form(&fields, &uploads);
    let interview = Interview::resume(&definition, circumstances.clone(), answers.members());
    let problems = definition.check(&answers, circumstances).err().unwrap_or_default();
    let attempt = Attempt::Refused { fields: &fields, uploads: &uploads, problems: &problems };
    let refused = SurveyPage { interview: &interview, attempt, ..first };
    write(folder, "refused", language, &page::survey_page(&refused))?;
    let receipt = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIiwidHlwIjoibm9yZHN2YXItcmVjZWlwdCJ9.sample";
    let access = Some(page::Access { token: receipt, link: receipt });
    let embedding = Embedding::Standalone;
    let thanks = ThanksPage {
        survey: &survey,
        version: Version::FIRST,
        interview: &interview,
        assets: ASSETS,
        embedding,
        receipt,
        access,
    };
    write(folder, "thanks", language, &page::thanks_page(&thanks))?;
    for (name, why) in [
        ("closed", page::Shut::Closed),
        ("answered", page::Shut::Answered),
        ("cancelled", page::Shut::Cancelled),
        ("expired", page::Shut::Expired),
    ] {
        let closed = ClosedPage {
            survey: &survey,
            version: Version::FIRST,
            definition: &definition,
            why,
            locale,
            assets: ASSETS,
        };
        write(folder, name, language, &page::closed_page(&closed))?;
    }
    let own = page::OwnPage {
        survey: &survey,
        version: Version::FIRST,
        interview: &interview,
        received_at: "2026-11-23T19:50:00.000Z",
        token: receipt,
        assets: ASSETS,
    };
    write(folder, "own", language, &page::own_page(&own))?;
    write(folder, "withdraw", language, &page::withdraw_page(&own))?;
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

/// The survey in several languages, with what somebody typed that is wrong.
fn languages(folder: &Path) -> io::Result<()> {
    let sample = serde_json::from_str(LANGUAGES)?;
    let definition = Definition::parse(&sample).map_err(|_| io::Error::other("the languages"))?;
    let survey: SurveyId = "library".parse().map_err(io::Error::other)?;
    let response = ResponseId::new(1_795_463_400_123, &[7; 10]);
    let typed = [("name", "Åsa (1)"), ("mail", "asa@"), ("hours", "12000.5"), ("did", "read")];
    let fields = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    for locale in &definition.locales {
        let now = Circumstances::of(response, locale);
        let answers = definition.answers_from_form(&fields, &[]);
        let problems = definition.check(&answers, now.clone()).err().unwrap_or_default();
        let interview = Interview::resume(&definition, now, answers.members());
        let refused = Attempt::Refused { fields: &fields, uploads: &[], problems: &problems };
        for (name, attempt) in [("library", Attempt::First), ("library-refused", refused)] {
            let page = SurveyPage {
                survey: &survey,
                version: Version::FIRST,
                interview: &interview,
                response,
                assets: ASSETS,
                embedding: Embedding::Standalone,
                attempt,
                revision: None,
                scope: Scope::Asked,
                state: "k1.sample",
                work: None,
                invited: None,
            };
            write_as(folder, name, locale.as_str(), &page::survey_page(&page))?;
        }
    }
    Ok(())
}

fn failed(folder: &Path, language: UiLanguage) -> io::Result<()> {
    let problem = &Problem::new(Kind::StorageUnavailable);
    let failure = FailurePage {
        language,
        assets: ASSETS,
        problem,
        request_id: "01932c07-209e",
        survey: None,
        path: "/",
    };
    write(folder, "failure", language, &page::failure_page(&failure))?;
    for (name, step) in [
        ("unsubscribe", UnsubscribeStep::Asks),
        ("unsubscribed", UnsubscribeStep::Done { organisation: "Demobolaget", changed: false }),
    ] {
        let shown = UnsubscribePage { language, style: STYLE, step };
        write(folder, name, language, &page::unsubscribe_page(&shown))?;
    }
    Ok(())
}

fn staff(folder: &Path, tag: &str, language: StaffLanguage) -> io::Result<()> {
    for (name, email, sign_in) in [
        ("login", "", SignIn::Asked),
        ("login-refused", "anna@example.se", SignIn::Refused),
        ("login-too-often", "anna@example.se", SignIn::TooOften { wait_seconds: 640 }),
    ] {
        let shown = LoginPage { language, style: STYLE, script: "passkey.js", email, sign_in };
        write_as(folder, name, tag, &page::login_page(&shown))?;
    }
    account(folder, tag, language)?;
    let landing = LandingPage { language, style: STYLE, login: "login-en.html" };
    write_as(folder, "landing", tag, &page::landing_page(&landing))
}

/// What somebody typed into the form and sent without a script.
fn entered() -> Vec<(String, String)> {
    let fields = [
        ("name", ""),
        ("email", "anna@"),
        ("stay", "40"),
        ("travel", "other"),
        ("do", "walk"),
        ("do", "eat"),
        ("do-Comment", "\r\nLine one\r\nLine <two>"),
        ("people[0][first]", "Anna"),
        ("people[1][age]", "5"),
        ("meals[0][guests]", "3"),
        ("gear[boat][size]", "s"),
        ("hours[0]", "20"),
        ("hours[1]", "18"),
        ("recommend", "9"),
        ("stars", "4"),
        ("matter[price]", "1"),
        ("matter[rest]", "1"),
        ("agree[plan]", "3"),
        ("when[sun]", "pm"),
    ];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// The file that was sent with it.
fn ticket() -> Upload {
    let [field, name, media_type, base64] =
        ["ticket", "ticket.pdf", "application/pdf", "JVBERi0xLjQK"].map(str::to_owned);
    Upload::from_base64(field, name, media_type, &base64)
}

fn account(folder: &Path, tag: &str, language: StaffLanguage) -> io::Result<()> {
    let sign_ins = [
        SignedInAt {
            at: "2026-11-27T02:16:13Z",
            agent: Some("Firefox, Windows"),
            by: SignedInBy::Password,
        },
        SignedInAt { at: "2026-11-26T18:01:00Z", agent: None, by: SignedInBy::RecoveryCode },
    ];
    let off = TwoStep {
        required: false,
        there: None,
        codes_left: 0,
        has_passkeys: false,
        change: TwoStepChange::Unasked,
    };
    let on = TwoStep { there: Some("2026-11-20T08:30:00Z"), codes_left: 3, ..off };
    let refused = TwoStep { change: TwoStepChange::CodeRefused, ..on };
    for (name, password, two_step) in [
        ("account", PasswordChange::Unasked, off),
        ("account-changed", PasswordChange::Done, on),
        ("account-refused", PasswordChange::TooShort, refused),
        ("account-required", PasswordChange::Unasked, TwoStep { required: true, ..off }),
    ] {
        let page = AccountPage {
            rooms: &[(page::Place::Zone, "/zone"), (page::Place::Tool, "/tool")],
            language,
            style: STYLE,
            email: "anna@example.se",
            organisation: "Demobolaget",
            sign_ins: &sign_ins,
            password,
            two_step,
            passkeys: &[],
            passkey: PasskeyChange::Unasked,
        };
        write_as(folder, name, tag, &page::account_page(&page))?;
    }
    two_step(folder, tag, language)
}

fn two_step(folder: &Path, tag: &str, language: StaffLanguage) -> io::Result<()> {
    let (style, email) = (STYLE, "anna@example.se");
    let code = CodePage {
        language,
        style,
        asked: AskedCode::App,
        ways: CodeWays::App,
        script: "passkey.js",
        attempt: CodeAttempt::Unasked,
    };
    let recovery = CodePage { asked: AskedCode::Recovery, attempt: CodeAttempt::Refused, ..code };
    let add = AddTwoStepPage {
        language,
        style,
        email,
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        sealed: "k1.sealed",
        attempt: CodeAttempt::Unasked,
    };
    let codes = ["aaaq-eaye-7l57-z7p6".to_owned(), "bbbq-eaye-7l57-z7p6".to_owned()];
    let shown = RecoveryCodesPage {
        language,
        style,
        script: "codes.js",
        email,
        codes: &codes,
        added: true,
    };
    write_as(folder, "code", tag, &page::code_page(&code))?;
    write_as(folder, "code-recovery", tag, &page::code_page(&recovery))?;
    write_as(folder, "two-step-add", tag, &page::add_two_step_page(&add))?;
    write_as(folder, "two-step-codes", tag, &page::recovery_codes_page(&shown))
}

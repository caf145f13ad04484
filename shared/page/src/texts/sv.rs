//! Swedish.

use problem::Kind;
use survey::{AnswerReason, Format, Shape};

use super::{
    FailureTexts, LandingTexts, LoginTexts, ReceiptTexts, SendingTexts, SurveyTexts, Texts,
};

pub(crate) static SV: Texts = Texts {
    survey: SurveyTexts {
        untitled: "Enkät",
        languages: "Språk",
        required: "obligatorisk",
        required_note: "markerar en fråga som behöver ett svar.",
        send: "Skicka svaren",
        yes: "Ja",
        no: "Nej",
        choose: "Välj",
        place: "Plats",
        ranking_help: "Ge var och en sin plats; 1 är först.",
        ranking_some_help: "Ge plats åt dem som räknas; 1 är först.",
        entries_help: "Lämna tomt det du inte behöver.",
        signature_help: "Välj en bild av din namnteckning.",
        applies: "Bara om det gäller dig",
        other: "Annat",
        describe: "Beskriv det",
        none: "Inget",
        refused: "Vill inte svara",
        dont_know: "Vet inte",
        comment: "Kommentar",
        from: "Från",
        to: "Till",
        keep_file: "Behåll",
        total: "Summa",
        entry: |number| format!("Nummer {number}"),
        files: |most| format!("Högst {most} filer."),
        file_size: |size| format!("Högst {size} per fil."),
        errors: "Rätta till det här först",
        check_receipt: "Kontrollera ett kvitto",
        part: |part, parts| format!("Del {part} av {parts}"),
        stars: |value, most| format!("{value} av {most} stjärnor"),
        faces: |face, faces| format!("Ansikte {face} av {faces}, från ledset till glatt"),
        how_many: |least, most| match (least, most) {
            (Some(least), Some(most)) if least == most => format!("Välj {least}."),
            (Some(least), Some(most)) => format!("Välj {least} till {most}."),
            (Some(least), None) => format!("Välj minst {least}."),
            (None, Some(most)) => format!("Välj högst {most}."),
            (None, None) => String::new(),
        },
    },
    sending: SendingTexts {
        not_sent: "Inte skickat ännu. Håll sidan öppen: den här webbläsaren kan inte spara svaren.",
        sending: "Skickar …",
        received: "Dina svar har tagits emot.",
        queued: "Inte skickat ännu. Svaren är sparade på den här enheten.",
        retrying: "Vi försöker igen av oss själva; du kan stänga sidan och komma tillbaka senare.",
        refused: "Svaren kunde inte tas emot.",
        conflict: "Andra svar har redan tagits emot från det här formuläret; de första gäller.",
        closed: "Enkäten tar inte emot fler svar.",
        full: "Tack, men enkäten har alla svar av det här slaget som den tar emot.",
        copy: "Kopiera",
        copied: "Kopierat",
        fix: "Rätta till svaren och skicka igen.",
        needs_answer: "Frågan behöver ett svar.",
    },
    receipt: ReceiptTexts {
        thanks: "Tack!",
        thanks_text: "Spara kvittot: det visar att ditt svar togs emot, och när.",
        onward: "Gå vidare",
        your_receipt: "Ditt kvitto",
        title: "Kontrollera ett kvitto",
        lead: "Klistra in kvittot du fick när du hade svarat. Vi kontrollerar att det är äkta.",
        field: "Kvitto",
        check: "Kontrollera",
        genuine: "Kvittot är äkta.",
        refused: "Det här är inget kvitto från den här enkäten. Se efter att hela kom med.",
        survey: "Enkät",
        version: "Version",
        response: "Svar",
        received_at: "Mottaget",
        back: "Till enkäten",
    },
    login: LoginTexts {
        title: "Logga in",
        email: "E-postadress",
        password: "Lösenord",
        sign_in: "Logga in",
        refused: "E-postadressen och lösenordet hör inte ihop.",
        signed_in: "Du är inloggad",
        organisation: "Organisation",
        sign_out: "Logga ut",
    },
    landing: LandingTexts {
        title: "Enkäter där svaren finns där du tror",
        lead: "Nordsvar frågar i nätets utkant, nära den som svarar, och förvarar svaren på ett \
               enda ställe i Sverige.",
        points: [
            (
                "Inget går förlorat",
                "Ett svar bekräftas när det är säkert lagrat, och väntar till \
              dess på den svarandes egen enhet. Det lagras en gång, hur ofta det än skickas.",
            ),
            (
                "Kvitto till alla",
                "Den som svarar får ett signerat kvitto, som vem som helst kan kontrollera.",
            ),
            (
                "Lätt och för alla",
                "Sidorna fungerar utan skript, med tangentbord och med \
              skärmläsare. Inga kakor för den som svarar, och ingen annans kod.",
            ),
        ],
        sign_in: "Logga in",
    },
    failure: FailureTexts {
        closed: "Enkäten är stängd",
        closed_text: "Den tar inte emot fler svar. Tack för att du ville ge ditt.",
        request: "Förfrågan",
    },
    answer,
    problem,
};

fn answer(reason: &AnswerReason) -> String {
    let fixed = match reason {
        AnswerReason::UnknownQuestion => "Det här är ingen fråga i enkäten.",
        AnswerReason::Required => "Frågan behöver ett svar.",
        AnswerReason::EachRowRequired => "Varje rad behöver ett svar.",
        AnswerReason::WrongType(Shape::Number) | AnswerReason::NotNumeric => "Skriv ett tal.",
        AnswerReason::WrongType(Shape::Text) => "Skriv en text.",
        AnswerReason::WrongType(
            Shape::Scalar
            | Shape::Choices
            | Shape::Rows
            | Shape::Parts
            | Shape::Entries
            | Shape::Range
            | Shape::Files
            | Shape::Drawing,
        )
        | AnswerReason::NotAChoice
        | AnswerReason::UnknownRow
        | AnswerReason::UnknownPart
        | AnswerReason::NotADataUrl
        | AnswerReason::Repeated
        | AnswerReason::ChoiceTwice => "Välj bland det som erbjuds.",
        AnswerReason::NotARanking => "Ge var och en sin egen plats.",
        AnswerReason::RowsAlike => "Välj olika i varje rad.",
        AnswerReason::ControlCharacter => "Texten har ett tecken som inte kan sparas.",
        AnswerReason::NotAsked => "Här frågas det inget.",
        AnswerReason::NotAlone => "Ett av valen kan bara stå ensamt.",
        AnswerReason::OtherEmpty => "Skriv vad det andra är.",
        AnswerReason::UnaskedComment => "Här efterfrågas ingen kommentar.",
        AnswerReason::SameAsAnother => "Svaret finns redan på en annan rad.",
        AnswerReason::OneRequired => "Minst en av frågorna behöver ett svar.",
        AnswerReason::NotARange => "Ange två tal, det lägsta först.",
        AnswerReason::FileType => "Filer av den typen tas inte emot.",
        AnswerReason::FileName => "Filens namn kan inte sparas.",
        AnswerReason::HasDigit => "Skriv utan siffror.",
        AnswerReason::NoMatch => "Svaret är inte skrivet som det ska.",
        AnswerReason::RuleBroken => "Svaret följer inte enkätens regler.",
        AnswerReason::TooCostly => "Svaren tar för lång tid att kontrollera.",
        AnswerReason::Told { reason, .. } => return answer(reason),
        AnswerReason::WrongFormat(format) => return format!("Skriv {}.", format_words(*format)),
        AnswerReason::TooFewChoices(least) => return format!("Välj minst {least}."),
        AnswerReason::TooManyChoices(most) => return format!("Välj högst {most}."),
        AnswerReason::TooLong(most) => return format!("Skriv högst {most} tecken."),
        AnswerReason::TooLarge(most) => return format!("Skriv högst {most} byte."),
        AnswerReason::BelowMinimum(least) => return format!("Får inte vara under {least}."),
        AnswerReason::AboveMaximum(most) => return format!("Får inte vara över {most}."),
        AnswerReason::NotAStep(step) => return format!("Måste gå i steg om {step}."),
        AnswerReason::TooFewRows(least) => return format!("Ange minst {least}."),
        AnswerReason::TooManyRows(most) => return format!("Ange högst {most}."),
        AnswerReason::RangeTooShort(least) => {
            return format!("Avståndet får inte vara under {least}.");
        }
        AnswerReason::RangeTooLong(most) => return format!("Avståndet får inte vara över {most}."),
        AnswerReason::TooManyFiles(most) => return format!("Lämna högst {most} filer."),
        AnswerReason::FileTooLarge(most) => return format!("En fil får vara högst {most} byte."),
        AnswerReason::TooShort(least) => return format!("Skriv minst {least} tecken."),
        AnswerReason::TooManyAnswers(most) => return format!("Det är fler än {most} svar."),
    };
    fixed.to_owned()
}

const fn format_words(format: Format) -> &'static str {
    match format {
        Format::Email => "en e-postadress",
        Format::Url => "en webbadress",
        Format::Color => "en färg som #1a2b3c",
        Format::Date => "ett datum som 2026-11-23",
        Format::Time => "en tid som 19:50",
        Format::DateTime => "datum och tid som 2026-11-23T19:50",
        Format::Month => "en månad som 2026-11",
        Format::Week => "en vecka som 2026-W48",
    }
}

fn problem(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::NotFound => {
            ("Här finns inget", "Kontrollera adressen, eller fråga den som gav dig den.")
        }
        Kind::StorageUnavailable => (
            "Vi kan inte nås just nu",
            "Inget av det du skrev sparades här. Försök igen om en stund.",
        ),
        Kind::SurveyClosed => ("Enkäten är stängd", "Den tar inte emot fler svar."),
        Kind::QuotaFull => (
            "Tillräckligt många har svarat",
            "Tack, men enkäten har alla svar av det här slaget som den tar emot. Dina svar sparades \
             inte.",
        ),
        Kind::AnsweredDifferently => (
            "Redan mottaget",
            "Andra svar har redan tagits emot från det här formuläret; de första gäller.",
        ),
        Kind::BodyTooLarge => ("För mycket", "Det som skickades är större än vi kan ta emot."),
        Kind::OriginRefused => (
            "Inte från vår egen sida",
            "För din säkerhet tar vi bara emot det här från vår egen sida. Öppna den igen.",
        ),
        Kind::CredentialExpired | Kind::CredentialRefused | Kind::SignInRefused => {
            ("Logga in", "Du är inte inloggad, eller har inte varit aktiv på ett tag.")
        }
        Kind::NotPermitted => ("Inte tillåtet", "Ditt konto har inte rätt till det här."),
        Kind::Internal => ("Något är trasigt hos oss", "Försök igen om en stund."),
        Kind::AnswersRejected
        | Kind::BodyUnreadable
        | Kind::DefinitionRejected
        | Kind::MethodNotAllowed
        | Kind::ParameterRejected
        | Kind::SignatureRefused
        | Kind::SurveyNameTaken
        | Kind::SurveyState
        | Kind::UnsupportedMediaType => (
            "Det här gick inte att förstå",
            "Gå tillbaka och försök igen. Händer det igen, säg till den som skickade dig hit.",
        ),
    }
}

//! English.

use problem::Kind;
use survey::{AnswerReason, Format, Shape};

use super::{
    FailureTexts, LandingTexts, LoginTexts, ReceiptTexts, SendingTexts, SurveyTexts, Texts,
};

pub(crate) static EN: Texts = Texts {
    survey: SurveyTexts {
        untitled: "Survey",
        languages: "Language",
        required: "required",
        required_note: "marks a question that needs an answer.",
        send: "Send answers",
        yes: "Yes",
        no: "No",
        choose: "Choose",
        place: "Place",
        ranking_help: "Give each of them a place; 1 is first.",
        ranking_some_help: "Give places to those that count; 1 is first.",
        entries_help: "Leave empty what you do not need.",
        signature_help: "Choose a picture of your signature.",
        applies: "Only if it applies",
        other: "Other",
        describe: "Describe it",
        none: "None",
        refused: "I do not want to say",
        dont_know: "I do not know",
        comment: "Comment",
        from: "From",
        to: "To",
        keep_file: "Keep",
        total: "Total",
        entry: |number| format!("Entry {number}"),
        files: |most| format!("At most {most} files."),
        file_size: |size| format!("At most {size} a file."),
        errors: "Please mend this first",
        check_receipt: "Check a receipt",
        part: |part, parts| format!("Part {part} of {parts}"),
        stars: |value, most| format!("{value} of {most} stars"),
        faces: |face, faces| format!("Face {face} of {faces}, from sad to happy"),
        how_many: |least, most| match (least, most) {
            (Some(least), Some(most)) if least == most => format!("Choose {least}."),
            (Some(least), Some(most)) => format!("Choose {least} to {most}."),
            (Some(least), None) => format!("Choose at least {least}."),
            (None, Some(most)) => format!("Choose at most {most}."),
            (None, None) => String::new(),
        },
    },
    sending: SendingTexts {
        not_sent: "Not sent yet. Keep this page open: this browser cannot keep the answers.",
        sending: "Sending …",
        received: "Your answers have been received.",
        queued: "Not sent yet. The answers are kept on this device.",
        retrying: "We keep trying by ourselves; you may close the page and come back later.",
        refused: "The answers could not be taken.",
        conflict: "Other answers were already received from this form; the first ones count.",
        closed: "This survey takes no more answers.",
        full: "Thank you, but this survey has all the answers of this kind that it takes.",
        copy: "Copy",
        copied: "Copied",
        fix: "Please mend the answers and send again.",
        needs_answer: "This question needs an answer.",
    },
    receipt: ReceiptTexts {
        thanks: "Thank you!",
        thanks_text: "Keep the receipt: it proves that your response was received, and when.",
        onward: "Continue",
        your_receipt: "Your receipt",
        title: "Check a receipt",
        lead: "Paste the receipt you got when you had answered. We check that it is genuine.",
        field: "Receipt",
        check: "Check",
        genuine: "The receipt is genuine.",
        refused: "This is not a receipt from this survey. Check that all of it was copied.",
        survey: "Survey",
        version: "Version",
        response: "Response",
        received_at: "Received",
        back: "To the survey",
    },
    login: LoginTexts {
        title: "Sign in",
        email: "E-mail address",
        password: "Password",
        sign_in: "Sign in",
        refused: "E-mail address and password do not go together.",
        signed_in: "You are signed in",
        organisation: "Organisation",
        sign_out: "Sign out",
    },
    landing: LandingTexts {
        title: "Surveys whose answers stay where you think they are",
        lead: "Nordsvar asks at the edge of the net, close to whoever answers, and keeps the \
               answers in one place in Sweden.",
        points: [
            (
                "Nothing is lost",
                "An answer is acknowledged once it is safely stored, and waits on \
              the respondent's own device until then. It is stored once, however often it is sent.",
            ),
            (
                "A receipt for everyone",
                "Whoever answers gets a signed receipt, which anyone can check.",
            ),
            (
                "Light and open to all",
                "Pages work without script, by keyboard and with a screen \
              reader. No cookies for respondents, and nobody else's code.",
            ),
        ],
        sign_in: "Sign in",
    },
    failure: FailureTexts {
        closed: "This survey is closed",
        closed_text: "It takes no more answers. Thank you for wanting to give yours.",
        request: "Request",
    },
    answer,
    problem,
};

fn answer(reason: &AnswerReason) -> String {
    let fixed = match reason {
        AnswerReason::UnknownQuestion => "This is not a question of the survey.",
        AnswerReason::Required => "This question needs an answer.",
        AnswerReason::EachRowRequired => "Each row needs an answer.",
        AnswerReason::WrongType(Shape::Number) | AnswerReason::NotNumeric => "Write a number.",
        AnswerReason::WrongType(Shape::Text) => "Write a text.",
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
        | AnswerReason::ChoiceTwice => "Choose among what is offered.",
        AnswerReason::NotARanking => "Give each of them a place of its own.",
        AnswerReason::RowsAlike => "Choose differently in each row.",
        AnswerReason::ControlCharacter => "The text has a character that cannot be kept.",
        AnswerReason::NotAsked => "Nothing is asked here.",
        AnswerReason::NotAlone => "One of the choices can only stand alone.",
        AnswerReason::OtherEmpty => "Write what the other is.",
        AnswerReason::UnaskedComment => "No comment is asked for here.",
        AnswerReason::SameAsAnother => "Another row has this answer.",
        AnswerReason::OneRequired => "At least one of the questions needs an answer.",
        AnswerReason::NotARange => "Give two numbers, the lesser one first.",
        AnswerReason::FileType => "Files of this type are not taken.",
        AnswerReason::FileName => "The name of the file cannot be kept.",
        AnswerReason::HasDigit => "Write without digits.",
        AnswerReason::NoMatch => "The answer is not written as it must be.",
        AnswerReason::RuleBroken => "The answer does not follow the rules of the survey.",
        AnswerReason::TooCostly => "The answers take too long to check.",
        AnswerReason::Told { reason, .. } => return answer(reason),
        AnswerReason::WrongFormat(format) => return format!("Write {}.", format_words(*format)),
        AnswerReason::TooFewChoices(least) => return format!("Choose at least {least}."),
        AnswerReason::TooManyChoices(most) => return format!("Choose at most {most}."),
        AnswerReason::TooLong(most) => return format!("Write at most {most} characters."),
        AnswerReason::TooLarge(most) => return format!("Write at most {most} bytes."),
        AnswerReason::BelowMinimum(least) => return format!("Must not be below {least}."),
        AnswerReason::AboveMaximum(most) => return format!("Must not be above {most}."),
        AnswerReason::NotAStep(step) => return format!("Must be in steps of {step}."),
        AnswerReason::TooFewRows(least) => return format!("Give at least {least}."),
        AnswerReason::TooManyRows(most) => return format!("Give at most {most}."),
        AnswerReason::RangeTooShort(least) => {
            return format!("The distance must not be below {least}.");
        }
        AnswerReason::RangeTooLong(most) => {
            return format!("The distance must not be above {most}.");
        }
        AnswerReason::TooManyFiles(most) => return format!("Give at most {most} files."),
        AnswerReason::FileTooLarge(most) => {
            return format!("A file may have at most {most} bytes.");
        }
        AnswerReason::TooShort(least) => return format!("Write at least {least} characters."),
        AnswerReason::TooManyAnswers(most) => {
            return format!("There are more than {most} answers.");
        }
    };
    fixed.to_owned()
}

const fn format_words(format: Format) -> &'static str {
    format.words()
}

fn problem(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::NotFound => ("Nothing is here", "Check the address, or ask whoever gave it to you."),
        Kind::StorageUnavailable => (
            "We cannot be reached just now",
            "Nothing you wrote was kept here. Please try again in a moment.",
        ),
        Kind::SurveyClosed => ("This survey is closed", "It takes no more answers."),
        Kind::QuotaFull => (
            "Enough have answered",
            "Thank you, but this survey has all the answers of this kind that it takes. Yours were \
             not kept.",
        ),
        Kind::AnsweredDifferently => (
            "Already received",
            "Other answers were already received from this form; the first ones count.",
        ),
        Kind::BodyTooLarge => ("Too much", "What was sent is larger than we can take."),
        Kind::OriginRefused => (
            "Not from our own page",
            "For your safety we take this only from our own page. Please open it again.",
        ),
        Kind::CredentialExpired | Kind::CredentialRefused | Kind::SignInRefused => {
            ("Please sign in", "You are not signed in, or have not been active for a while.")
        }
        Kind::NotPermitted => ("Not allowed", "Your account does not allow this."),
        Kind::Internal => ("Something is broken on our side", "Please try again in a moment."),
        Kind::AnswersRejected
        | Kind::BodyUnreadable
        | Kind::DefinitionRejected
        | Kind::MethodNotAllowed
        | Kind::ParameterRejected
        | Kind::SignatureRefused
        | Kind::SurveyNameTaken
        | Kind::SurveyState
        | Kind::UnsupportedMediaType => (
            "This could not be understood",
            "Go back and try again. If it happens again, tell whoever sent you here.",
        ),
    }
}

//! What is wrong with an answer, as a sentence.

use survey::{AnswerReason, Bound, Format, Number, Shape};

use super::{Plural, Voice, Word};

/// A sentence, and what stands in it.
enum Sentence<'a> {
    Plain(Word),
    Count(Plural, u32),
    Number(Word, &'static str, Number),
    Moment(Word, &'static str, &'a str),
    Bytes(Word, u32),
}

/// What is wrong with an answer, as a sentence.
pub(crate) fn answer(voice: &Voice, reason: &AnswerReason) -> String {
    match sentence(reason.plain()) {
        Sentence::Plain(word) => voice.word(word).to_owned(),
        Sentence::Count(word, count) => {
            voice.count(word, usize::try_from(count).unwrap_or(usize::MAX))
        }
        Sentence::Number(word, name, number) => voice.fill(word, &[(name, &voice.number(number))]),
        Sentence::Moment(word, name, moment) => voice.fill(word, &[(name, &voice.moment(moment))]),
        Sentence::Bytes(word, bytes) => voice.fill(word, &[("size", &voice.size(bytes))]),
    }
}

fn sentence(reason: &AnswerReason) -> Sentence<'_> {
    Sentence::Plain(match reason {
        AnswerReason::UnknownQuestion
        | AnswerReason::NotAsked
        | AnswerReason::UnaskedComment
        | AnswerReason::TooManyAnswers(_) => Word::NOT_ASKED,
        AnswerReason::Required => Word::NEEDS_ANSWER,
        AnswerReason::EachRowRequired => Word::EACH_ROW,
        AnswerReason::OneRequired => Word::ONE_REQUIRED,
        AnswerReason::WrongType(Shape::Number) | AnswerReason::NotNumeric => Word::WRITE_NUMBER,
        AnswerReason::WrongType(Shape::Text) => Word::WRITE_TEXT,
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
        | AnswerReason::ChoiceTwice => Word::NOT_OFFERED,
        AnswerReason::WrongFormat(format) => format_word(*format),
        AnswerReason::NotARanking => Word::NOT_RANKED,
        AnswerReason::NotAlone => Word::NOT_ALONE,
        AnswerReason::OtherEmpty => Word::DESCRIBE,
        AnswerReason::RowsAlike => Word::ROWS_ALIKE,
        AnswerReason::SameAsAnother => Word::SAME_AS_ANOTHER,
        AnswerReason::NotARange => Word::NOT_A_RANGE,
        AnswerReason::ControlCharacter => Word::CONTROL_CHARACTER,
        AnswerReason::HasDigit => Word::HAS_DIGIT,
        AnswerReason::NoMatch => Word::NO_MATCH,
        AnswerReason::RuleBroken | AnswerReason::Told { .. } => Word::RULE_BROKEN,
        AnswerReason::TooCostly => Word::TOO_COSTLY,
        AnswerReason::FileType | AnswerReason::FileContent => Word::FILE_TYPE,
        AnswerReason::FileGone => Word::FILE_GONE,
        AnswerReason::FileName => Word::FILE_NAME,
        AnswerReason::TooFewChoices(least) => return Sentence::Count(Plural::CHOOSE_LEAST, *least),
        AnswerReason::TooManyChoices(most) => return Sentence::Count(Plural::CHOOSE_MOST, *most),
        AnswerReason::TooShort(least) => return Sentence::Count(Plural::TOO_SHORT, *least),
        AnswerReason::TooLong(most) => return Sentence::Count(Plural::TOO_LONG, *most),
        AnswerReason::TooFewRows(least) => return Sentence::Count(Plural::FEW_ROWS, *least),
        AnswerReason::TooManyRows(most) => return Sentence::Count(Plural::MANY_ROWS, *most),
        AnswerReason::TooManyFiles(most) => return Sentence::Count(Plural::FILES, *most),
        AnswerReason::TooLarge(most) => return Sentence::Bytes(Word::TOO_LARGE, *most),
        AnswerReason::FileTooLarge(most) => return Sentence::Bytes(Word::FILE_SIZE, *most),
        AnswerReason::FilesTooLarge(most) => {
            return Sentence::Bytes(Word::FILES_TOGETHER, *most);
        }
        AnswerReason::BelowMinimum(least) => {
            return bound(least, "least", Word::BELOW, Word::TOO_EARLY);
        }
        AnswerReason::AboveMaximum(most) => {
            return bound(most, "most", Word::ABOVE, Word::TOO_LATE);
        }
        AnswerReason::NotAStep(step) => return Sentence::Number(Word::NOT_A_STEP, "step", *step),
        AnswerReason::RangeTooShort(least) => {
            return Sentence::Number(Word::RANGE_SHORT, "least", *least);
        }
        AnswerReason::RangeTooLong(most) => {
            return Sentence::Number(Word::RANGE_LONG, "most", *most);
        }
    })
}

fn bound<'a>(bound: &'a Bound, name: &'static str, number: Word, moment: Word) -> Sentence<'a> {
    match bound {
        Bound::Number(value) => Sentence::Number(number, name, *value),
        Bound::Moment(value) => Sentence::Moment(moment, name, value),
    }
}

const fn format_word(format: Format) -> Word {
    match format {
        Format::Email => Word::WRITE_EMAIL,
        Format::Url => Word::WRITE_URL,
        Format::Color => Word::WRITE_COLOR,
        Format::Date => Word::WRITE_DATE,
        Format::Time => Word::WRITE_TIME,
        Format::DateTime => Word::WRITE_DATE_TIME,
        Format::Month => Word::WRITE_MONTH,
        Format::Week => Word::WRITE_WEEK,
    }
}

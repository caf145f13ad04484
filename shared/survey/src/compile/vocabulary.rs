//! The vocabulary: what a definition may say, and where. The compiler reads by these tables, and
//! the published JSON Schema is made of them.

mod field;
mod group;
mod logic;
mod matrix;
mod media;
mod question;
mod select;
mod survey;

use serde_json::Value;

use super::theme::FONTS;

pub use group::ELEMENT_TYPES;
pub use logic::{TRIGGER_TYPES, VALIDATOR_TYPES};
pub use matrix::CELL_TYPES;
pub use survey::SURVEY;

/// A kind of object in a definition.
#[derive(Debug)]
pub struct Class {
    /// SurveyJS's name for it.
    pub name: &'static str,
    /// Its properties, in groups. No two of them share a name, newer or older.
    pub properties: &'static [&'static [Property]],
}

impl Class {
    /// All of its properties.
    pub fn all(&self) -> impl Iterator<Item = &'static Property> {
        self.properties.iter().flat_map(|group| group.iter())
    }
}

/// One property of a class.
#[derive(Debug)]
pub struct Property {
    /// Its name today.
    pub name: &'static str,
    /// The names it had before, which are taken too.
    pub older: &'static [&'static str],
    /// What its value is.
    pub kind: Kind,
    /// What becomes of it.
    pub status: Status,
    /// Whether it must be there.
    pub needed: bool,
    /// What holds where it is not there.
    pub default: Option<Constant>,
}

/// What becomes of a property.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// It means what it means in SurveyJS.
    Meant,
    /// It is read and left out: it only changes how SurveyJS looks, or it can have no other value
    /// than the one that it has anyway.
    Ignored,
    /// SurveyJS has it; here it is refused.
    NotSupported,
    /// It would fetch from a third party; it is refused.
    ThirdParty,
}

/// What the value of a property is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// True or false.
    Flag,
    /// A number, or a text that is one.
    Number,
    /// A whole number within a range.
    Count {
        /// The least.
        min: i32,
        /// The most.
        max: i32,
    },
    /// One of some words.
    Word(&'static [&'static str]),
    /// One of some values, each with what it is called today.
    OneOf(&'static [(Constant, Constant)]),
    /// Only these values are supported, of more that SurveyJS has.
    Only(&'static [Constant]),
    /// A list of some words.
    Words(&'static [&'static str]),
    /// A text, number, true or false.
    Scalar,
    /// Any JSON at all.
    Any,
    /// A value that an answer can have.
    Answer,
    /// The value of a choice.
    ChoiceValue,
    /// A text that is the same in all languages.
    String,
    /// A language: a BCP 47 tag.
    Locale,
    /// A moment: RFC 3339 with an offset.
    Moment,
    /// A text for people, in one or more languages.
    Text,
    /// A list of texts for people.
    Texts,
    /// A text for people, with markup.
    Markup,
    /// An address to go to, in one or more languages.
    Link,
    /// The address of a picture, in one or more languages.
    Picture,
    /// A colour, as `#rrggbb`.
    Colour,
    /// The name of the object itself.
    Name,
    /// The name of something else.
    Reference,
    /// A list of names.
    References,
    /// An expression.
    Expression,
    /// A list of choices, which may be values alone.
    Choices(&'static Class),
    /// An object.
    Object(&'static Class),
    /// A list of objects.
    List(&'static Class),
    /// A list of objects, each of the class that its `type` names: the words, their classes, and
    /// what may stand behind each word.
    Typed(&'static [(&'static str, &'static Class)], &'static str),
    /// A list of questions and panels: [`ELEMENT_TYPES`].
    Elements,
    /// A list of columns: [`CELL_TYPES`], by `cellType`.
    Columns,
}

/// A value that a property can have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Constant {
    /// True or false.
    Flag(bool),
    /// A number.
    Number(i32),
    /// A word.
    Word(&'static str),
}

impl Constant {
    /// The value as JSON.
    #[must_use]
    pub fn to_json(self) -> Value {
        match self {
            Self::Flag(flag) => Value::from(flag),
            Self::Number(number) => Value::from(number),
            Self::Word(word) => Value::from(word),
        }
    }
}

const YES: Constant = Constant::Flag(true);
const NO: Constant = Constant::Flag(false);

/// A property that means what it means in SurveyJS.
const fn meant(name: &'static str, kind: Kind) -> Property {
    Property { name, older: &[], kind, status: Status::Meant, needed: false, default: None }
}

/// A property that only changes how SurveyJS looks.
const fn looks(name: &'static str) -> Property {
    ignored(name, Kind::Scalar)
}

/// A property that is read and left out.
const fn ignored(name: &'static str, kind: Kind) -> Property {
    Property { status: Status::Ignored, ..meant(name, kind) }
}

/// A property of which only some values are supported.
const fn only(name: &'static str, values: &'static [Constant]) -> Property {
    ignored(name, Kind::Only(values))
}

/// A property that is not supported.
const fn not_supported(name: &'static str) -> Property {
    Property { status: Status::NotSupported, ..meant(name, Kind::Any) }
}

/// A flag that is off where nothing is said.
const fn flag(name: &'static str) -> Property {
    meant(name, Kind::Flag).otherwise(NO)
}

/// A flag that is on where nothing is said.
const fn flag_on(name: &'static str) -> Property {
    meant(name, Kind::Flag).otherwise(YES)
}

/// One of some words, the first of which holds where nothing is said.
const fn word(name: &'static str, words: &'static [&'static str]) -> Property {
    let word = meant(name, Kind::Word(words));
    match words {
        [first, ..] => word.otherwise(Constant::Word(first)),
        [] => word,
    }
}

const fn count(name: &'static str, min: i32, max: i32) -> Property {
    meant(name, Kind::Count { min, max })
}

const fn text(name: &'static str) -> Property {
    meant(name, Kind::Text)
}

const fn expression(name: &'static str) -> Property {
    meant(name, Kind::Expression)
}

impl Property {
    /// The names it had before.
    const fn older(self, older: &'static [&'static str]) -> Self {
        Self { older, ..self }
    }

    /// It must be there.
    const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// What holds where it is not there.
    const fn otherwise(self, default: Constant) -> Self {
        Self { default: Some(default), ..self }
    }

    /// All names that it is taken under, today's first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        core::iter::once(self.name).chain(self.older.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text_set::TextSet;

    fn check(class: &Class) {
        let mut names = TextSet::default();
        for property in class.all() {
            for name in property.names() {
                assert!(names.insert(name.to_owned()), "{}.{name} is there twice", class.name);
            }
            if let Kind::Choices(inner) | Kind::Object(inner) | Kind::List(inner) = property.kind {
                check(inner);
            } else if let Kind::Typed(types, _) = property.kind {
                for (_, class) in types {
                    check(class);
                }
            }
        }
    }

    #[test]
    fn a_property_is_one() {
        check(&SURVEY);
        for (_, class) in ELEMENT_TYPES.iter().chain(CELL_TYPES) {
            check(class);
        }
    }
}

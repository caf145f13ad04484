//! Goes through a source by the vocabulary.

use serde_json::{Map, Value};

use super::compiler::Compiler;
use super::problem::DefinitionReason;
use super::rules::{self, Object};
use super::value::Written;
use super::vocabulary::{CELL_TYPES, Class, ELEMENT_TYPES, Kind, Property, Status};
use super::{MAX_DEPTH, MAX_QUESTIONS};

/// The path of an object's member.
pub(super) fn member(path: &str, name: &str) -> String {
    let starts = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b"_$".contains(&b));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(&byte));
    if starts && plain {
        [path, ".", name].concat()
    } else {
        let escaped = name.replace('\\', "\\\\").replace('\'', "\\'");
        [path, "['", &escaped, "']"].concat()
    }
}

/// The path of a list's item.
pub(super) fn item(path: &str, index: usize) -> String {
    [path, "[", index.to_string().as_str(), "]"].concat()
}

/// The property that said of which class an object is.
pub(super) struct Typed {
    property: &'static str,
    word: &'static str,
}

impl Compiler {
    /// Reads an object of a class; what is wrong with it is left out.
    pub(super) fn object(
        &mut self,
        value: &Value,
        at: &str,
        class: &'static Class,
        typed: Option<&Typed>,
    ) -> Map<String, Value> {
        let mut members = Map::new();
        let Value::Object(source) = value else {
            self.refuse(at, DefinitionReason::WrongType { wanted: "an object" });
            return members;
        };
        for property in class.all() {
            if let Some(value) = self.property(source, at, class, property) {
                members.insert(property.name.to_owned(), value);
            }
        }
        let by = typed.map(|typed| typed.property);
        for name in source.keys().filter(|name| Some(name.as_str()) != by) {
            if !class.all().any(|property| property.names().any(|known| known == name)) {
                self.refuse(&member(at, name), DefinitionReason::UnknownProperty);
            }
        }
        if let Some(Typed { property, word }) = typed {
            members.insert((*property).to_owned(), Value::from(*word));
        }
        rules::check(self, &mut Object { class, source, at, members: &mut members });
        members
    }

    /// Reads one property of an object, under whichever of its names it stands there.
    fn property(
        &mut self,
        source: &Map<String, Value>,
        at: &str,
        class: &'static Class,
        property: &'static Property,
    ) -> Option<Value> {
        let mut there = property.names().filter_map(|name| Some((name, source.get(name)?)));
        let Some((used, value)) = there.next() else {
            if property.needed {
                self.refuse(&member(at, property.name), DefinitionReason::Missing);
            }
            return None;
        };
        for (other, _) in there {
            self.refuse(&member(at, other), DefinitionReason::SameProperty { other: used });
        }
        let path = member(at, used);
        match property.status {
            Status::Meant => {
                let read = self.value(value, &path, property, source, class)?;
                let said = property.default.is_none_or(|default| default.to_json() != read);
                said.then_some(read)
            }
            Status::Ignored => {
                let before = core::mem::replace(&mut self.ignoring, true);
                self.value(value, &path, property, source, class);
                self.ignoring = before;
                None
            }
            Status::NotSupported => {
                self.refuse(&path, DefinitionReason::NotSupported);
                None
            }
            Status::ThirdParty => {
                self.refuse(&path, DefinitionReason::ThirdParty);
                None
            }
        }
    }

    fn value(
        &mut self,
        value: &Value,
        at: &str,
        property: &Property,
        source: &Map<String, Value>,
        class: &'static Class,
    ) -> Option<Value> {
        match property.kind {
            Kind::Flag => self.flag(value, at),
            Kind::Number => self.number(value, at),
            Kind::Count { min, max } => self.count(value, at, min, max),
            Kind::Word(words) => self.word(value, at, words),
            Kind::OneOf(values) => self.one_of(value, at, values),
            Kind::Only(values) => self.only(value, at, values),
            Kind::Words(words) => {
                Some(self.each(value, at, |this, item, at| this.word(item, at, words)))
            }
            Kind::Scalar => self.scalar(value, at).filter(|value| !value.is_null()),
            Kind::Any | Kind::Answer => Some(value.clone()).filter(|value| !value.is_null()),
            Kind::ChoiceValue => self.choice_value(value, at).map(|value| value.to_json()),
            Kind::String => self.string(value, at).map(Value::from),
            Kind::Locale => self.locale(value, at),
            Kind::Moment => self.moment(value, at),
            Kind::Text => self.text(value, at, Written::Text),
            Kind::Texts => {
                Some(self.each(value, at, |this, item, at| this.text(item, at, Written::Text)))
            }
            Kind::Markup => self.text(value, at, Written::Markup),
            Kind::Link => self.text(value, at, Written::Link),
            Kind::Picture => self.text(value, at, Written::Picture),
            Kind::Colour => self.colour(value, at),
            Kind::Name => {
                let name = self.string(value, at)?;
                self.name(name, at, class);
                Some(Value::from(name))
            }
            Kind::Reference => self.reference(value, at),
            Kind::References => Some(self.each(value, at, Self::reference)),
            Kind::Expression => self.condition(value, at, property.needed),
            Kind::Choices(inner) => Some(self.choices(value, at, inner)),
            Kind::Object(inner) => {
                let inner = self.object(value, at, inner, None);
                (!inner.is_empty()).then_some(Value::Object(inner))
            }
            Kind::List(inner) => Some(self.within(source, property.name, |this| {
                this.each(value, at, |this, item, at| {
                    Some(Value::Object(this.object(item, at, inner, None)))
                })
            })),
            Kind::Typed(types, suffix) => {
                Some(self.each(value, at, |this, item, at| this.typed(item, at, types, suffix)))
            }
            Kind::Elements => self.elements(value, at, source, property.name),
            Kind::Columns => Some(self.within(source, property.name, |this| {
                this.each(value, at, |this, item, at| this.column(item, at, source))
            })),
        }
    }

    /// Reads each item of a list; what is wrong is left out.
    fn each(
        &mut self,
        value: &Value,
        at: &str,
        mut read: impl FnMut(&mut Self, &Value, &str) -> Option<Value>,
    ) -> Value {
        let mut items = Vec::new();
        for (index, inner) in self.list(value, at).iter().enumerate() {
            items.extend(read(self, inner, &item(at, index)));
        }
        Value::Array(items)
    }

    /// Reads what stands inside of a question, where names are the question's own.
    fn within(
        &mut self,
        source: &Map<String, Value>,
        property: &str,
        read: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        if !matches!(property, "items" | "columns" | "templateElements") {
            return read(self);
        }
        let name = source.get("name").and_then(Value::as_str).unwrap_or_default();
        let before = self.names.enter(name);
        let value = read(self);
        self.names.scope = before;
        value
    }

    fn reference(&mut self, value: &Value, at: &str) -> Option<Value> {
        let name = self.string(value, at)?;
        (!name.is_empty()).then(|| Value::from(name))
    }

    /// An expression; an empty one is none.
    fn condition(&mut self, value: &Value, at: &str, needed: bool) -> Option<Value> {
        let text = self.string(value, at)?;
        if text.trim().is_empty() {
            if needed {
                self.refuse(at, DefinitionReason::Missing);
            }
            return None;
        }
        self.expression(text, at).map(|_| Value::from(text))
    }

    /// An object of the class that its `type` names.
    fn typed(
        &mut self,
        value: &Value,
        at: &str,
        types: &'static [(&'static str, &'static Class)],
        suffix: &str,
    ) -> Option<Value> {
        if !value.is_object() {
            self.refuse(at, DefinitionReason::WrongType { wanted: "an object" });
            return None;
        }
        let path = member(at, "type");
        let Some(word) = value.get("type") else {
            self.refuse(&path, DefinitionReason::Missing);
            return None;
        };
        let word = self.string(word, &path)?;
        let named = |known: &str| {
            word.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest == suffix)
        };
        let Some((word, class)) = types.iter().find(|(known, _)| named(known)) else {
            // Of what is of no known type, no property can be told to be wrong.
            let words: Vec<_> = types.iter().map(|(word, _)| *word).collect();
            self.refuse(&path, DefinitionReason::NotAWord { wanted: words.join(", ") });
            return None;
        };
        let by = Typed { property: "type", word };
        Some(Value::Object(self.object(value, at, class, Some(&by))))
    }

    fn elements(
        &mut self,
        value: &Value,
        at: &str,
        source: &Map<String, Value>,
        property: &str,
    ) -> Option<Value> {
        let empty = value.as_array().is_some_and(Vec::is_empty);
        if self.depth > MAX_DEPTH && !empty {
            self.refuse(at, DefinitionReason::TooDeep { max: MAX_DEPTH });
            return None;
        }
        self.depth += 1;
        let elements = self.within(source, property, |this| {
            this.each(value, at, |this, item, at| this.typed(item, at, ELEMENT_TYPES, ""))
        });
        self.depth -= 1;
        Some(elements)
    }

    /// A column, which is a question of the type that it or its matrix says.
    fn column(&mut self, value: &Value, at: &str, matrix: &Map<String, Value>) -> Option<Value> {
        let own = value.get("cellType").and_then(Value::as_str).filter(|word| *word != "default");
        let word = own.or_else(|| matrix.get("cellType").and_then(Value::as_str));
        let known = CELL_TYPES.iter().find(|(known, _)| Some(*known) == word);
        let (_, class) = known.or_else(|| CELL_TYPES.first())?;
        Some(Value::Object(self.object(value, at, class, None)))
    }

    /// Counts a question.
    pub(super) fn count_question(&mut self) {
        self.questions += 1;
        if self.questions == MAX_QUESTIONS + 1 {
            let what = "questions";
            self.refuse("$", DefinitionReason::TooMany { max: MAX_QUESTIONS, what });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (name, want) in [
            ("title", "$.title"),
            ("pt-br", "$['pt-br']"),
            ("it's", "$['it\\'s']"),
            ("", "$['']"),
            ("1a", "$['1a']"),
        ] {
            assert_eq!(member("$", name), want, "{name}");
        }
    }
}

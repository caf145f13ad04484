//! Names that must name something.

use super::compiler::Compiler;
use super::names::PART;
use super::problem::DefinitionReason;

/// A name that must name something, once all names are known.
pub(super) struct Target {
    pub(super) at: String,
    pub(super) name: String,
    /// The scope in which the name stands.
    pub(super) scope: String,
    pub(super) wanted: Wanted,
}

/// What a name must name.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    /// What choices can be taken over from.
    Choices,
    /// What has a value.
    Valued,
    /// Any question.
    Question,
    Page,
    /// A question inside of the one whose scope is given.
    Inner,
    /// Nothing: the text beside an answer is kept under it.
    Nothing,
}

impl Wanted {
    const fn words(self) -> &'static str {
        match self {
            Self::Choices => "a question with choices, rows or panels",
            Self::Valued => "a question that has answers",
            Self::Question => "a question",
            Self::Page => "a page",
            Self::Inner => "a question of the rows or panels",
            Self::Nothing => "nothing",
        }
    }

    /// Whether a class is what is wanted.
    fn is(self, class: &str) -> bool {
        match self {
            Self::Choices => matches!(
                class,
                "radiogroup"
                    | "checkbox"
                    | "dropdown"
                    | "tagbox"
                    | "buttongroup"
                    | "ranking"
                    | "imagepicker"
                    | "matrixdynamic"
                    | "paneldynamic"
            ),
            Self::Valued => !matches!(class, "panel" | "html" | "image" | "calculatedvalue"),
            Self::Question => !matches!(class, "panel" | "calculatedvalue"),
            Self::Inner => !matches!(class, "panel" | "html" | "image"),
            Self::Page | Self::Nothing => false,
        }
    }
}

impl Compiler {
    /// Refuses each name that does not name what it must.
    pub(super) fn check_targets(&mut self) {
        for target in core::mem::take(&mut self.targets) {
            let Target { at, name, scope, wanted } = target;
            let lower = name.to_lowercase();
            let inner = [scope.as_str(), lower.as_str()].concat();
            let class = self.names.class(&inner);
            let outer = || self.names.class(&lower);
            let good = match wanted {
                Wanted::Page => self.names.is_page(&name),
                Wanted::Inner => class.is_some_and(|class| wanted.is(class)),
                Wanted::Nothing => class.is_none() && !self.names.is_value(&inner),
                Wanted::Choices | Wanted::Question => {
                    class.or_else(outer).is_some_and(|class| wanted.is(class))
                }
                Wanted::Valued => {
                    class.is_some_and(|class| wanted.is(class)) || self.names.is_value(&inner)
                }
            };
            if !good {
                let reason = match wanted {
                    Wanted::Nothing => DefinitionReason::CommentName,
                    Wanted::Choices
                    | Wanted::Valued
                    | Wanted::Question
                    | Wanted::Page
                    | Wanted::Inner => DefinitionReason::NotATarget { wanted: wanted.words() },
                };
                self.refuse(&at, reason);
            }
        }
    }
}

/// A name as people have it, out of the key that it is kept under.
pub(super) fn shown(key: &str) -> String {
    key.replace(PART, ".")
}

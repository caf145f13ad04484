//! The application's variables: declared by the manifest, given by whoever runs it.

use crate::template::Template;
use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock};

/// A variable's name under Spin's rules: lower-case ASCII letters, digits and single underscores
/// between them, a letter first.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct VariableName(String);

/// A text that breaks the rules of [`VariableName`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "{0:?} is not a variable name: lower-case letters, digits and single underscores between \
     them, a letter first"
)]
pub(crate) struct InvalidVariableName(String);

/// What the manifest says of a variable.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Declaration {
    /// Must be given from outside.
    Required,
    /// Has this value unless another is given.
    Default(String),
}

/// A variable that is declared as required and was not given.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "variable {name:?} is required and not set: give --variable {name}=VALUE or the environment \
     variable {environment}",
    name = .0.as_str(),
    environment = .0.environment()
)]
pub(crate) struct Unset(pub(crate) VariableName);

/// A variable that the manifest does not have.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("the manifest declares no variable {0:?}")]
pub(crate) struct Undeclared(pub(crate) String);

/// All variables with their values. An override, set while running, wins over a given value, a
/// given one over the default.
#[derive(Debug)]
pub(crate) struct Variables {
    values: BTreeMap<VariableName, Option<String>>,
    overrides: RwLock<HashMap<VariableName, String>>,
}

impl VariableName {
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidVariableName> {
        let plain = text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        let begins = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if plain && begins && !text.ends_with('_') && !text.contains("__") {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidVariableName::new(text))
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The environment variable that gives this variable's value, as Spin names it.
    pub(crate) fn environment(&self) -> String {
        format!("SPIN_VARIABLE_{}", self.0.to_ascii_uppercase())
    }
}

impl InvalidVariableName {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Variables {
    /// Gathers the values: from `given` (`name=value` pairs of the command line), then from
    /// `environment`, then the declared default.
    pub(crate) fn gather(
        declared: &BTreeMap<VariableName, Declaration>,
        given: &[(String, String)],
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Undeclared> {
        let known = |name: &str| declared.keys().any(|declared| declared.as_str() == name);
        if let Some((name, _)) = given.iter().find(|(name, _)| !known(name)) {
            return Err(Undeclared(name.clone()));
        }
        let value = |name: &VariableName, declaration: &Declaration| {
            let given = given.iter().rev().find(|(given, _)| given == name.as_str());
            given
                .map(|(_, value)| value.clone())
                .or_else(|| environment(&name.environment()))
                .or_else(|| declaration.default_value())
        };
        let values = declared
            .iter()
            .map(|(name, declaration)| (name.clone(), value(name, declaration)))
            .collect();
        Ok(Self { values, overrides: RwLock::default() })
    }

    /// Fills `template` with the values of this moment.
    pub(crate) fn fill(&self, template: &Template) -> Result<String, Unset> {
        let overrides = self.overrides.read().unwrap_or_else(PoisonError::into_inner);
        template.fill(|name| {
            let value = overrides.get(name).or_else(|| self.values.get(name)?.as_ref());
            value.cloned().ok_or_else(|| Unset(name.clone()))
        })
    }

    /// Gives `name` another value from now on.
    pub(crate) fn set_override(&self, name: &str, value: String) -> Result<(), Undeclared> {
        let name = self.declared(name)?;
        self.overrides.write().unwrap_or_else(PoisonError::into_inner).insert(name, value);
        Ok(())
    }

    /// Lets `name` have the value it started with again. Repeating this changes nothing.
    pub(crate) fn clear_override(&self, name: &str) -> Result<(), Undeclared> {
        let name = self.declared(name)?;
        self.overrides.write().unwrap_or_else(PoisonError::into_inner).remove(&name);
        Ok(())
    }

    fn declared(&self, name: &str) -> Result<VariableName, Undeclared> {
        let found = self.values.keys().find(|declared| declared.as_str() == name);
        found.cloned().ok_or_else(|| Undeclared(name.to_owned()))
    }
}

impl Declaration {
    fn default_value(&self) -> Option<String> {
        match self {
            Self::Required => None,
            Self::Default(value) => Some(value.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_rules_of_spin() {
        for (text, valid) in [
            ("zone", true),
            ("submit_key", true),
            ("a1", true),
            ("a_1_b", true),
            ("", false),
            ("Zone", false),
            ("1a", false),
            ("_a", false),
            ("a_", false),
            ("a__b", false),
            ("a-b", false),
            ("å", false),
        ] {
            assert_eq!(VariableName::parse(text).is_ok(), valid, "{text:?}");
        }
    }

    fn variables(given: &[(&str, &str)]) -> Result<Variables, Undeclared> {
        let name = |text| VariableName::parse(text).unwrap();
        let declared = BTreeMap::from([
            (name("needed"), Declaration::Required),
            (name("zone"), Declaration::Default("se".to_owned())),
        ]);
        let given: Vec<_> =
            given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Variables::gather(&declared, &given, |name| {
            (name == "SPIN_VARIABLE_ZONE").then(|| "no".to_owned())
        })
    }

    fn value(variables: &Variables, name: &str) -> Result<String, Unset> {
        variables.fill(&Template::parse(&format!("{{{{ {name} }}}}")).unwrap())
    }

    #[test]
    fn the_nearest_value_wins() {
        let plain = variables(&[]).unwrap();
        assert_eq!(value(&plain, "zone").as_deref(), Ok("no"), "environment over default");
        let needed = VariableName::parse("needed").unwrap();
        assert_eq!(value(&plain, "needed"), Err(Unset(needed)), "required and not given");

        let given = variables(&[("zone", "fi"), ("zone", "dk")]).unwrap();
        assert_eq!(value(&given, "zone").as_deref(), Ok("dk"), "last on the command line");
        given.set_override("zone", "is".to_owned()).unwrap();
        assert_eq!(value(&given, "zone").as_deref(), Ok("is"), "override");
        given.clear_override("zone").unwrap();
        assert_eq!(value(&given, "zone").as_deref(), Ok("dk"), "override gone");
    }

    #[test]
    fn only_declared_variables_exist() {
        assert_eq!(variables(&[("other", "1")]).err(), Some(Undeclared("other".to_owned())));
        let plain = variables(&[]).unwrap();
        let other = Undeclared("other".to_owned());
        assert_eq!(plain.set_override("other", String::new()), Err(other));
    }

    #[test]
    fn an_unset_variable_is_named_with_what_to_do() {
        let text = Unset(VariableName::parse("submit_key").unwrap()).to_string();
        assert!(text.contains("--variable submit_key=VALUE"), "{text}");
        assert!(text.contains("SPIN_VARIABLE_SUBMIT_KEY"), "{text}");
    }
}

//! `spin.toml`, as far as this host serves it.

mod wire;

use crate::route::{InvalidRoute, Route};
use crate::template::{InvalidTemplate, Template};
use crate::variable::{Declaration, InvalidVariableName, VariableName};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The one database a component can be granted.
pub(crate) const DATABASE: &str = "default";

/// A manifest that was read and makes sense in itself.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) variables: BTreeMap<VariableName, Declaration>,
    pub(crate) routes: Vec<Route>,
    pub(crate) components: BTreeMap<String, ComponentManifest>,
}

/// What the manifest says of one component: where it is and what it is granted.
#[derive(Debug)]
pub(crate) struct ComponentManifest {
    /// The component's file, relative to the manifest's folder.
    pub(crate) source: PathBuf,
    pub(crate) outbound_hosts: Vec<Template>,
    pub(crate) databases: BTreeSet<String>,
    pub(crate) variables: BTreeMap<VariableName, Template>,
    pub(crate) environment: BTreeMap<String, String>,
}

/// Why a manifest is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvalidManifest {
    #[error("it is not a manifest this host serves: {0}")]
    Form(#[from] toml::de::Error),
    #[error("spin_manifest_version is {0}, and this host reads version 2")]
    Version(i64),
    #[error(transparent)]
    Route(#[from] InvalidRoute),
    #[error("route {0:?} has private = false: give a path, or private = true")]
    NotPrivate(String),
    #[error("a [[trigger.http]] names the component {0:?}, which has no [component.{0}]")]
    NoSuchComponent(String),
    #[error("{0:?} is not a component id: letters, digits and '-'")]
    ComponentId(String),
    #[error(transparent)]
    VariableName(#[from] InvalidVariableName),
    #[error("variable {0:?} must have either required = true or a default")]
    Declaration(String),
    #[error("component {component:?}, {key}: {error}")]
    Template { component: String, key: String, error: InvalidTemplate },
    #[error("component {component:?}, {key}: the manifest declares no variable {variable:?}")]
    Undeclared { component: String, key: String, variable: String },
    #[error(
        "component {component:?} asks for the database {database:?}; this host has \"default\""
    )]
    Database { component: String, database: String },
    #[error("--component-id {0:?} is not in the manifest, which has: {1}")]
    NotAComponent(String, String),
}

impl Manifest {
    /// Reads a manifest's text. Every key that this host does not act on is refused, so that no
    /// grant or limit is believed to hold when it does not.
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidManifest> {
        let wire: wire::Manifest = toml::from_str(text)?;
        if wire.spin_manifest_version != 2 {
            return Err(InvalidManifest::Version(wire.spin_manifest_version));
        }
        let variables = declarations(wire.variables)?;
        let components = wire.component.into_iter();
        let components: BTreeMap<_, _> = components
            .map(|(id, component)| {
                let checked = checked(&id, component, &variables)?;
                Ok::<_, InvalidManifest>((id, checked))
            })
            .collect::<Result<_, _>>()?;
        let routes = routes(wire.trigger.http, &components)?;
        Ok(Self { variables, routes, components })
    }

    /// Leaves only the components of `ids` and their routes; all of them if there are no `ids`.
    pub(crate) fn retain(&mut self, ids: &[String]) -> Result<(), InvalidManifest> {
        if let Some(id) = ids.iter().find(|id| !self.components.contains_key(*id)) {
            let known = self.components.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(InvalidManifest::NotAComponent(id.clone(), known));
        }
        if !ids.is_empty() {
            self.components.retain(|id, _| ids.contains(id));
            self.routes.retain(|route| self.components.contains_key(route.component()));
        }
        Ok(())
    }
}

fn declarations(
    variables: BTreeMap<String, wire::Variable>,
) -> Result<BTreeMap<VariableName, Declaration>, InvalidManifest> {
    let mut declared = BTreeMap::new();
    for (name, variable) in variables {
        let declaration = match (variable.required, variable.default) {
            (true, None) => Declaration::Required,
            (false, Some(value)) => Declaration::Default(value),
            (true, Some(_)) | (false, None) => return Err(InvalidManifest::Declaration(name)),
        };
        declared.insert(VariableName::parse(&name)?, declaration);
    }
    Ok(declared)
}

fn routes(
    triggers: Vec<wire::HttpTrigger>,
    components: &BTreeMap<String, ComponentManifest>,
) -> Result<Vec<Route>, InvalidManifest> {
    let mut routes = Vec::new();
    for trigger in triggers {
        if !components.contains_key(&trigger.component) {
            return Err(InvalidManifest::NoSuchComponent(trigger.component));
        }
        match trigger.route {
            wire::Route::Path(path) => routes.push(Route::parse(&path, &trigger.component)?),
            wire::Route::Private(wire::Private { private: true }) => {}
            wire::Route::Private(wire::Private { private: false }) => {
                return Err(InvalidManifest::NotPrivate(trigger.component));
            }
        }
    }
    Ok(routes)
}

fn checked(
    id: &str,
    component: wire::Component,
    declared: &BTreeMap<VariableName, Declaration>,
) -> Result<ComponentManifest, InvalidManifest> {
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(InvalidManifest::ComponentId(id.to_owned()));
    }
    if let Some(database) = component.sqlite_databases.iter().find(|name| *name != DATABASE) {
        let (component, database) = (id.to_owned(), database.clone());
        return Err(InvalidManifest::Database { component, database });
    }
    let read = |key: &str, text: &str| template(id, key, text, declared);
    let hosts = component.allowed_outbound_hosts.iter();
    let mut variables = BTreeMap::new();
    for (name, text) in component.variables {
        let text = read(&format!("variable {name}"), &text)?;
        variables.insert(VariableName::parse(&name)?, text);
    }
    Ok(ComponentManifest {
        source: component.source,
        outbound_hosts: hosts
            .map(|host| read("allowed_outbound_hosts", host))
            .collect::<Result<_, _>>()?,
        databases: component.sqlite_databases,
        variables,
        environment: component.environment,
    })
}

fn template(
    component: &str,
    key: &str,
    text: &str,
    declared: &BTreeMap<VariableName, Declaration>,
) -> Result<Template, InvalidManifest> {
    let (component, key) = (component.to_owned(), key.to_owned());
    let template = match Template::parse(text) {
        Ok(template) => template,
        Err(error) => return Err(InvalidManifest::Template { component, key, error }),
    };
    if let Some(name) = template.variables().find(|name| !declared.contains_key(*name)) {
        let variable = name.as_str().to_owned();
        return Err(InvalidManifest::Undeclared { component, key, variable });
    }
    Ok(template)
}

#[cfg(test)]
mod tests;

//! `spin:variables`: the host's side of components' variables.

use crate::binding::variables::{Error, Host, HostWithStore};
use crate::component::Component;
use crate::variable::VariableName;
use wasmtime::component::{Accessor, HasData};

/// Names [`VariablesView`] to the linker.
pub(crate) struct SpinVariables;

/// What the interface needs of an instance.
pub(crate) struct VariablesView<'a>(pub(crate) &'a Component);

impl HasData for SpinVariables {
    type Data<'a> = VariablesView<'a>;
}

impl Host for VariablesView<'_> {}

impl VariablesView<'_> {
    fn value(&self, name: &str) -> Result<String, Error> {
        let parsed = VariableName::parse(name);
        let parsed = parsed.map_err(|error| Error::InvalidName(error.to_string()))?;
        let value = self.0.variable(&parsed).ok_or_else(|| {
            Error::Undefined(format!("no variable for {:?}.{name:?}", self.0.id()))
        })?;
        value.map_err(|unset| Error::Provider(unset.to_string()))
    }
}

impl<T> HostWithStore<T> for SpinVariables {
    async fn get(
        accessor: &Accessor<T, Self>,
        name: String,
    ) -> wasmtime::Result<Result<String, Error>> {
        Ok(accessor.with(|mut access| access.get().value(&name)))
    }
}

//! Installs and builds what the platform needs.

use super::EdgeHost;
use super::node::Program;
use crate::checkout::Checkout;
use crate::progress::Plan;
use crate::{builds, setup, wasm_std};
use anyhow::{Context as _, Result};
use std::cell::RefCell;

/// What was built.
pub(crate) struct Built {
    /// What serves components.
    pub(crate) program: Program,
}

/// Installs and builds all of it, the local host too; what is there stays.
pub(crate) fn run(checkout: &Checkout, edge_host: EdgeHost) -> Result<Built> {
    run_on(checkout, edge_host, None)
}

/// The same; if there is a `spin` to serve components, the local host is not built.
pub(crate) fn run_on(
    checkout: &Checkout,
    edge_host: EdgeHost,
    spin: Option<Program>,
) -> Result<Built> {
    wasm_std::ensure(checkout)?;
    let (program, tools) = (RefCell::new(spin), RefCell::new(None));
    let mut plan = Plan::default();
    plan.add("installing the web tools", || setup::npm(checkout));
    plan.add("building the page and the widget", || builds::widget(checkout));
    plan.add("building storage", || builds::spin(checkout, &[builds::STORAGE]));
    for function in
        builds::EDGE.into_iter().chain([builds::TOOL, builds::IDENTITY, builds::COURIER])
    {
        plan.add(format!("building {function}"), move || builds::spin(checkout, &[function]));
    }
    match edge_host {
        EdgeHost::Components => {}
        EdgeHost::Workers => {
            plan.add("installing what builds Workers", || {
                tools.replace(Some(setup::worker_tools(checkout)?));
                Ok(())
            });
            for function in builds::EDGE {
                let tools = &tools;
                plan.add(format!("building {function} as a Worker"), move || {
                    let tools = tools.borrow();
                    let tools = tools.as_ref().context("what builds Workers is not there")?;
                    builds::workers(checkout, tools, &[function])
                });
            }
        }
    }
    if program.borrow().is_none() {
        plan.add("building the local host", || {
            program.replace(Some(Program::Node(builds::node(checkout)?)));
            Ok(())
        });
    }
    plan.run()?;
    let program = program.into_inner().context("the local host was not built")?;
    Ok(Built { program })
}

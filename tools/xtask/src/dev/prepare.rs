//! Installs and builds what the platform needs.

use super::EdgeHost;
use crate::checkout::Checkout;
use crate::progress::Plan;
use crate::{builds, setup, wasm_std};
use anyhow::{Context as _, Result};
use std::cell::RefCell;
use std::path::PathBuf;

/// What was built.
pub(crate) struct Built {
    /// The local host.
    pub(crate) node: PathBuf,
}

/// Installs and builds all of it; what is there stays.
pub(crate) fn run(checkout: &Checkout, edge_host: EdgeHost) -> Result<Built> {
    wasm_std::ensure(checkout)?;
    let (node, tools) = (RefCell::new(None), RefCell::new(None));
    let mut plan = Plan::default();
    plan.add("installing the web tools", || setup::npm(checkout));
    plan.add("building the page and the widget", || builds::widget(checkout));
    plan.add("building storage", || builds::spin(checkout, &[builds::STORAGE]));
    for function in builds::EDGE {
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
    plan.add("building the local host", || {
        node.replace(Some(builds::node(checkout)?));
        Ok(())
    });
    plan.run()?;
    let node = node.into_inner().context("the local host was not built")?;
    Ok(Built { node })
}

//! `cargo xtask build`.

use crate::checkout::Checkout;
use crate::progress::Plan;
use crate::{builds, setup, wasm_std};
use anyhow::Result;
use clap::ValueEnum;

/// What `build` can be told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// What to build. Without it, all.
    #[arg(value_enum)]
    parts: Vec<Part>,
}

/// A part that is built by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Part {
    /// The browser's part.
    Widget,
    /// The functions as Spin components.
    Spin,
    /// The functions at the edge as Workers.
    Workers,
    /// The local host.
    Node,
}

impl Options {
    /// Everything that is deployed.
    pub(crate) fn deployed() -> Self {
        Self { parts: vec![Part::Spin, Part::Workers] }
    }
}

/// Installs what the parts need and builds them.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let asked = |part| options.parts.is_empty() || options.parts.contains(&part);
    let (spin, workers) = (asked(Part::Spin), asked(Part::Workers));
    if spin || workers {
        wasm_std::ensure(checkout)?;
    }
    let mut plan = Plan::default();
    // The page is part of a function, so it is built before them.
    if asked(Part::Widget) || spin || workers {
        plan.add("installing the web tools", || setup::npm(checkout));
        plan.add("building the page and the widget", || builds::widget(checkout));
    }
    if spin {
        plan.add("building the functions for Spin", || builds::spin(checkout, &builds::FUNCTIONS));
    }
    if workers {
        plan.add("building the functions for Workers", || {
            let tools = setup::worker_tools(checkout)?;
            builds::workers(checkout, &tools, &builds::EDGE)
        });
    }
    if asked(Part::Node) {
        plan.add("building the local host", || builds::node(checkout).map(drop));
    }
    plan.run()
}

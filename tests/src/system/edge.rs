//! What runs at the edge.

/// A function, with the paths that are its own and where it says it is well.
pub(super) type Served = (&'static str, &'static [&'static str], &'static str);

/// The functions at the edge, each with the paths that are its own and where it says it is well.
pub(super) const EDGE: [Served; 9] = [
    ("submit", &["/"], "/healthz"),
    ("assets", &["/assets", "/widget.js"], "/assets/healthz"),
    ("login", &["/login"], "/login/healthz"),
    ("api", &["/api"], "/api/healthz"),
    ("customer-zone", &["/zone"], "/zone/healthz"),
    (
        "store-evaluator",
        &["/apps/store-evaluator", "/api/v1/apps/store-evaluator"],
        "/apps/store-evaluator/healthz",
    ),
    (
        "delivery-control",
        &["/apps/delivery-control", "/apps/leveranskontroll", "/api/v1/apps/delivery-control"],
        "/apps/delivery-control/healthz",
    ),
    (
        "stay-evaluator",
        &["/apps/stay-evaluator", "/api/v1/apps/stay-evaluator"],
        "/apps/stay-evaluator/healthz",
    ),
    ("why-cancel", &["/apps/why-cancel", "/api/v1/apps/why-cancel"], "/apps/why-cancel/healthz"),
];

//! The Spin interfaces this host provides, generated from `wit/`.

mod generated {
    wasmtime::component::bindgen!({
        path: "wit",
        world: "nordsvar:node/imports",
        imports: { default: async | trappable },
        with: { "spin:sqlite/sqlite.connection": crate::sqlite::Connection },
    });
}

pub(crate) use generated::spin::sqlite::sqlite;
pub(crate) use generated::spin::variables::variables;

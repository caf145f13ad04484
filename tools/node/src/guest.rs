//! What one instance of a component has on the host's side.

use crate::component::Component;
use crate::configuration::{SpinVariables, VariablesView};
use crate::outbound::Outbound;
use crate::output::Lines;
use crate::sqlite::{Sqlite, SqliteView};

use crate::binding;
use std::net::SocketAddr;
use std::sync::Arc;
use wasmtime::Engine;
use wasmtime::component::{Linker, ResourceTable};
use wasmtime_wasi::sockets::SocketAddrUse;
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

/// The data of one instance's store.
pub(crate) struct Guest {
    wasi: WasiCtx,
    http: WasiHttpCtx,
    outbound: Outbound,
    table: ResourceTable,
    component: Arc<Component>,
}

impl Guest {
    /// A guest with what its component is granted, and nothing else: no files, no arguments, no
    /// environment but the manifest's.
    pub(crate) fn new(component: Arc<Component>) -> Self {
        Self {
            wasi: wasi(&component),
            http: WasiHttpCtx::new(),
            outbound: Outbound::new(Arc::clone(&component)),
            table: ResourceTable::new(),
            component,
        }
    }

    fn sqlite(&mut self) -> SqliteView<'_> {
        SqliteView { table: &mut self.table, component: &self.component }
    }

    fn variables(&mut self) -> VariablesView<'_> {
        VariablesView(&self.component)
    }
}

/// Sockets may be used, each address as granted. Names are not looked up for them, as in Spin: a
/// look-up tells the name to whoever answers it.
fn wasi(component: &Arc<Component>) -> WasiCtx {
    let mut wasi = WasiCtx::builder();
    for (name, value) in component.environment() {
        wasi.env(name, value);
    }
    let granting = Arc::clone(component);
    wasi.stdout(Lines::new())
        .stderr(Lines::new())
        .allow_tcp(true)
        .allow_udp(true)
        .socket_addr_check(move |address, reason| {
            let granted = allows_socket(&granting, address, reason);
            Box::pin(std::future::ready(granted))
        });
    wasi.build()
}

/// Whether a socket may be used so. A component never listens; binding is granted only where it is
/// part of connecting.
fn allows_socket(component: &Component, address: SocketAddr, reason: SocketAddrUse) -> bool {
    match reason {
        SocketAddrUse::TcpBind | SocketAddrUse::UdpBind => {
            address.ip().is_unspecified() && address.port() == 0
        }
        SocketAddrUse::TcpListen | SocketAddrUse::TcpAccept => false,
        SocketAddrUse::TcpConnect => component.outbound_hosts().allow_address("tcp", address),
        SocketAddrUse::UdpSend | SocketAddrUse::UdpReceive => {
            component.outbound_hosts().allow_address("udp", address)
        }
    }
}

impl WasiView for Guest {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

impl WasiHttpView for Guest {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView { ctx: &mut self.http, table: &mut self.table, hooks: &mut self.outbound }
    }
}

/// A linker with all this host provides: WASI 0.3 and 0.2 with HTTP, `spin:sqlite` and
/// `spin:variables`.
pub(crate) fn linker(engine: &Engine) -> wasmtime::Result<Linker<Guest>> {
    let mut linker = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    wasmtime_wasi::p3::add_to_linker(&mut linker)?;
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker)?;
    wasmtime_wasi_http::p3::add_to_linker(&mut linker)?;
    binding::sqlite::add_to_linker::<_, Sqlite>(&mut linker, Guest::sqlite)?;
    binding::variables::add_to_linker::<_, SpinVariables>(&mut linker, Guest::variables)?;
    Ok(linker)
}

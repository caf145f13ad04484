//! What hosts of a test serve.

/// Which functions a host serves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Those at the edge.
    Edge,
    /// Storage.
    Storage,
    /// The Survey Tool, where the edge runs on workerd.
    Tool,
    /// The courier.
    Courier,
    /// The clinic's app.
    Clinic,
}

impl Role {
    /// What its folder is called.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Edge => "edge",
            Self::Storage => "storage",
            Self::Tool => "tool",
            Self::Courier => "courier",
            Self::Clinic => "clinic",
        }
    }
}

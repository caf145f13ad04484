//! The largest bodies.

/// The largest body of what takes none, in bytes.
pub(super) const NO_BODY: usize = 0;

/// Of what takes a few fields.
pub(super) const SMALL: usize = 16 * 1024;

/// Of a response: what the edge takes, with room for what becomes longer as JSON.
pub(super) const RESPONSE: usize = 768 * 1024;

/// Of a survey's definition.
pub(super) const DEFINITION: usize = 1_000_000;

/// Of a file, with what is said of it.
pub(super) const FILE: usize = survey::MAX_FILE_BYTES as usize + 4 * 1024;

/// Of an app instance, with its texts.
pub(super) const INSTANCE: usize = 1_000_000;

/// Of what an app tells, with room for what becomes longer on the way.
pub(super) const EVENTS: usize = 4_000_000;

/// Of the people of a file.
pub(super) const PEOPLE: usize = 8_000_000;

/// Of what is known of somebody, with as many fields as there may be.
pub(super) const PERSON: usize = 1_000_000;

//! How many responses a database holds.

use anyhow::Context as _;
use rusqlite::{Connection, OpenFlags};

use crate::options::Count;

/// Prints the number. The database is only read, and may be in use.
pub(crate) fn run(count: &Count) -> anyhow::Result<()> {
    let connection = Connection::open_with_flags(&count.database, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .with_context(|| format!("cannot open {}", count.database.display()))?;
    let rows: i64 = connection
        .query_row(
            "SELECT count(*) FROM responses WHERE survey = ?1",
            [count.survey.as_str()],
            |row| row.get(0),
        )
        .with_context(|| format!("cannot count in {}", count.database.display()))?;
    println!("{rows}");
    Ok(())
}

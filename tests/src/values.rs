//! What stands in a database.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// Shows every value of every table of the database in a file, with its table and its column; numbers as they are written.
pub fn each_value(file: &Path, look: &mut impl FnMut((&str, &str), &[u8])) {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let database = database.expect("a database");
    let names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
    let mut names = names.expect("a database has tables");
    let names = names.query_map([], |row| row.get(0)).expect("tables have names");
    let names: Vec<String> = names.map(|name| name.expect("a name is text")).collect();
    for table in names {
        let rows = database.prepare(&format!("SELECT * FROM \"{table}\""));
        let mut rows = rows.expect("a table has rows");
        let columns: Vec<_> = rows.column_names().map(str::to_owned).collect();
        let mut rows = rows.query([]).expect("rows can be read");
        while let Some(row) = rows.next().expect("a row can be read") {
            for (at, column) in columns.iter().enumerate() {
                let place = (table.as_str(), column.as_str());
                match row.get_ref(at).expect("a value can be read") {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => look(place, bytes),
                    ValueRef::Integer(number) => look(place, number.to_string().as_bytes()),
                    ValueRef::Real(number) => look(place, number.to_string().as_bytes()),
                    ValueRef::Null => {}
                }
            }
        }
    }
}

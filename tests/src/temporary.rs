//! A folder that is gone when the test is done.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::keys::random;

/// A folder for one test.
#[derive(Debug)]
pub struct Temporary(PathBuf);

impl Temporary {
    /// Makes an empty one.
    #[must_use]
    pub fn new() -> Self {
        let name =
            random::<8>().iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}"));
        let path = env::temp_dir().join(format!("nordsvar-test-{name}"));
        fs::create_dir(&path).expect("the folder for temporary files can be written");
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for Temporary {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What stays behind is in the system's own folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}

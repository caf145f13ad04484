//! A form as the page's browser sends it.

use host::{FormFile, FormWithFiles};
use survey::Upload;

/// A form: its fields, and the files that came with it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Form {
    pub(crate) fields: Vec<(String, String)>,
    /// Files that are dealt with: they came before, or are kept by now.
    pub(crate) uploads: Vec<Upload>,
    /// Files that came with the form.
    pub(crate) files: Vec<FormFile>,
}

impl From<FormWithFiles> for Form {
    fn from(form: FormWithFiles) -> Self {
        let FormWithFiles { fields, files } = form;
        Self { fields, uploads: Vec::new(), files }
    }
}

//! How much memory a process holds.

use anyhow::Context as _;

use crate::run::Run;

/// The memory of the process `id` that is resident now, in KiB.
pub(crate) fn resident_kib(id: u32) -> anyhow::Result<u64> {
    let text = Run::new("ps").args(["-o", "rss=", "-p", &id.to_string()]).text()?;
    text.trim().parse().with_context(|| format!("ps does not know process {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_holds_some() {
        assert!(resident_kib(std::process::id()).unwrap() > 100);
    }
}

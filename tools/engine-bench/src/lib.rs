//! The survey engine on a survey of any number of questions: made once, compiled, loaded and
//! answered as often as is asked. The same code is measured natively and, without imports, in
//! WASM.

mod exports;
mod generated;
mod work;

pub use generated::{answers, survey};
pub use work::{Part, Work};

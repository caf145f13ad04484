//! What WASM is called by: numbers in, numbers out.
#![expect(unsafe_code, reason = "a name is given to the linker as it is")]

use core::cell::RefCell;

use crate::work::{Part, Work};

thread_local! {
    static WORK: RefCell<Option<Work>> = const { RefCell::new(None) };
}

/// Makes the survey of so many questions that is worked on from now on. 0 if it cannot be made.
#[unsafe(no_mangle)]
extern "C" fn prepare(questions: usize) -> usize {
    let made = Work::new(questions).ok();
    let count = usize::from(made.is_some());
    WORK.with(|work| *work.borrow_mut() = made);
    count
}

/// Does a part, by its place in [`Part::ALL`], so many times. How often that went well.
#[unsafe(no_mangle)]
extern "C" fn repeat(part: usize, times: usize) -> usize {
    WORK.with(|work| {
        let work = work.borrow();
        let Some((work, part)) = work.as_ref().zip(Part::ALL.get(part)) else { return 0 };
        (0..times).filter(|_| work.once(*part)).count()
    })
}

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fuzz::write_seeds("letter"), |data: &[u8]| fuzz::letter(data));

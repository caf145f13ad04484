#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fuzz::write_seeds("table"), |data: &[u8]| fuzz::table(data));

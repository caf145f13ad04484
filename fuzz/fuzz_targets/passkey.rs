#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fuzz::write_seeds("passkey"), |data: &[u8]| fuzz::passkey(data));

//! The memory that the page fills and reads. Single bytes of it are atomic, which costs nothing without threads: so the page
//! can have its address, and nothing here is unsafe.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Bytes that the page reads and writes too.
pub type Bytes = [AtomicU8];

/// A byte; zero outside.
#[inline(always)]
pub fn get(bytes: &Bytes, at: usize) -> u8 {
    bytes.get(at).map_or(0, |byte| byte.load(Relaxed))
}

/// Sets a byte; nothing outside.
#[inline(always)]
pub fn put(bytes: &Bytes, at: usize, value: u8) {
    if let Some(byte) = bytes.get(at) {
        byte.store(value, Relaxed);
    }
}

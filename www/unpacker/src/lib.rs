//! Unpacks what the scripts carry: LZMA written as text, and a module whose bytes are grouped. It is a module of its own, as
//! the browser has no decoder as strong, and small enough to stand in the script as it is.
//!
//! The page writes to [`near`] and reads there what [`restore`] made; what [`unpack`] made stands in [`far`].
#![cfg_attr(target_arch = "wasm32", no_std)]

mod groups;
mod lzma;
mod memory;
mod text;

use core::sync::atomic::AtomicU8;
use text::Written;

/// More than any module of ours.
const ROOM: usize = 4 << 20;

static NEAR: [AtomicU8; ROOM] = [const { AtomicU8::new(0) }; ROOM];
static FAR: [AtomicU8; ROOM] = [const { AtomicU8::new(0) }; ROOM];

/// The address of what the page fills, and of a module that was restored.
#[unsafe(no_mangle)]
pub extern "C" fn near() -> *const AtomicU8 {
    NEAR.as_ptr()
}

/// The address of what was unpacked or grouped.
#[unsafe(no_mangle)]
pub extern "C" fn far() -> *const AtomicU8 {
    FAR.as_ptr()
}

/// Unpacks the first `length` characters of what is near; how many bytes then are far.
#[unsafe(no_mangle)]
pub extern "C" fn unpack(length: usize) -> usize {
    lzma::unpack(Written::new(&NEAR, length), &FAR)
}

/// Groups the module of `length` bytes that is near; how many bytes then are far.
#[unsafe(no_mangle)]
pub extern "C" fn group(length: usize) -> usize {
    groups::group(&NEAR, length, &FAR);
    length + groups::PREFIX
}

/// Puts the module in order whose groups are the `size` bytes that are far; how many bytes then are near.
#[unsafe(no_mangle)]
pub extern "C" fn restore(size: usize) -> usize {
    let length = size.saturating_sub(groups::PREFIX);
    groups::restore(&FAR, &NEAR, length);
    length
}

#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

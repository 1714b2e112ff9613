//! A package as text. In the browser the page's own printer does this.

use super::json::Json;
use std::io::{self, Write};

/// How many containers a record that is written on one line may hold in each other, itself included.
const ONE_LINE: u8 = 3;

/// Prints a package: every row, column, line, section and claim on a line of its own, so that it can be compared, searched
/// and corrected line by line.
///
/// # Errors
/// When `out` refuses.
pub fn print(package: &Json, out: &mut impl Write) -> io::Result<()> {
    value(package, 0, out)?;
    out.write_all(b"\n")
}

fn value(json: &Json, depth: usize, out: &mut impl Write) -> io::Result<()> {
    match json {
        Json::Record(fields) if height(json) > ONE_LINE => {
            out.write_all(b"{")?;
            for (at, (name, field)) in fields.iter().enumerate() {
                line(at, depth, out)?;
                serde_json::to_writer(&mut *out, name)?;
                out.write_all(b": ")?;
                value(field, depth + 1, out)?;
            }
            end(depth, out)?;
            out.write_all(b"}")
        }
        Json::List(items) if height(json) > 1 => {
            out.write_all(b"[")?;
            for (at, item) in items.iter().enumerate() {
                line(at, depth, out)?;
                value(item, depth + 1, out)?;
            }
            end(depth, out)?;
            out.write_all(b"]")
        }
        _ => Ok(serde_json::to_writer(out, json)?),
    }
}

fn line(at: usize, depth: usize, out: &mut impl Write) -> io::Result<()> {
    if at > 0 {
        out.write_all(b",")?;
    }
    end(depth + 1, out)
}

fn end(depth: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out)?;
    (0..depth).try_for_each(|_| out.write_all(b"  "))
}

/// How many containers stand in each other.
fn height(json: &Json) -> u8 {
    let highest = match json {
        Json::List(items) => items.iter().map(height).max(),
        Json::Record(fields) => fields.iter().map(|(_, field)| height(field)).max(),
        _ => return 0,
    };
    highest.unwrap_or_default().saturating_add(1)
}

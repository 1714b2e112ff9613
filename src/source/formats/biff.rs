//! The records of a workbook of Excel 97 to 2003 and the values in them.

pub const BOF: u16 = 0x0809;
pub const EOF: u16 = 0x000A;
pub const DATEMODE: u16 = 0x0022;
pub const FILEPASS: u16 = 0x002F;
pub const CONTINUE: u16 = 0x003C;
pub const COLINFO: u16 = 0x007D;
pub const BOUNDSHEET: u16 = 0x0085;
pub const MULRK: u16 = 0x00BD;
pub const XF: u16 = 0x00E0;
pub const MERGEDCELLS: u16 = 0x00E5;
pub const SST: u16 = 0x00FC;
pub const LABELSST: u16 = 0x00FD;
pub const FORMULA: u16 = 0x0006;
pub const NUMBER: u16 = 0x0203;
pub const LABEL: u16 = 0x0204;
pub const BOOLERR: u16 = 0x0205;
pub const STRING: u16 = 0x0207;
pub const ROW: u16 = 0x0208;
pub const RK: u16 = 0x027E;
pub const FORMAT: u16 = 0x041E;

/// The version of the records that is read, in the first field of [`BOF`].
pub const VERSION_8: u16 = 0x0600;

/// A record.
pub struct Record<'a> {
    /// What it is.
    pub kind: u16,
    /// Its fields.
    pub data: &'a [u8],
}

/// The records of a stream, up to its end or to where it breaks off.
pub fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = Bytes(stream);
    std::iter::from_fn(move || {
        let kind = rest.u16()?;
        let length = rest.u16()?;
        let data = rest.take(usize::from(length))?;
        Some(Record { kind, data })
    })
}

/// Bytes that are read from the front.
#[derive(Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Passes over `count` bytes.
    pub fn skip(&mut self, count: usize) -> Option<&mut Self> {
        self.take(count)?;
        Some(self)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// The next byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    /// The next number of 16 bits.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next number of 32 bits.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next 64 bits.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}

/// The pattern of 64 bits that a short number stands for: whole, or the upper half of a pattern; of hundredths or not.
pub fn short_number(number: u32) -> Option<u64> {
    let bits = if number & 2 == 0 {
        u64::from(number & !3) << 32
    } else {
        // Arithmetic shift: the sign stays.
        pattern(i64::from(number.cast_signed() >> 2))
    };
    if number & 1 == 0 { Some(bits) } else { hundredth(bits) }
}

/// The pattern of a whole number of up to 30 bits.
fn pattern(value: i64) -> u64 {
    let magnitude = value.unsigned_abs();
    let Some(log) = magnitude.checked_ilog2() else { return 0 };
    let fraction = (magnitude << (52 - log)) & ((1 << 52) - 1);
    u64::from(value < 0) << 63 | u64::from(1023 + log) << 52 | fraction
}

/// The pattern nearest to a hundredth of the number that `bits` stands for. Stored numbers of hundredths have few
/// digits, so that the nearest pattern shows the same 15 digits as the exact hundredth.
fn hundredth(bits: u64) -> Option<u64> {
    let exponent = (bits >> 52) & 0x7FF;
    if exponent == 0 || exponent == 0x7FF {
        return (exponent == 0).then_some(0);
    }
    let mantissa = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
    // 2^60 is far above 100: the quotient keeps more than 53 bits.
    let quotient = (mantissa << 60) / 100;
    let log = u64::from(quotient.ilog2());
    let shift = u32::try_from(log - 52).ok()?;
    let rounded = (quotient + (1 << (shift - 1))) >> shift;
    let carry = u64::from(rounded >> 53 == 1);
    let exponent = (exponent + log + carry).checked_sub(60 + 52).filter(|&exponent| exponent > 0)?;
    let fraction = u64::try_from(rounded >> carry).ok()? & ((1 << 52) - 1);
    Some(bits & (1 << 63) | exponent << 52 | fraction)
}

/// A text whose length is one byte.
pub fn short_string(data: &mut Bytes<'_>) -> Option<String> {
    let length = data.u8()?;
    let wide = data.u8()? & 1 == 1;
    characters(data, usize::from(length), wide)
}

/// A text whose length is two bytes.
pub fn long_string(data: &mut Bytes<'_>) -> Option<String> {
    let length = data.u16()?;
    let wide = data.u8()? & 1 == 1;
    characters(data, usize::from(length), wide)
}

/// `length` characters of one or two bytes.
fn characters(data: &mut Bytes<'_>, length: usize, wide: bool) -> Option<String> {
    if !wide {
        return Some(data.take(length)?.iter().map(|&byte| char::from(byte)).collect());
    }
    let (units, _) = data.take(length * 2)?.as_chunks::<2>();
    Some(String::from_utf16_lossy(&units.iter().map(|unit| u16::from_le_bytes(*unit)).collect::<Vec<_>>()))
}

/// The texts that cells share: a record and those that go on with it. What is cut off is left out.
pub fn shared_strings(pieces: &[&[u8]]) -> Vec<String> {
    let mut pieces = Pieces { current: Bytes(&[]), rest: pieces };
    let mut strings = Vec::new();
    if pieces.skip(4).is_none() {
        return strings;
    }
    let Some(count) = pieces.bytes(4).and_then(|count| Bytes(&count).u32()) else { return strings };
    for _ in 0..count {
        let Some(text) = pieces.string() else { break };
        strings.push(text);
    }
    strings
}

/// Records that go on with each other.
struct Pieces<'a> {
    current: Bytes<'a>,
    rest: &'a [&'a [u8]],
}

impl Pieces<'_> {
    /// Makes sure that something is left of the current record.
    fn fill(&mut self) -> Option<()> {
        while self.current.0.is_empty() {
            let (first, rest) = self.rest.split_first()?;
            (self.current, self.rest) = (Bytes(first), rest);
        }
        Some(())
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < count {
            self.fill()?;
            let take = (count - bytes.len()).min(self.current.0.len());
            bytes.extend_from_slice(self.current.take(take)?);
        }
        Some(bytes)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            self.fill()?;
            let take = left.min(self.current.0.len());
            self.current.take(take)?;
            left -= take;
        }
        Some(())
    }

    /// The next text. Where its characters go on in another record, their width is said anew.
    fn string(&mut self) -> Option<String> {
        let length = usize::from(Bytes(&self.bytes(2)?).u16()?);
        let flags = Bytes(&self.bytes(1)?).u8()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(Bytes(&self.bytes(2)?).u16()?) };
        let extra = if flags & 4 == 0 { 0 } else { usize::try_from(Bytes(&self.bytes(4)?).u32()?).ok()? };
        let mut wide = flags & 1 == 1;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.current.0.is_empty() {
                self.fill()?;
                wide = self.current.u8()? & 1 == 1;
                continue;
            }
            let unit = if wide { self.current.u16()? } else { u16::from(self.current.u8()?) };
            units.push(unit);
        }
        self.skip(runs.checked_mul(4)?.checked_add(extra)?)?;
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_hundredths() {
        let value = |number: u32| f64::from_bits(short_number(number).unwrap());
        let whole = |value: i32, hundredths: u32| (value << 2) as u32 | 2 | hundredths;
        assert_eq!(value(whole(6273, 0)), 6273.0);
        assert_eq!(value(whole(-5, 0)), -5.0);
        assert_eq!(value(whole(0, 1)), 0.0);
        for hundredths in [1, 5, 627_300, 486_790, -12_345, 99_999_999] {
            assert_eq!(value(whole(hundredths, 1)), f64::from(hundredths) / 100.0);
        }
        let upper = (1.5f64.to_bits() >> 32) as u32;
        assert_eq!(value(upper), 1.5);
        assert_eq!(value(upper | 1), 0.015);
    }

    #[test]
    fn a_text_goes_on_in_another_record() {
        let first = [1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, b'a', b'b'];
        let second = [1, 0x2D, 0x4E, 0x87, 0x65];
        assert_eq!(shared_strings(&[&first, &second]), ["ab中文"]);
        assert_eq!(shared_strings(&[&first]), [""; 0]);
    }
}

//! What the fuzz targets share: the bytes of a target become the part of a file in which its format lies.

use budget_widget::disclosure::Disclosure;
use budget_widget::source::{FORMATS, Reader, text::gb18030};
use rawzip::ZipArchiveWriter;
use std::io::{Cursor, Write};

/// Reads the bytes of a file of any format, all the way.
pub fn disclosure(bytes: &[u8]) {
    let _ = Disclosure::read(bytes, gb18030);
}

/// Reads bytes as the format of that id, whatever they look like.
pub fn read_as(id: &str, bytes: &[u8]) {
    let format = FORMATS.iter().find(|format| format.id == id).expect("an id of a format");
    // Small limits: a fuzzer finds the large documents that are slow for no other reason than their size.
    let mut reader = Reader::new(gb18030);
    reader.limits.bytes = 4 << 20;
    reader.limits.cells = 100_000;
    let _ = (format.read)(bytes, &reader);
}

/// An archive with these files, stored without packing.
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let (mut entry, config) = archive.new_file(*name).start().expect("a name");
        let mut writer = config.wrap(&mut entry);
        writer.write_all(content).expect("memory");
        let (_, descriptor) = writer.finish().expect("memory");
        entry.finish(descriptor).expect("memory");
    }
    archive.finish().expect("memory");
    bytes
}

/// A compound file with that stream of records.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("Workbook").and_then(|mut entry| entry.write_all(stream)).expect("memory");
    file.flush().expect("memory");
    file.into_inner().into_inner()
}

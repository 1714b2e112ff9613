// Workbooks as large as one likes, made on the spot.
import { crc32, deflateRawSync } from "node:zlib";

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>`;

/**
 * A workbook with one table of projects.
 * @param {object} options
 * @param {number} options.rows lines of the table
 * @param {number} options.padding bytes of a picture that nobody shows
 * @param {boolean} [options.stored] whether its parts are not packed
 * @returns {Uint8Array}
 */
export function workbook({ rows, padding, stored = false }) {
  const cell = (at, text) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const lines = [
    [cell("A1", "2024年项目支出表")],
    [cell("A2", "单位：万元")],
    [cell("A3", "项目名称"), cell("B3", "合计")],
    ...Array.from({ length: rows }, (_, at) => {
      const row = at + 4;
      const name = `第${at + 1}个项目：${"政务云平台运行维护及数据资源体系建设".repeat(4)}`;
      return [cell(`A${row}`, name), `<c r="B${row}"><v>${(at % 97) + 1}.5</v></c>`];
    }),
  ];
  const data = lines.map((cells, at) => `<row r="${at + 1}">${cells.join("")}</row>`).join("");
  const relation = `<Relationship Id="r" Target="worksheets/sheet1.xml"/>`;
  const parts = {
    "xl/workbook.xml": `${HEAD}<workbook><sheets><sheet name="项目" r:id="r"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships>${relation}</Relationships>`,
    "xl/worksheets/sheet1.xml": `${HEAD}<worksheet><sheetData>${data}</sheetData></worksheet>`,
    ...(padding > 0 ? { "xl/media/image1.png": noise(padding) } : {}),
  };
  return zip(
    Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]),
    stored,
  );
}

/** Bytes that do not pack, the same every time. */
function noise(length) {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) bytes[at] = (state = (state * 16807) % 2147483647) & 255;
  return bytes;
}

function zip(parts, stored) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const held = stored ? content : deflateRawSync(content);
    const known = Buffer.alloc(26);
    known.writeUInt16LE(20, 0);
    known.writeUInt16LE(0x0800, 2);
    known.writeUInt16LE(stored ? 0 : 8, 4);
    known.writeUInt32LE(crc32(content), 10);
    known.writeUInt32LE(held.length, 14);
    known.writeUInt32LE(content.length, 18);
    known.writeUInt16LE(Buffer.byteLength(name), 22);
    local.push(Buffer.from("PK\x03\x04"), known, Buffer.from(name), held);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), known, end, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + held.length;
  }
  const directory = Buffer.concat(central);
  const tail = Buffer.alloc(22);
  tail.write("PK\x05\x06", "latin1");
  tail.writeUInt16LE(parts.length, 8);
  tail.writeUInt16LE(parts.length, 10);
  tail.writeUInt32LE(directory.length, 12);
  tail.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, tail]);
}

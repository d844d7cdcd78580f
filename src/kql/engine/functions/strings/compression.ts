import { overload, type ScalarFunction } from '../definition.js';
import { base64Decode, base64Encode } from './base64.js';
import { utf8Bytes, utf8Text } from './characters.js';
import { converting } from './define.js';
import { inflate, storedBlocks } from './inflate.js';

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const littleEndian = (value: number): number[] => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const bigEndian = (value: number): number[] => littleEndian(value).reverse();

function zlibCompress(text: string): string {
  const bytes = utf8Bytes(text);
  return base64Encode(Uint8Array.from([0x78, 0x01, ...storedBlocks(bytes), ...bigEndian(adler32(bytes))]));
}

function zlibDecompress(text: string): string | null {
  const bytes = base64Decode(text);
  if (bytes === undefined || bytes.length < 6 || (bytes[0]! & 15) !== 8 || (bytes[0]! * 256 + bytes[1]!) % 31 !== 0) return null;
  const inflated = inflate(bytes.subarray(2));
  return inflated === undefined ? null : (utf8Text(inflated) ?? null);
}

function gzipCompress(text: string): string {
  const bytes = utf8Bytes(text);
  const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
  return base64Encode(
    Uint8Array.from([...header, ...storedBlocks(bytes), ...littleEndian(crc32(bytes)), ...littleEndian(bytes.length)]),
  );
}

function gzipDecompress(text: string): string | null {
  const bytes = base64Decode(text);
  if (bytes === undefined || bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return null;
  const flags = bytes[3]!;
  let at = 10;
  if (flags & 4) at += 2 + bytes[at]! + bytes[at + 1]! * 256;
  // The name and the comment end with a zero byte.
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  const inflated = inflate(bytes.subarray(at));
  return inflated === undefined ? null : (utf8Text(inflated) ?? null);
}

const deviation = 'The text is wrapped without being made smaller; decompressing it gives the same text, its bytes may differ.';

export const compressionFunctions: readonly ScalarFunction[] = [
  converting('zlib_compress_to_base64_string', overload(['string'], 'string', zlibCompress), { deviation }),
  converting('zlib_decompress_from_base64_string', overload(['string'], 'string', zlibDecompress)),
  converting('gzip_compress_to_base64_string', overload(['string'], 'string', gzipCompress), { deviation }),
  converting('gzip_decompress_from_base64_string', overload(['string'], 'string', gzipDecompress)),
];

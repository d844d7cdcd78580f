import { elements, isArray, type Dynamic } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { utf8Bytes, utf8Text } from './characters.js';
import { converting } from './define.js';

/** Base64 of bytes, padded. */
export function base64Encode(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes of padded Base64; undefined when the text is none. */
export function base64Decode(text: string): Uint8Array | undefined {
  if (!base64Form.test(text)) return undefined;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Where the bytes of a guid's text stand in its binary form: the first three fields are little-endian. */
const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

function guidOfBytes(bytes: Uint8Array): string | null {
  if (bytes.length !== 16) return null;
  const hex = guidOrder.map((place) => bytes[place]!.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function bytesOfGuid(guid: string): Uint8Array {
  const hex = guid.replaceAll('-', '');
  return Uint8Array.from(guidOrder, (place) => parseInt(hex.slice(place * 2, place * 2 + 2), 16));
}

function bytesOfArray(array: Dynamic): Uint8Array | undefined {
  if (!isArray(array)) return undefined;
  const bytes = elements(array).map(Number);
  return bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255) ? Uint8Array.from(bytes) : undefined;
}

export const base64Functions: readonly ScalarFunction[] = [
  converting(
    'base64_encode_tostring',
    overload(['string'], 'string', (text) => base64Encode(utf8Bytes(text))),
    {
      aliases: ['base64_encodestring'],
    },
  ),
  converting(
    'base64_decode_tostring',
    overload(['string'], 'string', (text) => {
      const bytes = base64Decode(text);
      return bytes === undefined ? null : (utf8Text(bytes) ?? null);
    }),
    { aliases: ['base64_decodestring'] },
  ),
  converting(
    'base64_decode_toarray',
    overload(['string'], 'dynamic', (text) => {
      const bytes = base64Decode(text);
      return bytes === undefined ? null : Array.from(bytes);
    }),
  ),
  converting(
    'base64_encode_fromarray',
    overload(['dynamic'], 'string', (array) => {
      const bytes = bytesOfArray(array);
      return bytes === undefined ? null : base64Encode(bytes);
    }),
  ),
  converting(
    'base64_decode_toguid',
    overload(['string'], 'guid', (text) => {
      const bytes = base64Decode(text);
      return bytes === undefined ? null : guidOfBytes(bytes);
    }),
  ),
  converting(
    'base64_encode_fromguid',
    overload(['guid'], 'string', (guid) => base64Encode(bytesOfGuid(guid))),
  ),
];

/** JSON that cannot be read. `line` counts from 1 in the text that was given. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(`Line ${line}: ${problem}`);
  }
}

/** Like `JSON.parse`; throws a `JsonFault` with the line of the first fault. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = faultIn(text);
    const found =
      at < text.length ? `${JSON.stringify(text.slice(at, at + 12).split('\n')[0])} was not expected` : 'it ends too early';
    const fault = new JsonFault(lineAt(text, at), `this is not valid JSON: ${found}`);
    fault.cause = error;
    throw fault;
  }
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

const token =
  /[ \t\r\n]*(?:("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[{\]},:]))/y;
const space = /[ \t\r\n]*/y;

type Place = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' | 'end';

/** The offset of the first token that JSON does not allow where it stands. */
function faultIn(text: string): number {
  const open: string[] = [];
  let place: Place = 'value';
  let at = 0;
  const after = (): Place => (open.length === 0 ? 'end' : 'next');
  for (;;) {
    space.lastIndex = at;
    space.exec(text);
    const start = space.lastIndex;
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return start;
    const [, scalar, mark] = match;
    if (scalar !== undefined) {
      if (place === 'key' || place === 'firstKey') {
        if (!scalar.startsWith('"')) return start;
        place = 'colon';
      } else if (place === 'value' || place === 'firstValue') place = after();
      else return start;
    } else if (mark === '[' || mark === '{') {
      if (place !== 'value' && place !== 'firstValue') return start;
      open.push(mark);
      place = mark === '[' ? 'firstValue' : 'firstKey';
    } else if (mark === ']' || mark === '}') {
      const opened = mark === ']' ? '[' : '{';
      const isFirst = place === (mark === ']' ? 'firstValue' : 'firstKey');
      if (open.at(-1) !== opened || (place !== 'next' && !isFirst)) return start;
      open.pop();
      place = after();
    } else if (mark === ':') {
      if (place !== 'colon') return start;
      place = 'value';
    } else {
      if (place !== 'next') return start;
      place = open.at(-1) === '[' ? 'value' : 'key';
    }
    at = token.lastIndex;
  }
}

import { civilOfTicks } from '../../calendar.js';
import { semanticError } from '../../errors.js';
import { ticksPerDay, ticksPerSecond } from '../../ticks.js';
import { overload, type ScalarFunction } from '../definition.js';

const delimiters = ' /-:,._[]';

/** A piece of a format: a specifier such as `yyyy`, or a delimiter as it is. */
interface Piece {
  readonly text: string;
  readonly letter: string;
  readonly size: number;
}

/** Cuts a format into the longest specifiers there are: `dddd` is `dd` twice. Remembers the last format. */
class FormatReader {
  private lastFormat: string | undefined;
  private lastPieces: readonly Piece[] = [];

  constructor(
    private readonly functionName: string,
    private readonly sizes: Readonly<Record<string, readonly number[]>>,
  ) {}

  read(format: string): readonly Piece[] {
    if (format === this.lastFormat) return this.lastPieces;
    const pieces: Piece[] = [];
    for (let i = 0; i < format.length;) {
      const letter = format.charAt(i);
      let run = 1;
      while (format.charAt(i + run) === letter) run++;
      const size = this.sizes[letter]?.find((candidate) => candidate <= run);
      if (size === undefined && !delimiters.includes(letter)) {
        throw semanticError(
          `${this.functionName}() does not take "${letter}" in a format: use ${Object.keys(this.sizes).join(', ')} and the delimiters ` +
            `blank / - : , . _ [ ].`,
        );
      }
      const text = format.slice(i, i + (size ?? 1));
      pieces.push({ text, letter: size === undefined ? '' : letter, size: text.length });
      i += text.length;
    }
    this.lastFormat = format;
    this.lastPieces = pieces;
    return pieces;
  }
}

const seven = [7, 6, 5, 4, 3, 2, 1];
const datetimeFormats = new FormatReader('format_datetime', {
  y: [4, 2, 1],
  M: [2, 1],
  d: [2, 1],
  h: [2, 1],
  H: [2, 1],
  m: [2, 1],
  s: [2, 1],
  f: seven,
  F: seven,
  t: [2, 1],
});
const timespanFormats = new FormatReader('format_timespan', {
  d: [8, ...seven],
  h: [2, 1],
  H: [2, 1],
  m: [2, 1],
  s: [2, 1],
  f: seven,
  F: seven,
});

const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

function pad(value: number, size: number): string {
  return size === 2 && value < 100 ? twoDigits[value]! : String(value).padStart(size, '0');
}

function fractionText(letter: string, size: number, ticks: number): string {
  const digits = pad(ticks, 7).slice(0, size);
  return letter === 'f' ? digits : digits.replace(/0+$/, '');
}

function formatDatetimeAs(ticks: bigint, format: string): string {
  const at = civilOfTicks(ticks);
  let text = '';
  for (const piece of datetimeFormats.read(format)) {
    switch (piece.letter) {
      case 'y':
        text += piece.size === 4 ? pad(at.year, 4) : pad(at.year % 100, piece.size);
        break;
      case 'M':
        text += pad(at.month, piece.size);
        break;
      case 'd':
        text += pad(at.day, piece.size);
        break;
      case 'h':
        text += pad(at.hour % 12 === 0 ? 12 : at.hour % 12, piece.size);
        break;
      case 'H':
        text += pad(at.hour, piece.size);
        break;
      case 'm':
        text += pad(at.minute, piece.size);
        break;
      case 's':
        text += pad(at.second, piece.size);
        break;
      case 't':
        text += (at.hour < 12 ? 'AM' : 'PM').slice(0, piece.size);
        break;
      case 'f':
      case 'F':
        text += fractionText(piece.letter, piece.size, at.fraction);
        break;
      default:
        text += piece.text;
    }
  }
  return text;
}

function formatTimespanAs(ticks: bigint, format: string): string {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = Number((size % ticksPerDay) / ticksPerSecond);
  let text = ticks < 0n ? '-' : '';
  for (const piece of timespanFormats.read(format)) {
    switch (piece.letter) {
      case 'd':
        text += pad(Number(size / ticksPerDay), piece.size);
        break;
      case 'h':
      case 'H':
        text += pad(Math.floor(seconds / 3600), piece.size);
        break;
      case 'm':
        text += pad(Math.floor(seconds / 60) % 60, piece.size);
        break;
      case 's':
        text += pad(seconds % 60, piece.size);
        break;
      case 'f':
      case 'F':
        text += fractionText(piece.letter, piece.size, Number(size % ticksPerSecond));
        break;
      default:
        text += piece.text;
    }
  }
  return text;
}

export const timeFormatFunctions: readonly ScalarFunction[] = [
  { name: 'format_datetime', overloads: [overload(['datetime', 'string'], 'string', formatDatetimeAs)] },
  { name: 'format_timespan', overloads: [overload(['timespan', 'string'], 'string', formatTimespanAs)] },
];

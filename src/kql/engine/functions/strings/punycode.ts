/** Punycode, RFC 3492. */
const base = 36;
const tMin = 1;
const tMax = 26;
const maxDelta = 0x7fffffff;

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + 38));
}

const threshold = (k: number, bias: number): number => Math.min(tMax, Math.max(tMin, k - bias));

/** Undefined when the text is too long for the encoding. */
export function encodePunycode(text: string): string | undefined {
  const points = Array.from(text, (char) => char.codePointAt(0)!);
  const basic = points.filter((point) => point < 128);
  let output = String.fromCodePoint(...basic);
  let handled = basic.length;
  if (handled > 0) output += '-';
  let current = 128;
  let delta = 0;
  let bias = 72;
  let first = true;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= current));
    delta += (next - current) * (handled + 1);
    if (delta > maxDelta) return undefined;
    current = next;
    for (const point of points) {
      if (point < current) delta++;
      if (point !== current) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (rest < t) break;
        output += digit(t + ((rest - t) % (base - t)));
        rest = Math.floor((rest - t) / (base - t));
      }
      output += digit(rest);
      bias = adapt(delta, handled + 1, first);
      first = false;
      delta = 0;
      handled++;
    }
    delta++;
    current++;
  }
  return output;
}

/** Undefined when the text is no Punycode. */
export function decodePunycode(text: string): string | undefined {
  const dash = text.lastIndexOf('-');
  const output = Array.from(text.slice(0, Math.max(0, dash)), (char) => char.codePointAt(0)!);
  if (output.some((point) => point >= 128)) return undefined;
  let current = 128;
  let index = 0;
  let bias = 72;
  for (let at = dash + 1; at < text.length;) {
    const start = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const value = digitValue(text.charCodeAt(at++));
      if (value === undefined) return undefined;
      index += value * weight;
      if (index > maxDelta) return undefined;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= base - t;
    }
    const count = output.length + 1;
    bias = adapt(index - start, count, start === 0);
    current += Math.floor(index / count);
    index %= count;
    if (current > 0x10ffff) return undefined;
    output.splice(index++, 0, current);
  }
  return String.fromCodePoint(...output);
}

const digit = (value: number): string => 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(value);

function digitValue(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 48 && code <= 57) return code - 22;
  return undefined;
}

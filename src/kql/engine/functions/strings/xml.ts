import { dynamicLong, dynamicReal, setKey, type Dynamic, type MutableBag } from '../../dynamic.js';
import { overload, type ScalarFunction } from '../definition.js';
import { converting } from './define.js';

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: Element[];
  text: string;
}

class Invalid extends Error {}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));?/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const codePoint = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
}

/** Reads one document; comments, declarations and processing instructions are left out. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): Element {
    const holder: Element = { name: '', attributes: [], children: [], text: '' };
    this.content(holder);
    const [root] = holder.children;
    if (this.at < this.text.length || root === undefined || holder.children.length > 1 || holder.text.trim() !== '')
      throw new Invalid();
    return root;
  }

  private match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at;
    const found = form.exec(this.text);
    if (found !== null) this.at = form.lastIndex;
    return found;
  }

  private skipTo(end: string): void {
    const at = this.text.indexOf(end, this.at);
    if (at < 0) throw new Invalid();
    this.at = at + end.length;
  }

  /** Everything up to a closing tag or the end. */
  private content(parent: Element): void {
    while (this.at < this.text.length) {
      if (this.text.startsWith('</', this.at)) return;
      if (this.text.startsWith('<!--', this.at)) this.skipTo('-->');
      else if (this.text.startsWith('<![CDATA[', this.at)) {
        const start = this.at + 9;
        this.skipTo(']]>');
        parent.text += this.text.slice(start, this.at - 3);
      } else if (this.text.startsWith('<?', this.at)) this.skipTo('?>');
      else if (this.text.startsWith('<!', this.at)) this.skipTo('>');
      else if (this.text.startsWith('<', this.at)) parent.children.push(this.element());
      else parent.text += decode(this.match(/[^<]+/y)![0]);
    }
  }

  private element(): Element {
    const name = this.match(/<([^\s<>/="'!?]+)/y)?.[1];
    if (name === undefined) throw new Invalid();
    const attributes: [string, string][] = [];
    for (;;) {
      const attribute = this.match(/\s+([^\s<>/="']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y);
      if (attribute === null) break;
      attributes.push([attribute[1]!, decode(attribute[2] ?? attribute[3] ?? '')]);
    }
    const element: Element = { name, attributes, children: [], text: '' };
    const end = this.match(/\s*(\/?)>/y);
    if (end === null) throw new Invalid();
    if (end[1] === '/') return element;
    this.content(element);
    if (this.match(/<\/([^\s<>]+)\s*>/y)?.[1] !== name) throw new Invalid();
    return element;
  }
}

/** A number when it is written as JSON writes it, else the text. */
function scalarOf(text: string): Dynamic {
  if (/^-?(?:0|[1-9]\d{0,17})$/.test(text)) return dynamicLong(BigInt(text));
  if (/^-?(?:0|[1-9]\d{0,14})\.\d{1,14}$/.test(text)) return dynamicReal(Number(text));
  return text;
}

function valueOf(element: Element): Dynamic {
  const text = element.text.trim();
  if (element.attributes.length === 0 && element.children.length === 0) return text === '' ? null : scalarOf(text);
  const bag: MutableBag = {};
  for (const [name, value] of element.attributes) setKey(bag, `@${name}`, value);
  const byName = new Map<string, Dynamic[]>();
  for (const child of element.children) {
    const values = byName.get(child.name);
    if (values === undefined) byName.set(child.name, [valueOf(child)]);
    else values.push(valueOf(child));
  }
  for (const [name, values] of byName) setKey(bag, name, values.length === 1 ? values[0]! : values);
  if (text !== '') setKey(bag, '#text', scalarOf(text));
  return bag;
}

/** XML as a bag: attributes are `@name`, text beside them is `#text`, elements of one name are an array; null for no XML. */
function parseXml(text: string): Dynamic {
  try {
    const root = new Reader(text.trim()).document();
    const bag: MutableBag = {};
    setKey(bag, root.name, valueOf(root));
    return bag;
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

export const xmlFunctions: readonly ScalarFunction[] = [converting('parse_xml', overload(['string'], 'dynamic', parseXml))];

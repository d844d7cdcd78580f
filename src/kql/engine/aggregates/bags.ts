import { ValuesColumn } from '../columns/column.js';
import type { Column } from '../columns/column.js';
import { Boxed, elements, isArray, isBag, setKey } from '../dynamic.js';
import type { Bag, Dynamic, MutableBag } from '../dynamic.js';
import { dynamicJson } from '../dynamicText.js';
import type { AggregateFunction, Aggregator } from './definition.js';
import { typeRefusal, wrongCount } from './arguments.js';
import { conditional } from './conditional.js';
import { maxSizeOf } from './lists.js';

/** All keys of the bags of a group; of equal keys the first value stays. What is no bag is left out. */
class Bags implements Aggregator {
  private readonly bags: MutableBag[] = [];
  private readonly sizes: number[] = [];

  constructor(private readonly maxSize: number) {}

  update(args: readonly Column[], groups: Int32Array, _groupCount: number, length: number): void {
    for (let i = 0; i < length; i++) {
      const value = args[0]!.get(i) as Dynamic;
      if (!isBag(value)) continue;
      const group = groups[i]!;
      const bag = (this.bags[group] ??= {});
      for (const [key, element] of Object.entries(value)) {
        const size = this.sizes[group] ?? 0;
        if (size >= this.maxSize || Object.hasOwn(bag, key)) continue;
        setKey(bag, key, element);
        this.sizes[group] = size + 1;
      }
    }
  }

  finish(groupCount: number): readonly Column[] {
    const values = Array.from({ length: groupCount }, (_, group): Bag => this.bags[group] ?? {});
    return [new ValuesColumn('dynamic', values)];
  }
}

function bagFunction(name: string): AggregateFunction {
  return {
    name,
    bind(args) {
      const wrong = wrongCount(name, args, 1, 2);
      if (wrong !== undefined) return wrong;
      if (args[0]!.type !== 'dynamic') return typeRefusal(name, args[0]!.type, 'a property bag');
      const size = maxSizeOf(name, args, 1);
      if (typeof size === 'string') return size;
      return { outputs: [{ type: 'dynamic' }], create: () => new Bags(size) };
    },
  };
}

export const makeBag = bagFunction('make_bag');
export const makeDictionary = bagFunction('make_dictionary');
export const makeBagIf = conditional('make_bag_if', makeBag);

/** What was seen at one place of the values: scalar types, and the schemas of bags and of array elements there. */
interface SchemaNode {
  readonly types: Set<string>;
  properties?: Map<string, SchemaNode>;
  indexer?: SchemaNode;
}

function newNode(): SchemaNode {
  return { types: new Set() };
}

function typeName(value: Dynamic): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  if (value instanceof Boxed) return value.type === 'real' ? 'double' : value.type;
  return 'string';
}

function learn(node: SchemaNode, value: Dynamic): void {
  if (value === null) return;
  if (isArray(value)) {
    node.indexer ??= newNode();
    for (const element of elements(value)) learn(node.indexer, element);
  } else if (isBag(value)) {
    node.properties ??= new Map();
    for (const [key, element] of Object.entries(value)) {
      let child = node.properties.get(key);
      if (child === undefined) node.properties.set(key, (child = newNode()));
      learn(child, element);
    }
  } else {
    node.types.add(typeName(value));
  }
}

function schemaOf(node: SchemaNode): Dynamic {
  const parts: Dynamic[] = [...node.types];
  if (node.properties !== undefined) {
    const bag: MutableBag = {};
    for (const [key, child] of node.properties) setKey(bag, key, schemaOf(child));
    parts.push(bag);
  }
  if (node.indexer !== undefined) parts.push({ '`indexer`': schemaOf(node.indexer) });
  return parts.length === 1 ? parts[0]! : parts.length === 0 ? 'null' : parts;
}

class Schemas implements Aggregator {
  private readonly roots: (SchemaNode | undefined)[] = [];
  private readonly learnt = new Set<string>();

  update(args: readonly Column[], groups: Int32Array, _groupCount: number, length: number): void {
    for (let i = 0; i < length; i++) {
      const value = args[0]!.get(i) as Dynamic;
      if (value === null) continue;
      const group = groups[i]!;
      // Rows are often the same: each text is walked once.
      const text = this.learnt.size < 10_000 ? `${group} ${dynamicJson(value)}` : undefined;
      if (text !== undefined && this.learnt.has(text)) continue;
      if (text !== undefined) this.learnt.add(text);
      learn((this.roots[group] ??= newNode()), value);
    }
  }

  finish(groupCount: number): readonly Column[] {
    const values = Array.from({ length: groupCount }, (_, group) => {
      const root = this.roots[group];
      return root === undefined ? null : schemaOf(root);
    });
    return [new ValuesColumn('dynamic', values)];
  }
}

/** The smallest schema that admits all values of the group; null when there is none. */
export const buildSchema: AggregateFunction = {
  name: 'buildschema',
  bind(args) {
    const wrong = wrongCount('buildschema', args, 1);
    if (wrong !== undefined) return wrong;
    if (args[0]!.type !== 'dynamic') return typeRefusal('buildschema', args[0]!.type, 'a dynamic value');
    return { outputs: [{ type: 'dynamic' }], create: () => new Schemas() };
  },
};

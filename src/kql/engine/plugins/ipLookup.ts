import { Chunk } from '../chunk.js';
import type { Relation } from '../chunk.js';
import type { Column } from '../columns/column.js';
import { textOf } from '../convert.js';
import { maskIpv4, readIpv4 } from '../functions/net/ipv4.js';
import { maskIpv6, readIpv6 } from '../functions/net/ipv6.js';
import { NameTable } from '../naming.js';
import type { ExecContext } from '../operators/context.js';
import type { EvaluatePlan } from '../plan.js';
import { singleChunk, slices } from '../relations.js';
import { columnIndex } from '../types.js';
import type { ColumnSpec } from '../types.js';
import type { Plugin } from './definition.js';
import { keyOf, PluginArguments } from './support.js';

interface Address {
  readonly address: number | bigint;
  readonly prefix: number;
}

/** How one version of the protocol reads and masks addresses. */
interface Family {
  read(text: string): Address | null;
  mask(address: Address, prefix: number): string;
}

const ipv4: Family = {
  read: readIpv4,
  mask: ({ address }, prefix) => String(maskIpv4(Number(address), prefix)),
};

const ipv6: Family = {
  read: readIpv6,
  mask: ({ address }, prefix) => String(maskIpv6(BigInt(address), prefix)),
};

/** Rows of the lookup table by prefix length, then by masked address and extra keys. */
class Networks {
  private readonly byPrefix = new Map<number, Map<string, number[]>>();

  constructor(private readonly family: Family) {}

  add(text: string, extra: string, row: number): void {
    const network = this.family.read(text.trim());
    if (network === null) return;
    let rows = this.byPrefix.get(network.prefix);
    if (rows === undefined) this.byPrefix.set(network.prefix, (rows = new Map<string, number[]>()));
    const key = `${this.family.mask(network, network.prefix)} ${extra}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [row]);
    else known.push(row);
  }

  /** Rows whose network holds the address. */
  find(text: string, extra: string): readonly number[] {
    const address = this.family.read(text.trim());
    if (address === null) return [];
    const found: number[] = [];
    for (const [prefix, rows] of this.byPrefix) {
      if (prefix > address.prefix) continue;
      found.push(...(rows.get(`${this.family.mask(address, prefix)} ${extra}`) ?? []));
    }
    return found.sort((a, b) => a - b);
  }
}

function extraOf(columns: readonly Column[], row: number): string {
  return keyOf(columns.map((column) => column.get(row)));
}

function lookup(family: Family, plan: EvaluatePlan, input: Relation, context: ExecContext): Relation {
  const args = new PluginArguments(plan, input.schema, context);
  args.require(3);
  const table = context.run(args.table(0));
  const key = args.expr(2);
  const networkAt = key.kind === 'column' ? columnIndex(table.schema, key.name) : -1;
  if (networkAt < 0) throw args.refuse('argument 3 must be a column of the lookup table.');
  const source = args.column(1);
  let unmatched = args.named('return_unmatched') === true;
  let last = args.count;
  if (last > 3 && !args.isColumn(last - 1)) unmatched = args.constant(--last) === true;
  const extras = Array.from({ length: last - 3 }, (_, offset) => args.column(3 + offset));
  const right = singleChunk(table, context);
  const rightExtras = extras.map(({ name }) => {
    const at = columnIndex(table.schema, name);
    if (at < 0) throw args.refuse(`the lookup table has no column ${name}.`);
    return at;
  });
  const networks = new Networks(family);
  const networkColumn = right.column(networkAt);
  const rightKeys = rightExtras.map((at) => right.column(at));
  for (let row = 0; row < right.length; row++) {
    networks.add(textOf(networkColumn.get(row), networkColumn.type), extraOf(rightKeys, row), row);
  }
  const names = new NameTable(input.schema.map(({ name }) => name));
  const added = table.schema.flatMap((_, index) => (rightExtras.includes(index) ? [] : [index]));
  const schema: ColumnSpec[] = [
    ...input.schema,
    ...added.map((index) => ({ name: names.unique(table.schema[index]!.name), type: table.schema[index]!.type })),
  ];
  const left = singleChunk(input, context);
  const leftKeys = extras.map(({ index }) => left.column(index));
  const sourceColumn = left.column(source.index);
  const leftRows: number[] = [];
  const rightRows: number[] = [];
  for (let row = 0; row < left.length; row++) {
    if (row % 65_536 === 0) context.check();
    const found = networks.find(textOf(sourceColumn.get(row), sourceColumn.type), extraOf(leftKeys, row));
    for (const match of found.length === 0 && unmatched ? [-1] : found) {
      leftRows.push(row);
      rightRows.push(match);
    }
  }
  const pickedLeft = left.gather(Int32Array.from(leftRows));
  const pickedRight = right.gather(Int32Array.from(rightRows));
  const width = input.schema.length;
  const result = Chunk.lazy(schema.length, leftRows.length, (index) =>
    index < width ? pickedLeft.column(index) : pickedRight.column(added[index - width]!),
  );
  return { schema, chunks: slices(result), serialized: false };
}

/** Joins rows with the networks of a table that hold their address; extra keys must be equal. */
export const ipv4Lookup: Plugin = { name: 'ipv4_lookup', run: (plan, input, context) => lookup(ipv4, plan, input, context) };
export const ipv6Lookup: Plugin = { name: 'ipv6_lookup', run: (plan, input, context) => lookup(ipv6, plan, input, context) };

import { writeFileSync, closeSync, openSync, writeSync } from 'node:fs';

/** Columns of the generated table, as the queries of the benchmark know them. */
export const columns = [
  'TimeGenerated',
  'Name',
  'Url',
  'ResultCode',
  'Success',
  'DurationMs',
  'OperationId',
  'AppRoleName',
  'Properties',
] as const;

/** Start of the seven days that the rows cover. */
export const start = Date.UTC(2026, 10, 10);
export const days = 7;

const roles = ['frontend', 'orders', 'payments', 'catalog', 'identity', 'shipping', 'search', 'gateway'];
const verbs = ['GET', 'POST', 'PUT', 'DELETE'];
const resources = ['orders', 'items', 'users', 'carts', 'payments', 'reviews', 'sessions', 'images', 'prices', 'offers'];
const codes = ['200', '200', '200', '200', '200', '200', '201', '204', '302', '400', '404', '404', '500', '503'];
const regions = ['westeurope', 'northeurope', 'eastus', 'westus2'];

/** A fast generator of 32-bit numbers (xorshift); the same seed gives the same rows. */
function numbers(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const hex = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'));

/** Writes `rows` requests like those of Application Insights as CSV, in order of time. */
export function writeRequests(file: string, rows: number): void {
  const next = numbers(20_261_117);
  const word = (): string => {
    const value = next();
    return `${hex[value >>> 16] ?? ''}${hex[value & 65_535] ?? ''}`;
  };
  const step = (days * 86_400_000) / rows;
  const output = openSync(file, 'w');
  let block = `${columns.join(',')}\n`;
  let day = -1;
  let date = '';
  for (let row = 0; row < rows; row++) {
    const time = start + Math.floor(row * step);
    const dayOfTime = Math.floor(time / 86_400_000);
    if (dayOfTime !== day) {
      day = dayOfTime;
      date = new Date(time).toISOString().slice(0, 11);
    }
    const ms = time % 86_400_000;
    const clock = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
    const a = next();
    const b = next();
    const resource = resources[a % 10] ?? '';
    const id = b % 20_000;
    const code = codes[(a >>> 8) % codes.length] ?? '';
    const duration = (((b >>> 4) % 4096) * ((b >>> 16) % 4096)) / 4096 + (a % 100) / 100;
    block +=
      `${date}${clock}Z,${verbs[(a >>> 4) % 4] ?? ''} /api/${resource},https://shop.example.com/api/${resource}/${id},${code},` +
      `${code < '400' ? 'true' : 'false'},${duration.toFixed(3)},${word()}${word()}${word()}${word()},${roles[(a >>> 12) % 8] ?? ''},` +
      `"{""region"":""${regions[(a >>> 16) % 4] ?? ''}"",""tenant"":""t${b % 500}"",""retries"":${(b >>> 8) % 4},""items"":${a % 997}}"\n`;
    if (block.length > 1 << 22) {
      writeSync(output, block);
      block = '';
    }
  }
  writeSync(output, block);
  closeSync(output);
}

/** Writes the table that the join reads: tenants with a tier each. */
export function writeTenants(file: string): void {
  const tiers = ['free', 'standard', 'premium'];
  const lines = Array.from({ length: 500 }, (_, i) => `t${i},${tiers[i % 3] ?? ''},${1000 + i}`);
  writeFileSync(file, `Tenant,Tier,Seats\n${lines.join('\n')}\n`);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

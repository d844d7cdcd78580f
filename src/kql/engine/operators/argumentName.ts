import type { Expr } from '../plan.js';

/** Functions whose result is named after their first argument, as the official language service does it. */
const namedByFirst = new Set(
  (
    'split tostring tohex todynamic toobject tolong toint toreal todouble todatetime totimespan totime tobool toboolean todecimal toguid ' +
    'parse_csv parsejson parse_json todynamic parse_xml format_datetime format_timespan startofday bin floor bin_at bin_auto binary_and ' +
    'binary_or binary_xor binary_not binary_shift_right binary_shift_left bitset_count_ones series_fir series_outliers series_iir ' +
    'series_fill_backward series_fill_forward series_fill_const series_fill_linear round ceiling pow sqrt log log2 log10 exp exp2 exp10 ' +
    'cos sin tan acos asin atan atan2 abs gamma loggamma erf erfc format_bytes'
  ).split(' '),
);

/** The name that Kusto builds default column names from: `x`, `d_x` for `d.x` and `d["x"]`, `x` for `tolong(x)`; absent for others. */
export function argumentName(expr: Expr | undefined): string | undefined {
  switch (expr?.kind) {
    case 'column':
      return expr.name;
    case 'member': {
      const base = argumentName(expr.base);
      return base === undefined ? undefined : `${base}_${expr.name}`;
    }
    case 'call': {
      const [first, index] = expr.args;
      if (expr.name === '[]') {
        const base = argumentName(first);
        return base === undefined || index?.kind !== 'literal' ? undefined : `${base}_${String(index.value)}`;
      }
      return namedByFirst.has(expr.name) ? argumentName(first) : undefined;
    }
    default:
      return undefined;
  }
}

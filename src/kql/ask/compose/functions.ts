/** What may be called, and with how many arguments. Names are those of the language; aggregates stand in summarize and make-series alone. */
export interface FunctionSpec {
  readonly kind: 'scalar' | 'aggregate';
  readonly least: number;
  readonly most: number;
}

/** Lines of `name least-most`; one number where both are the same, `n` for as many as one likes. */
const scalars = `
  not 1
  tostring 1
  tolong 1
  toint 1
  todouble 1
  toreal 1
  tobool 1
  todecimal 1
  toguid 1
  todatetime 1
  totimespan 1
  todynamic 1
  parse_json 1
  gettype 1
  tolower 1
  toupper 1
  strlen 1
  strcat 1-64
  strcat_delim 3-64
  substring 2-3
  split 2-3
  trim 2
  replace_string 3
  replace_regex 3
  extract 3-4
  indexof 2-5
  countof 2-3
  parse_url 1
  parse_path 1
  url_decode 1
  parse_ipv4 1
  ipv4_is_private 1
  ipv4_is_in_range 2
  isempty 1
  isnotempty 1
  isnull 1
  isnotnull 1
  isnan 1
  isfinite 1
  iff 3
  case 3-65
  coalesce 2-64
  min_of 2-64
  max_of 2-64
  round 1-2
  floor 2
  ceiling 1
  abs 1
  sqrt 1
  log 1
  log10 1
  exp 1
  pow 2
  sign 1
  bin 2
  bin_at 3
  now 0-1
  ago 1
  datetime_add 3
  datetime_diff 3
  datetime_part 2
  datetime_utc_to_local 2
  format_datetime 2
  format_timespan 2
  make_datetime 3-7
  startofday 1-2
  startofweek 1-2
  startofmonth 1-2
  startofyear 1-2
  endofday 1-2
  endofweek 1-2
  endofmonth 1-2
  endofyear 1-2
  hourofday 1
  dayofweek 1
  dayofmonth 1
  dayofyear 1
  monthofyear 1
  getyear 1
  getmonth 1
  bag_keys 1
  bag_has_key 2
  array_length 1
  array_slice 3
  array_index_of 2-5
  array_sum 1
  pack_array 1-64
  bag_pack 2-128
  toscalar 1
  prev 1-3
  next 1-3
  row_number 0-2
  row_rank_min 1-2
  row_cumsum 1-2
  series_decompose 1-5
  series_decompose_anomalies 1-7
  series_decompose_forecast 2-5
  series_fit_line 1
  series_outliers 1-5
  series_stats 1-2
  series_stats_dynamic 1-2
  series_fill_const 2-3
  series_fill_linear 1-4
  series_fill_forward 1-2
  series_subtract 2
  series_divide 2`;

const aggregates = `
  count 0-1
  countif 1
  dcount 1-2
  dcountif 2-3
  count_distinct 1
  sum 1
  sumif 2
  avg 1
  avgif 2
  min 1
  minif 2
  max 1
  maxif 2
  percentile 2
  percentiles 2-20
  percentilew 3
  percentilesw 3-20
  stdev 1
  stdevif 2
  variance 1
  take_any 1-64
  take_anyif 2
  arg_max 2-64
  arg_min 2-64
  make_set 1-2
  make_set_if 2-3
  make_list 1-2
  make_list_if 2-3
  make_bag 1-2`;

function read(text: string, kind: FunctionSpec['kind']): [string, FunctionSpec][] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', counts = ''] = line.trim().split(' ');
      const [least = '', most = least] = counts.split('-');
      return [name, { kind, least: Number(least), most: Number(most) }];
    });
}

/** Every function and aggregate that a tree may call, by name. */
export const functions: ReadonlyMap<string, FunctionSpec> = new Map([
  ...read(scalars, 'scalar'),
  ...read(aggregates, 'aggregate'),
]);

/** Charts that `render` may ask for. */
export const charts: ReadonlySet<string> = new Set([
  'table',
  'card',
  'timechart',
  'linechart',
  'areachart',
  'stackedareachart',
  'barchart',
  'columnchart',
  'piechart',
  'scatterchart',
  'anomalychart',
]);

/** What `render … with (…)` may say: a text, a name of a column, names of columns, a number, or one of some words. */
export const chartProperties: ReadonlyMap<string, 'text' | 'name' | 'names' | 'number' | readonly string[]> = new Map<
  string,
  'text' | 'name' | 'names' | 'number' | readonly string[]
>([
  ['title', 'text'],
  ['xtitle', 'text'],
  ['ytitle', 'text'],
  ['xcolumn', 'name'],
  ['ycolumns', 'names'],
  ['series', 'names'],
  ['anomalycolumns', 'names'],
  ['ymin', 'number'],
  ['ymax', 'number'],
  ['kind', ['default', 'unstacked', 'stacked', 'stacked100']],
  ['legend', ['visible', 'hidden']],
  ['xaxis', ['linear', 'log']],
  ['yaxis', ['linear', 'log']],
  ['ysplit', ['none', 'axes', 'panels']],
]);

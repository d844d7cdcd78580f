import { kqlText } from './kqlLiteral';

/** Words of the language that are no name of a column or table unless they are in brackets. */
const reserved = new Set(
  `
  accumulate and anomalychart areachart as asc bagexpansion barchart between bin_legacy boolean by byte cachingpolicy
  callout cancel card char columnchart contains contains_cs containscs count cycles dataexport datascope datatable date
  datetime decimal decodeblocks desc double dynamic earliest encodingpolicy endswith endswith_cs expandoutput
  extent_tags_retention external_data externaldata false find first flags float force_remote graph harddelete
  hardretention has has_all has_any has_cs hasprefix hasprefix_cs hassuffix hassuffix_cs hotcache in int int16 int32
  int64 int8 invoke is isfuzzy journal kind ladderchart last latest let like likecs linechart long materialize mdm
  missing nooptimization not notcontains notcontainscs notlike notlikecs null of on or others pathformat piechart
  pivotchart print project queries query_results range real relaxed render restricted_view_access row_level_security
  rowstore rowstore_references rowstore_sealinfo rowstorepolicy rowstores sample scatterchart seal seals search set
  shards simple softdelete softretention sql stackedareachart startswith startswith_cs statistics string summarize
  tablepurge take time timechart timeline timepivot timespan title to toscalar totable treemap true typeof uint uint16
  uint32 uint64 uint8 ulong union uniqueid unrestrictedviewers verbose viewers views where with with_itemindex
  with_match_id with_source with_step_name withsource writeaheadlog
  `.split(/\s+/),
);

/** True for letters, digits and underscores that begin with no digit; words of the language are not told apart. */
export const isPlainName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/** A name as a query needs it: as it is, or in brackets. */
export function kqlName(name: string): string {
  return isPlainName(name) && !reserved.has(name) ? name : `[${kqlText(name)}]`;
}

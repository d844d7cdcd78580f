import type { SlotKind } from '../answer';
import type { Frame } from '../interpret/frame';
import type { SlotDraft } from '../interpret/slots';
import { aggregationPart, impliedAggregation } from './aggregation';
import { comparisonPart, impliedComparison } from './comparison';
import { conditionPart } from './condition';
import { groupPart, impliedGroup } from './group';
import { impliedMeasure, measurePart } from './measure';
import { impliedLimit, impliedOrder, limitPart, orderPart } from './orderAndLimit';
import type { EditContext, Part } from './part';
import { resourcePart } from './resource';
import { impliedShape, shapePart } from './shape';

/** How slots of a kind are read and changed. */
export interface PartKind {
  readonly kind: SlotKind;
  /** What of the frame a slot stands for; undefined when it has no such part, as rows have no aggregation. */
  readonly part: (slot: SlotDraft, frame: Frame, at: EditContext) => Part | undefined;
  /** What a question that says nothing of it has of it; undefined when the frame has no such part. */
  readonly implied?: (frame: Frame, at: EditContext) => SlotDraft | undefined;
}

/** The kinds in the order in which they are changed: what comes out decides what there is to choose of the rest. */
export const partKinds: readonly PartKind[] = [
  { kind: 'shape', part: shapePart, implied: impliedShape },
  { kind: 'measure', part: measurePart, implied: impliedMeasure },
  { kind: 'aggregation', part: aggregationPart, implied: impliedAggregation },
  { kind: 'group', part: groupPart, implied: impliedGroup },
  { kind: 'condition', part: conditionPart },
  { kind: 'resource', part: resourcePart },
  { kind: 'comparison', part: comparisonPart, implied: impliedComparison },
  { kind: 'order', part: orderPart, implied: impliedOrder },
  { kind: 'limit', part: limitPart, implied: impliedLimit },
];

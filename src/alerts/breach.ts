import type { AlertCondition, ComparisonOperator } from '../model/alert';

export type MetricCondition = Extract<AlertCondition, { kind: 'metric' }>;

/** True when the value is on the side of the threshold at which the rule fires. */
export function breaches(value: number, operator: ComparisonOperator, threshold: number): boolean {
  switch (operator) {
    case 'GreaterThan':
      return value > threshold;
    case 'GreaterThanOrEqual':
      return value >= threshold;
    case 'LessThan':
      return value < threshold;
    case 'LessThanOrEqual':
      return value <= threshold;
    case 'Equals':
      return value === threshold;
  }
}

/** `>`, `≤` and so on, as it stands between the metric and the threshold. */
export function operatorSign(operator: ComparisonOperator): string {
  return { GreaterThan: '>', GreaterThanOrEqual: '≥', LessThan: '<', LessThanOrEqual: '≤', Equals: '=' }[operator];
}

/** Sums over a rule's window grow with its length; averages and extremes do not. */
export function isSummed(condition: MetricCondition): boolean {
  return condition.aggregation === 'Total' || condition.aggregation === 'Count';
}

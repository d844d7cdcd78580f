import type { Alert, AlertRule } from '../model/alert';

export type RuleIndex = ReadonlyMap<string, AlertRule>;

/** Rules by lower-case ARM id. */
export function indexRules(rules: readonly AlertRule[]): RuleIndex {
  return new Map(rules.map((rule) => [rule.id.toLowerCase(), rule]));
}

export function ruleOf(alert: Alert, rules: RuleIndex): AlertRule | undefined {
  return rules.get(alert.rule.toLowerCase());
}

/**
 * Gives every alert that came without a condition the one of its rule, and the rule's description where the alert has
 * none. What the alert itself says always wins: the rule may have changed since it fired.
 */
export function joinRules(alerts: readonly Alert[], rules: RuleIndex): readonly Alert[] {
  return alerts.map((alert) => {
    const rule = ruleOf(alert, rules);
    if (rule === undefined) return alert;
    const condition = alert.condition ?? rule.condition;
    const description = alert.description === '' ? rule.description : alert.description;
    if (condition === alert.condition && description === alert.description) return alert;
    return { ...alert, description, ...(condition === undefined ? {} : { condition }) };
  });
}

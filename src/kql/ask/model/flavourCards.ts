import type { Flavour } from '../answer';

/** What a query has to know of each way in which names are written; one text for each, in the words of the product. */
export const flavourCards: Readonly<Record<Flavour, readonly string[]>> = {
  workspace: [
    'Source "workspace" is a Log Analytics workspace.',
    'The time of a row is TimeGenerated. Durations end in Ms and are milliseconds.',
    'AppRequests, AppDependencies, AppExceptions, AppTraces and other App tables are sampled: count with sum(ItemCount), not with count().',
    'AppRequests.Success and AppDependencies.Success are bool; ResultCode is text. Dynamic columns need a conversion: tostring(Properties.key).',
  ],
  classic: [
    'Source "classic" is a classic Application Insights resource.',
    'The time of a row is timestamp. duration is milliseconds.',
    'Tables are sampled: count with sum(itemCount), not with count().',
    'success is text: "True" or "False". resultCode is text. Dynamic columns need a conversion: tostring(customDimensions.key).',
  ],
  graph: [
    'Source "graph" is Azure Resource Graph: what exists now, and alerts.',
    'It has no let, no time column and no time functions over rows beyond those of its properties.',
    'Compare types with =~ in lower case. properties is dynamic: tostring(properties.key), todatetime(properties.key).',
  ],
};

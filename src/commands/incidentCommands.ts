import * as vscode from 'vscode';
import type { Incident } from '../model/incident';
import type { CommandContext, CommandHandlers } from './context';
import { commandIds } from './ids';
import { selectedAlerts, selectedIncidents } from './selection';

/** Corrections of the grouping by hand; the file that keeps them is the only thing that changes. */
export function incidentCommands(context: CommandContext): CommandHandlers {
  return {
    [commandIds.mergeIncidents]: async (...args) => {
      const [first, ...others] = selectedIncidents(args);
      if (first === undefined || others.length === 0)
        throw new Error(vscode.l10n.t('Select at least two incidents, or alerts of two incidents, to merge.'));
      await context.grouping.update(others.map((other) => ({ kind: 'together', episodes: [seed(first), seed(other)] })));
      await context.feed.refresh();
    },
    [commandIds.splitIncident]: async (...args) => {
      const chosen = new Set(selectedAlerts(args).map((alert) => alert.id));
      for (const incident of selectedIncidents(args)) {
        const leaving = incident.episodes.filter((episode) => episode.alerts.some((alert) => chosen.has(alert.id)));
        const staying = incident.episodes.filter((episode) => !leaving.includes(episode));
        if (leaving.length === 0) continue;
        if (staying.length === 0) throw new Error(vscode.l10n.t('An incident cannot be split from all of its alerts.'));
        await context.grouping.update(
          leaving.flatMap((left) =>
            staying.map((stayed) => ({ kind: 'apart' as const, episodes: [stayed.id, left.id] as const })),
          ),
        );
      }
      await context.feed.refresh();
    },
  };
}

function seed(incident: Incident): string {
  const [first] = incident.episodes;
  if (first === undefined) throw new Error(`incident ${incident.id} has no episode`);
  return first.id;
}

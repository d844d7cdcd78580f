import type { Block, Span } from '../model/document';
import type { Fact } from '../model/fact';
import type { Incident } from '../model/incident';
import { toIso } from '../model/time';
import { edgeParts } from './explain';
import { count, text, type FactBook, type Findings, type OvernightSources } from './overnightWords';
import { derived } from './readAlert';

const MOST_CHANGES = 3;

/** One section per incident: title, origin, why its alerts are together, and what changed before. */
export function incidentBlocks(findings: Findings, sources: OvernightSources, book: FactBook): Block[] {
  if (findings.incidents.length === 0) return [];
  const heading: Block = { kind: 'heading', level: 2, spans: [text(findings.incidents.length === 1 ? 'Incident' : 'Incidents')] };
  const guarded: Block[] =
    sources.topology === 'whole'
      ? []
      : [
          {
            kind: 'paragraph',
            tone: 'warning',
            spans: [text('Dependencies could not be read whole, so alerts that belong together may stand apart.')],
          },
        ];
  return [heading, ...guarded, ...findings.incidents.flatMap((incident) => oneIncident(incident, sources, book))];
}

function oneIncident(incident: Incident, sources: OvernightSources, book: FactBook): Block[] {
  const id = `incident:${incident.id}`;
  const from = sources.provenance.alerts;
  const members = count(
    `${id}:alerts`,
    'Alerts of the incident',
    incident.alerts.length,
    from,
    'alerts grouped into this incident',
  );
  const started: Fact = {
    id: `${id}:started`,
    label: 'Incident started',
    value: incident.startedAt,
    unit: 'instant',
    provenance: derived(from, 'the first firing of its first alert'),
  };
  const origin = incident.alerts.find((alert) => alert.target.id.toLowerCase() === incident.origin.toLowerCase())?.target;
  const blocks: Block[] = [
    { kind: 'heading', level: 3, spans: [{ kind: 'link', to: { kind: 'incident', id: incident.id }, text: incident.title }] },
    {
      kind: 'paragraph',
      spans: [
        text('Began at '),
        book.span(started),
        text(', alerts: '),
        book.span(members),
        text('. Likely origin: '),
        { kind: 'link', to: { kind: 'resource', id: incident.origin }, text: origin?.name ?? incident.origin },
        text(` (${incident.originReason}).${incident.edited ? ' Corrected by hand.' : ''}`),
      ],
    },
  ];
  if (incident.edges.length > 0) {
    blocks.push({ kind: 'paragraph', spans: [text('Why grouped', 'strong')] });
    blocks.push({ kind: 'list', items: incident.edges.map((edge) => edgeSpans(incident, edge, sources, book)) });
  }
  for (const other of incident.alsoPossible) {
    const fact = count(
      `${id}:also:${other.episode}:${other.incident}`,
      'Score for another incident',
      other.score,
      from,
      'mean of the best three scores',
    );
    blocks.push({
      kind: 'paragraph',
      spans: [
        text('One member could as well belong to '),
        { kind: 'link', to: { kind: 'incident', id: other.incident }, text: `incident ${other.incident}` },
        text(' (score '),
        book.span(fact, other.score.toFixed(2)),
        text(').'),
      ],
    });
  }
  return [...blocks, ...changeBlocks(incident, sources, book)];
}

function edgeSpans(incident: Incident, edge: Incident['edges'][number], sources: OvernightSources, book: FactBook): Span[] {
  const parts = edgeParts(edge, incident);
  const id = `edge:${edge.joined}:${edge.member}`;
  const from = sources.provenance.alerts;
  const moment = (part: string, value: number): Fact => ({
    id: `${id}:${part}`,
    label: part === 'joined' ? 'Joined' : 'Earlier member',
    value,
    unit: 'instant',
    provenance: derived(from, 'the first firing of the episode'),
  });
  const score = count(
    `${id}:score`,
    'Grouping score',
    edge.score,
    [...from, ...sources.provenance.topology],
    `0.40 x time ${edge.time.toFixed(3)}, 0.35 x proximity ${edge.proximity.toFixed(3)}` +
      (edge.shared === undefined ? ', divided by 0.75: no shared dimension' : `, 0.25 x shared ${edge.shared.toFixed(3)}`),
  );
  const apart: Fact = {
    id: `${id}:apart`,
    label: 'Time apart',
    value: edge.apart,
    unit: 'duration',
    provenance: derived(from, 'between the two first firings'),
  };
  return [
    book.span(moment('joined', parts.joinedAt)),
    text(' joined '),
    book.span(moment('member', parts.memberAt)),
    text(': '),
    book.span(apart, parts.apart),
    text(`; ${parts.reasons.join('; ')}; score `),
    book.span(score, parts.score),
  ];
}

function changeBlocks(incident: Incident, sources: OvernightSources, book: FactBook): Block[] {
  if (sources.changes === 'unread') return [{ kind: 'paragraph', tone: 'warning', spans: [text('Changes could not be read.')] }];
  const partly = sources.changes === 'partial' ? ' Changes could not be read whole.' : '';
  if (incident.changes.length === 0) {
    return [{ kind: 'paragraph', spans: [text(`No change to related resources in the 24 hours before.${partly}`)] }];
  }
  const items = incident.changes.slice(0, MOST_CHANGES).map(({ change }, index): Span[] => {
    const at: Fact = {
      id: `incident:${incident.id}:change:${index}`,
      label: 'Changed at',
      value: change.at,
      unit: 'instant',
      provenance: derived(sources.provenance.changes, `entry ${change.id}, before ${toIso(incident.startedAt)}`),
    };
    return [
      book.span(at),
      text(' '),
      {
        kind: 'link',
        to: { kind: 'resource', id: change.resourceId },
        text: change.resourceId.slice(change.resourceId.lastIndexOf('/') + 1),
      },
      text(`: ${change.summary === '' ? change.operation : change.summary}`),
      // A summary of the service names the caller; a bare operation does not.
      ...(change.caller === '' || change.summary.includes(change.caller) ? [] : [text(` by ${change.caller}`, 'muted')]),
    ];
  });
  return [
    {
      kind: 'paragraph',
      spans: [text('Changes before, most likely first', 'strong'), text(partly === '' ? '' : ` (${partly.trim()})`)],
    },
    { kind: 'list', items },
  ];
}

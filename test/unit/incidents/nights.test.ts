import assert from 'node:assert/strict';
import { groupIncidents } from '../../../src/incidents/grouping';
import { labelledNight, pairQuality, type NightShape } from './labelledNight';

const SEEDS = Array.from({ length: 20 }, (_, index) => 100 + index);

describe('grouping of labelled nights', () => {
  const cases: readonly (NightShape & { readonly name: string; readonly precision: number; readonly f1: number })[] = [
    { name: 'quiet', faults: 6, noise: 20, precision: 0.75, f1: 0.8 },
    { name: 'usual', faults: 12, noise: 30, precision: 0.72, f1: 0.8 },
    { name: 'storm', faults: 20, noise: 40, precision: 0.65, f1: 0.75 },
    { name: 'usual, half of the edges missing', faults: 12, noise: 30, missingEdges: 0.5, precision: 0.8, f1: 0.85 },
    { name: 'usual, no edges at all', faults: 12, noise: 30, missingEdges: 1, precision: 0.8, f1: 0.85 },
  ];
  for (const shape of cases) {
    it(`${shape.name}: precision at least ${shape.precision}, F1 at least ${shape.f1}`, () => {
      const nights = SEEDS.map((seed) => {
        const night = labelledNight(seed, shape);
        return { night, incidents: groupIncidents({ alerts: night.alerts, topology: night.topology }) };
      });
      const quality = pairQuality(nights);
      const { precision, recall, f1 } = quality;
      const report = `P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}`;
      assert.ok(precision >= shape.precision && f1 >= shape.f1, report);
    });
  }
});

import assert from 'node:assert/strict';
import { contosoHotels, tradexExchange } from '../../../src/demo/stories';
import { HOUR, MINUTE, toIso } from '../../../src/model/time';
import { Notifications } from '../../../src/views/notifications';
import type { Settings } from '../../../src/views/settings';
import { alertRow, extension, open, run, withMessages, type Opened } from '../workbench';

const OTHER = 'Another moment…';

describe('the clock of an embedded environment', () => {
  let opened: Opened;
  before(async () => {
    opened = await open(contosoHotels);
  });
  after(() => open(contosoHotels));

  const moveTo = (at: number) => run(opened.context, 'sre.demo.moveClock', [], { pick: [OTHER], input: toIso(at) });
  const at = (minutes: number): number => contosoHotels.opensAt + minutes * MINUTE;

  it('makes alerts fire, age and resolve, and the badge follows', async () => {
    const { context } = opened;
    const firing = () =>
      context.feed.state.board?.alerts
        .filter(({ monitorCondition }) => monitorCondition === 'Fired')
        .map(({ name }) => name)
        .sort();
    const described = async (name: string) => context.tree.getTreeItem(await alertRow(context, name)).description;

    for (const [minutes, names, disk] of [
      [0, ['Disk space low'], 'firing for 2 h 50 min'],
      [20, ['Booking errors', 'Disk space low'], 'firing for 3 h 10 min'],
      [45, ['Disk space low', 'Plan memory high'], 'firing for 3 h 35 min'],
      [70, [], 'resolved'],
    ] as const) {
      await moveTo(at(minutes));
      assert.deepEqual(firing(), names, `${minutes} minutes after opening`);
      assert.equal(await described('Disk space low'), `contoso-reports · 06:10 · ${disk}`);
      assert.equal(context.tree.view.badge?.value, names.length === 0 ? undefined : names.length);
    }
    assert.equal(context.feed.state.board?.loadedAt, at(70));
  });

  it('moves by a step, back to the opening moment, and not beyond its data', async () => {
    const { context, demo } = opened;
    await run(context, 'sre.demo.reset', []);
    await run(context, 'sre.demo.moveClock', [], { pick: ['30 minutes later'] });
    assert.equal(demo.now(), at(30));
    await run(context, 'sre.demo.moveClock', [], { pick: ['Back to the opening moment'] });
    assert.equal(demo.now(), contosoHotels.opensAt);
    const { messages } = await moveTo(at(0) + 1000 * HOUR);
    assert.match(messages.join(), /The clock can be set from .* to /);
    assert.equal(demo.now(), contosoHotels.opensAt);
    const nonsense = await run(context, 'sre.demo.moveClock', [], { pick: [OTHER], input: 'tea time' });
    assert.match(nonsense.messages.join(), /not an ISO 8601 moment: "tea time"/);
    assert.equal(demo.now(), contosoHotels.opensAt);
  });
});

describe('notifications', () => {
  it('were shown once for the alert that fired above, over reset and replay', async () => {
    const { notifications } = await extension();
    const { context } = await open(contosoHotels);
    await run(context, 'sre.demo.moveClock', [], { pick: [OTHER], input: toIso(contosoHotels.opensAt + 20 * MINUTE) });
    await context.feed.refresh();
    assert.deepEqual(
      notifications.shown.map(({ name }) => name),
      ['Booking errors'],
    );
  });

  // Each beside the extension's own, with settings of its own, over the same loads.
  const cases: readonly (readonly [what: string, settings: Partial<Settings>, shown: readonly string[]])[] = [
    ['tells Sev0 and Sev1 as usual', {}, ['Booking errors']],
    ['tells nothing when it is off', { notifyUpTo: -1 }, []],
    ['tells Sev0 only', { notifyUpTo: 0 }, []],
    ['tells nothing in quiet hours, also not later', { quietHours: '09:10-09:30' }, []],
    ['tells outside of quiet hours', { quietHours: '22:00-09:00' }, ['Booking errors']],
    ['keeps quiet hours in the time zone of the settings', { quietHours: '17:10-17:30', timeZone: 'Asia/Tokyo' }, []],
  ];
  it('follow the settings', async () => {
    const { context, demo } = await open(contosoHotels);
    const watchers = cases.map(([, settings]) => new Notifications(context.feed, () => ({ ...context.settings(), ...settings })));
    try {
      await withMessages(async (messages) => {
        await context.feed.refresh();
        assert.deepEqual(
          watchers.flatMap(({ shown }) => shown),
          [],
          'the first load tells nothing',
        );
        for (const minutes of [20, 25, 40, 45, 70]) {
          await demo.moveClock(contosoHotels.opensAt + minutes * MINUTE);
          context.environment.touched();
          await context.feed.ensureLoaded();
          await context.feed.refresh();
        }
        for (const [index, [what, , expected]] of cases.entries())
          assert.deepEqual(
            watchers[index]?.shown.map(({ name }) => name),
            expected,
            what,
          );
        assert.deepEqual([...new Set(messages)], ['Sev1 in Contoso Hotels: Booking errors on contoso-web']);
      });
    } finally {
      for (const watcher of watchers) watcher.dispose();
    }
  });

  it('come most severe first, and never again for what was seen before', async () => {
    const { context, demo } = await open(tradexExchange);
    const { notifications } = await extension();
    const known = notifications.shown.length;
    const minutesBefore = (minutes: number): number => tradexExchange.opensAt - minutes * MINUTE;
    const go = async (to: number): Promise<void> => {
      await demo.moveClock(to);
      context.environment.touched();
      await context.feed.ensureLoaded();
    };
    await go(minutesBefore(170));
    const [all, gravest] = [1, 0].map(
      (notifyUpTo) => new Notifications(context.feed, () => ({ ...context.settings(), notifyUpTo: notifyUpTo === 0 ? 0 : 1 })),
    );
    assert.ok(all !== undefined && gravest !== undefined);
    try {
      for (const minutes of [170, 164, 155, 100, 1, 0]) await go(minutesBefore(minutes));
      assert.deepEqual(
        all.shown.map(({ severity, name }) => [severity, name]),
        [
          [0, 'Order latency'],
          [1, 'Broker logins failing'],
          [1, 'Order queue depth'],
        ],
      );
      assert.deepEqual(
        gravest.shown.map(({ name }) => name),
        ['Order latency'],
      );
      assert.equal(notifications.shown.length, known, 'the extension itself had seen them all');
    } finally {
      all.dispose();
      gravest.dispose();
    }
  });

  it('are silent about an alert that fires when an environment is first seen', async () => {
    const { context, demo } = await open(contosoHotels);
    await demo.moveClock(contosoHotels.opensAt + 20 * MINUTE);
    const fresh = new Notifications(context.feed, context.settings);
    try {
      context.environment.touched();
      await context.feed.ensureLoaded();
      assert.ok(
        context.feed.state.board?.alerts.some(
          ({ name, monitorCondition }) => name === 'Booking errors' && monitorCondition === 'Fired',
        ),
      );
      // What a load tells may come a moment after it: the next load is later than that.
      await context.feed.refresh();
      assert.deepEqual(fresh.shown, []);
    } finally {
      fresh.dispose();
    }
  });
});

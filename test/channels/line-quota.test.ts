/** The month's messages at LINE: watched, kept for what cannot wait, and what can wait told together. */
import { expect, test } from 'vitest';
import { createQuota, type QuotaReading, standingOf } from '../../src/channels/line/quota.ts';
import { type LineRules, rulingOn } from '../../src/channels/line/rules.ts';
import { nextTimeOfDay } from '../../src/clocks/daily.ts';
import { outsideQuietHours } from '../../src/clocks/quiet-hours.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';

const { linePlan: plan, quietHours } = DEFAULT_SETTINGS;
const rules: LineRules = {
  plan,
  outsideQuietHours: (at) => outsideQuietHours(at, quietHours),
  nextDigest: (now) => nextTimeOfDay(now, plan.digestAt),
};
const noon = new Date('2026-11-21T12:00:00+08:00');
const night = new Date('2026-11-21T23:00:00+08:00');
const at = (time: string) => new Date(`2026-11-21T${time}:00+08:00`);
const message = (worth: 'urgent' | 'plain' | 'low', keptFor: string | null = null, leftAt: Date | null = null) => ({
  worth,
  keptFor,
  leftAt,
});

test('a month of 200 messages: plenty, then few, then a reserve, then none; without a limit always plenty', () => {
  const standing = (used: number) => standingOf({ limit: 200, used }, plan);
  expect([0, 159, 160, 189, 190, 199, 200, 250].map(standing)).toEqual([
    'plenty',
    'plenty',
    'low',
    'low',
    'reserved',
    'reserved',
    'gone',
    'gone',
  ]);
  expect([standingOf({ limit: null, used: 1e9 }, plan), standingOf(null, plan)]).toEqual(['plenty', 'plenty']);
});

test('what can wait is told at once while there is plenty, once a day while there are few, and not at all from the reserve', () => {
  const ruling = (standing: Parameters<typeof rulingOn>[2], keptFor: string | null = null) =>
    rulingOn(message('low', keptFor), rules, standing, noon);
  expect(ruling('plenty')).toEqual({ do: 'send' });
  expect(ruling('low')).toMatchObject({ do: 'keep', reason: 'digest', until: at('18:30') });
  // Its hour has come.
  expect(ruling('low', 'digest')).toEqual({ do: 'send' });
  expect(ruling('reserved')).toMatchObject({ do: 'keep', reason: 'quota', until: at('18:30') });
  expect(ruling('gone', 'digest')).toMatchObject({ do: 'keep', reason: 'quota' });
});

test('what cannot wait goes out of the reserve; when nothing is left it waits visibly, a warning is tried all the same', () => {
  expect(rulingOn(message('plain'), rules, 'reserved', noon)).toEqual({ do: 'send' });
  expect(rulingOn(message('plain'), rules, 'gone', noon)).toMatchObject({
    do: 'keep',
    reason: 'quota',
    until: at('13:00'),
    uselessAt: new Date(noon.getTime() + plan.keepDays * 86_400_000),
  });
  expect(rulingOn(message('urgent', 'quota'), rules, 'gone', night)).toEqual({ do: 'send' });
});

test('nothing that had to wait wakes anybody up', () => {
  const morning = new Date('2026-11-22T08:00:00+08:00');
  expect(rulingOn(message('plain', 'token'), rules, 'plenty', night)).toMatchObject({ do: 'keep', until: morning });
  // What happens now is told now: services have their own quiet hours.
  expect(rulingOn(message('plain'), rules, 'plenty', night)).toEqual({ do: 'send' });
});

test('who left is not written to: reminders are dropped, everything else waits for them', () => {
  expect(rulingOn(message('low', null, noon), rules, 'plenty', noon)).toMatchObject({ do: 'drop' });
  expect(rulingOn(message('plain', null, noon), rules, 'plenty', noon)).toMatchObject({ do: 'keep', reason: 'left' });
  expect(rulingOn(message('urgent', null, noon), rules, 'plenty', noon)).toMatchObject({ do: 'keep', reason: 'left' });
});

function watched(limit: number | null, used: number) {
  const asked: Date[] = [];
  let stored: QuotaReading | null = null;
  let lineSays: Omit<QuotaReading, 'askedAt'> | null = { limit, used };
  const quota = createQuota({
    read: async () => stored,
    keep: async (reading) => {
      stored = reading;
    },
    ask: async (now) => {
      asked.push(now);
      return lineSays && { ...lineSays, askedAt: now };
    },
    plan: async () => plan,
  });
  return {
    quota,
    asked,
    stored: () => stored,
    says: (now: Omit<QuotaReading, 'askedAt'> | null) => {
      lineSays = now;
    },
  };
}
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

test('LINE is asked once for many pushes, again after ten minutes, and every minute when few are left', async () => {
  const { quota, asked, says } = watched(1000, 10);
  expect(await Promise.all([1, 2, 3].map(() => quota.standing(noon)))).toEqual(['plenty', 'plenty', 'plenty']);
  await quota.standing(later(5));
  expect(asked).toHaveLength(1);
  says({ limit: 1000, used: 900 });
  expect(await quota.standing(later(10))).toBe('low');
  await quota.standing(later(11));
  expect(asked).toHaveLength(3);
});

test('pushes since the last word of LINE count', async () => {
  const { quota } = watched(100, 79);
  expect(await quota.standing(noon)).toBe('plenty');
  quota.pushed();
  expect(await quota.standing(noon)).toBe('low');
});

test('LINE says that nothing is left although it said otherwise: everybody knows at once', async () => {
  const { quota, stored, says } = watched(100, 50);
  await quota.standing(noon);
  says(null);
  await quota.refused(noon);
  expect([await quota.standing(noon), stored()]).toEqual(['gone', { limit: 100, used: 100, askedAt: noon }]);
  says({ limit: 100, used: 0 });
  expect(await quota.standing(later(61))).toBe('plenty');
});

test('LINE does not say: what was known holds, and without that we send and hear it from LINE', async () => {
  const { quota, says } = watched(100, 99);
  says(null);
  expect(await quota.standing(noon)).toBe('plenty');
  says({ limit: 100, used: 99 });
  expect(await quota.standing(later(2))).toBe('reserved');
  says(null);
  expect(await quota.standing(later(60))).toBe('reserved');
});

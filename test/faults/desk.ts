/** What people behind the desk do. They have no keys: after a fault they look, and what is there already is not pressed again. */
import type { Services } from '../../src/services/index.ts';
import type { OutageAct } from '../../src/services/outages/desk.ts';
import type { Wired } from '../../src/wiring.ts';
import type { CaseRow } from './books.ts';
import { type Effect, type Heard, heardOf } from './deeds.ts';
import type { Insisting } from './insist.ts';
import type { World } from './world.ts';

export type ClerkEvent = Parameters<Services['work']['act']>[2];

export function createDesk(world: World, { insist, asOne }: Insisting) {
  const clerkEntry = (of: CaseRow, event: string): Effect => ({
    kind: 'entry',
    caseNumber: of.number,
    event,
    by: 'clerk:',
  });
  const seen = async (sql: string, values: readonly unknown[]): Promise<boolean> =>
    (await world.reader.query(`select 1 where exists (${sql})`, [...values])).rows.length > 0;
  const inHistory = (of: CaseRow, event: string) =>
    seen(`select from case_history where case_number = $1 and seq > $2 and event = $3 and actor like 'clerk:%'`, [
      of.number,
      of.seq,
      event,
    ]);

  /** `looks` is what a second try looks at first; several of the staff press at once. */
  const press = (
    act: string,
    effect: Effect,
    staff: readonly string[],
    looks: () => Promise<boolean>,
    does: (wired: Wired, staffId: string) => Promise<Heard<null>>,
  ): Promise<void> =>
    asOne(
      staff.map(
        (staffId) => () =>
          insist(
            act,
            effect,
            async (attempt): Promise<Heard<null>> => {
              if (attempt > 0 && (await looks())) return { kind: 'done', value: null };
              return world.asked((wired) => does(wired, staffId));
            },
            { keyless: true },
          ),
      ),
    );

  return {
    act: (staff: readonly string[], of: CaseRow, event: ClerkEvent) =>
      press(
        `clerk ${event}`,
        clerkEntry(of, event),
        staff,
        () => inHistory(of, event),
        async ({ services }, staffId) => {
          const missing = [of.process === 'rename' ? ('other' as const) : ('property-proof' as const)];
          const done = await services.attempt(() =>
            services.work.act(staffId, of.number, event, event === 'material-missing' ? { missing } : {}),
          );
          return heardOf(done.ok ? { ok: true, value: null } : done);
        },
      ),

    async outage(staff: readonly string[], outageId: string, act: OutageAct): Promise<void> {
      const { rows } = await world.reader.query<{ seq: number }>('select seq from outages where outage_id = $1', [
        outageId,
      ]);
      const estimate = new Date(world.now() + 90 * 60_000);
      await press(
        `outage ${act}`,
        { kind: 'outage', outageId, event: act },
        staff,
        () =>
          seen(`select from outage_events where outage_id = $1 and seq > $2 and event = $3 and actor like 'clerk:%'`, [
            outageId,
            rows[0]?.seq ?? 0,
            act,
          ]),
        async ({ services }, staffId) => {
          const says = act === 'estimated' ? { estimate } : {};
          const done = await services.attempt(() => services.outages.act(staffId, outageId, act, says));
          return heardOf(done.ok ? { ok: true, value: null } : done);
        },
      );
    },

    take: (staff: readonly string[], of: CaseRow) =>
      press(
        'hand-off taken',
        clerkEntry(of, 'taken'),
        staff,
        () => inHistory(of, 'taken'),
        async ({ services }, staffId) => {
          const done = await services.attempt(() => services.handoff.take(staffId, of.number));
          return heardOf(done.ok ? { ok: true, value: null } : done);
        },
      ),

    tell: (staffId: string, of: CaseRow) => {
      const text = `您好，${world.id()}`;
      return press(
        'hand-off said',
        { kind: 'words', text },
        [staffId],
        () => seen(`select from turns where (answer->'replies')::jsonb @> $1::jsonb`, [JSON.stringify([{ text }])]),
        async ({ services }) => {
          const done = await services.attempt(() => services.handoff.say(staffId, of.number, text));
          return heardOf(done.ok ? { ok: true, value: null } : done);
        },
      );
    },

    /** The bot is told to go on in the same breath. */
    giveBack: (staffId: string, of: CaseRow) =>
      press(
        'hand-off given back',
        clerkEntry(of, 'handed-back'),
        [staffId],
        () => inHistory(of, 'handed-back'),
        async ({ services, converse }) => {
          const done = await services.attempt(() => services.handoff.handBack(staffId, of.number));
          if (done.ok) await converse.answerWaiting(done.value);
          return heardOf(done.ok ? { ok: true, value: null } : done);
        },
      ),
  };
}

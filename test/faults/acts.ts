/** What residents and clerks do: each once in their mind, sent again while no answer can be relied on. */
import type { CaseKind } from '../../src/domain/cases.ts';
import type { ProblemCode, Result } from '../../src/domain/result.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import type { Planned } from '../../src/services/deps.ts';
import type { Services } from '../../src/services/index.ts';
import type { CaseRow } from './books.ts';
import { type Deed, type Effect, type Heard, heardOf, TRIES, whyOf } from './deeds.ts';
import { Killed } from './line.ts';
import type { Resident, World } from './world.ts';

export type Acts = ReturnType<typeof createActs>;

/** What a kind is filed with, beside what every one has. */
const MISSING: Readonly<Partial<Record<CaseKind, readonly ['id-front' | 'property-proof']>>> = {
  transfer: ['property-proof'],
  'new-connection': ['id-front'],
};

export function createActs(world: World, deeds: Deed[]) {
  /** Tries until there is an answer; a service that died is started again before the next try. */
  const insist = async <T>(
    act: string,
    effect: Effect,
    once: (attempt: number) => Promise<Heard<T>>,
    more: {
      readonly numberOf?: (value: T) => string | null;
      /** Nothing tells a second try from the first: a refusal after a lost answer says nothing about the first. */
      readonly keyless?: boolean;
    } = {},
  ): Promise<Deed> => {
    const answers: string[] = [];
    let failed = 0;
    let deed: Deed | null = null;
    for (let attempt = 0; attempt < TRIES && !deed; attempt += 1) {
      let heard: Heard<T>;
      try {
        heard = await once(attempt);
      } catch (error) {
        heard = { kind: 'failed', why: error instanceof Killed ? 'reset' : whyOf(error) };
      }
      await world.revive();
      // A person is slower than a statement that is still on its way; a client that has a key need not be.
      if (heard.kind === 'failed' && more.keyless) await world.landed();
      if (heard.kind === 'done') {
        answers.push(spelled(heard.value));
        const caseNumber = more.numberOf?.(heard.value) ?? null;
        deed = { act, effect, result: 'done', code: null, caseNumber, answers };
      } else if (heard.kind === 'refused') {
        const unsure = failed > 0 && more.keyless === true;
        deed = { act, effect, result: unsure ? 'unanswered' : 'refused', code: heard.code, caseNumber: null, answers };
      } else failed += 1;
    }
    deed ??= { act, effect, result: 'unanswered', code: null, caseNumber: null, answers };
    deeds.push(deed);
    return deed;
  };

  const keys = () => {
    const key = world.id();
    return (attempt: number) => (world.newKeys ? `${key}-${attempt}` : key);
  };

  /** What a REST handler does with a plan: the viewer from the token, the answer kept under the key. */
  const once = <T, B>(
    who: Resident,
    key: string,
    body: object,
    plan: (services: Services, viewer: Viewer) => Promise<Result<Planned<T>>>,
    toBody: (value: T) => B,
  ): Promise<Heard<B>> =>
    world.asked(async ({ services, tokens, clock }) => {
      const now = clock.now();
      const token = await tokens.issue('session', who.id, now, new Date(now.getTime() + 60_000));
      const viewer = await services.accounts.viewer(token);
      if (!viewer) return { kind: 'failed', why: 'nobody' };
      const answered = await services.once(viewer, { key, body, status: 201 }, () => plan(services, viewer), toBody);
      return heardOf(answered.ok ? { ok: true, value: answered.value.value } : answered);
    });

  const post = async (who: Resident, path: string, key: string, body?: object): Promise<Heard<unknown>> => {
    const answer = await world.request('POST', path, { as: who, key, ...(body && { body }) });
    if (answer.status < 300) return { kind: 'done', value: answer.body };
    const { code } = answer.body as { code: ProblemCode };
    return heardOf({ ok: false, problem: { code } });
  };

  const entry = (of: CaseRow, event: string): Effect => ({ kind: 'entry', caseNumber: of.number, event });

  return {
    /** `joins`: about the same thing as before, so that an open case of it is joined. */
    async file(who: Resident, kind: CaseKind, joins: boolean, twice: boolean): Promise<void> {
      const before = deeds.length;
      if ((kind === 'bill-check' || kind === 'meter-test') && joins && world.hasDoor('/v1/requests')) {
        const ask = () => {
          const [mark, key] = [world.id(), keys()];
          const body = {
            kind,
            accountNumber: who.accountNumber,
            description: mark,
            ...(kind === 'bill-check' && { period: '2026-11' }),
          };
          return insist(
            `POST requests ${kind}`,
            { kind: 'case', mark, joins },
            (attempt) => post(who, '/v1/requests', key(attempt), body),
            {
              numberOf: (value) => (value as { caseNumber: string }).caseNumber,
            },
          );
        };
        await Promise.all(twice ? [ask(), ask()] : [ask()]);
        return;
      }
      const first = { mark: world.id(), key: keys() };
      const second = joins ? { mark: world.id(), key: keys() } : first;
      const send = ({ mark, key }: typeof first) =>
        insist(
          `file ${kind}`,
          { kind: 'case', mark, joins },
          (attempt) =>
            once(
              who,
              key(attempt),
              { kind, mark },
              async ({ cases }, viewer) => {
                const asked = {
                  kind,
                  // Without a natural reason each request is a case of its own, and only its key says that it is the same.
                  reason: joins ? `${kind}:${who.accountNumber}` : `${kind}:${world.id()}`,
                  residentId: viewer.residentId,
                  accountNumber: who.accountNumber,
                  summary: { mark },
                  ...(kind === 'outage' && { area: 'city' as const }),
                  ...(MISSING[kind] && {
                    // biome-ignore lint/suspicious/noThenProperty: a list of events, never awaited.
                    then: [{ event: 'material-missing' as const, more: { missing: MISSING[kind] } }],
                  }),
                };
                if (joins) return { ok: true, value: await cases.open(asked) };
                const planned = await cases.plan(asked);
                return {
                  ok: true,
                  value: {
                    value: { caseNumber: planned.value.caseNumber, alreadyOpen: false },
                    writes: planned.writes,
                  },
                };
              },
              ({ caseNumber, alreadyOpen }) => ({ caseNumber, alreadyOpen }),
            ),
          { numberOf: ({ caseNumber }) => caseNumber },
        );
      await Promise.all(twice ? [send(first), send(second)] : [send(first)]);
      if (twice && !joins) join(deeds, before);
    },

    async chase(who: Resident, of: CaseRow, twice: 'no' | 'same' | 'other'): Promise<void> {
      const key = keys();
      const path = `/v1/cases/${of.number}/chases`;
      const send = (own: (attempt: number) => string) =>
        world.hasDoor('/v1/cases/{caseNumber}/chases')
          ? insist('POST chases', entry(of, 'chased'), (attempt) => post(who, path, own(attempt)))
          : insist('chase', entry(of, 'chased'), (attempt) =>
              once(
                who,
                own(attempt),
                { chase: of.number },
                ({ chases }, viewer) => chases.plan(viewer, of.number),
                (value) => value,
              ),
            );
      if (twice === 'no') await send(key);
      else if (twice === 'other') await Promise.all([send(key), send(keys())]);
      else {
        // The same request on two ways: one deed, whose answers must be the same.
        const before = deeds.length;
        await Promise.all([send(key), send(key)]);
        join(deeds, before);
      }
    },

    /** Moves of residents that the core offers: papers, power is back or not, withdrawal, reopening. */
    move: (
      who: Resident,
      of: CaseRow,
      event: 'material-complete' | 'confirmed' | 'still-out' | 'withdrawn' | 'reopened',
    ) => {
      const key = keys();
      const door = event === 'withdrawn' ? 'withdrawal' : event === 'reopened' ? 'reopening' : null;
      if (door && world.hasDoor(`/v1/cases/{caseNumber}/${door}`)) {
        const body = door === 'reopening' ? { reason: 'not solved' } : undefined;
        return insist(`POST ${door}`, entry(of, event), (attempt) =>
          post(who, `/v1/cases/${of.number}/${door}`, key(attempt), body),
        );
      }
      return insist(event, entry(of, event), (attempt) =>
        once(
          who,
          key(attempt),
          { event, of: of.number },
          async ({ cases, residentActs }, viewer) => {
            if (event === 'withdrawn') return residentActs.withdraw(viewer, of.number);
            if (event === 'reopened') return residentActs.reopen(viewer, of.number, 'not solved');
            const seen = await cases.find(viewer, of.number);
            return seen.ok ? cases.move(seen.value.found, event, 'resident', { missing: [] }) : seen;
          },
          ({ caseNumber, stage }) => ({ caseNumber, stage }),
        ),
      );
    },

    /** Two names: two clerks press at once. */
    async clerk(
      staff: readonly string[],
      of: CaseRow,
      event: Parameters<Services['work']['act']>[2] | 'taken' | 'handed-back' | 'estimate-changed',
    ): Promise<void> {
      const before = deeds.length;
      await Promise.all(
        staff.map((staffId) =>
          insist(
            `clerk ${event}`,
            entry(of, event),
            (attempt) =>
              world.asked(async ({ services }) => {
                if (attempt > 0 && (await pressed(services, of, event))) return { kind: 'done' as const, value: null };
                const planned =
                  event === 'taken' || event === 'handed-back' || event === 'estimate-changed'
                    ? await moveBy(services, staffId, of, event, world.now())
                    : await services.work.act(staffId, of.number, event, {
                        ...(event === 'material-missing' && { missing: ['property-proof'] as const }),
                      });
                if (planned.ok) await services.carryOut(planned.value);
                return heardOf(planned.ok ? { ok: true as const, value: null } : planned);
              }),
            { keyless: true },
          ),
        ),
      );
      if (staff.length > 1) join(deeds, before);
    },

    async rate(who: Resident, of: CaseRow, score: number, twice: boolean): Promise<void> {
      const serviceId = `case:${of.number}`;
      const before = deeds.length;
      const send = () => {
        const key = keys();
        return insist('POST ratings', { kind: 'rating', serviceId }, (attempt) =>
          post(who, '/v1/ratings', key(attempt), { serviceId, score }),
        );
      };
      await Promise.all(twice ? [send(), send()] : [send()]);
      if (twice) join(deeds, before);
    },

    /** The same message on two ways gets the same answer. */
    async say(who: Resident, text: string, twice: boolean): Promise<void> {
      const id = world.id();
      const before = deeds.length;
      const send = () =>
        insist('say', { kind: 'message', eventId: `${who.id}/${id}` }, async (attempt): Promise<Heard<unknown>> => {
          const { status, body } = await world.request('POST', '/v1/chat/messages', {
            as: who,
            body: { id: world.newKeys ? `${id}-${attempt}` : id, text },
          });
          if (status === 200) return { kind: 'done', value: (body as { replies: unknown }).replies };
          return { kind: 'failed', why: String(status) };
        });
      await Promise.all(twice ? [send(), send()] : [send()]);
      if (twice) join(deeds, before);
      await world.settled();
    },
  };
}

/** The same JSON value is the same text, in whatever order it names its fields. */
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** Deeds from `from` on are one and the same: done if any of them was. */
function join(deeds: Deed[], from: number): void {
  const same = deeds.splice(from);
  const [first] = [...same].sort((a, b) => rank(a) - rank(b));
  if (first) deeds.push({ ...first, answers: same.flatMap(({ answers }) => answers) });
}

const rank = ({ result }: Deed): number => ['done', 'unanswered', 'refused'].indexOf(result);

/** Who comes back to the case looks at it first: what stands there now was pressed already. */
async function pressed({ cases }: Services, of: CaseRow, event: string): Promise<boolean> {
  const found = await cases.byNumber(of.number);
  return found?.history.slice(of.history.length).some((entry) => entry.event === event) ?? false;
}

async function moveBy(
  { cases }: Services,
  staffId: string,
  of: CaseRow,
  event: 'taken' | 'handed-back' | 'estimate-changed',
  now: number,
) {
  const found = await cases.byNumber(of.number);
  if (!found) throw new Error(`no case ${of.number}`);
  return cases.move(found, event, `clerk:${staffId}`, {
    ...(event === 'taken' && { owner: staffId }),
    ...(event === 'estimate-changed' && {
      promises: [
        {
          kind: 'restore' as const,
          clock: 'record',
          start: new Date(now).toISOString(),
          until: new Date(now + 7_200_000).toISOString(),
        },
      ],
      drops: ['restore' as const],
    }),
  });
}

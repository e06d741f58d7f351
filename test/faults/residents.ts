/** What residents do at the public doors: each once in their mind, sent again while no answer can be relied on. */
import { png } from '../support/papers.ts';
import type { CaseRow } from './books.ts';
import type { Deed, Effect, Heard } from './deeds.ts';
import type { Resident } from './homes.ts';
import { LEFT, NEW_HOLDER } from './homes.ts';
import type { Insisting } from './insist.ts';
import type { World } from './world.ts';

export const FEEDBACK = ['complaint', 'report', 'opinion', 'suggestion', 'praise'] as const;
type Twice = 'no' | 'same' | 'other';

const numberOf = (value: unknown): string => (value as { caseNumber: string }).caseNumber;

export function createResidents(world: World, { insist, keys, post, asOne }: Insisting) {
  const entry = (of: CaseRow, event: string, by: string): Effect => ({
    kind: 'entry',
    caseNumber: of.number,
    event,
    by,
  });

  /** `same`: one request on two ways, whose answers must be the same; `other`: two requests for one thing. */
  const filed = async (
    who: Resident,
    path: string,
    twice: Twice,
    made: () => { readonly act: string; readonly effect: Effect; readonly body: object },
  ): Promise<void> => {
    const one = () => {
      const [{ act, effect, body }, key] = [made(), keys()];
      return () => insist(act, effect, (attempt) => post(who, path, key(attempt), body), { numberOf });
    };
    const first = one();
    if (twice === 'same') await asOne([first, first]);
    else await Promise.all(twice === 'other' ? [first(), one()()] : [first()]);
  };

  const uploaded = async (who: Resident, kind: string): Promise<string | null> => {
    const key = keys();
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new File([png()], 'a.png', { type: 'image/png' }));
    const done = await insist(`POST documents`, { kind: 'uploads', residentId: who.id }, (attempt) =>
      post(who, '/v1/documents', key(attempt), form),
    );
    return (done.value as { documentId: string } | null)?.documentId ?? null;
  };

  return {
    complain: (who: Resident, category: (typeof FEEDBACK)[number], twice: Twice) =>
      filed(who, '/v1/complaints', twice, () => {
        const mark = world.id();
        return {
          act: `POST complaints ${category}`,
          effect: { kind: 'case', mark, joins: false },
          body: { category, about: '抄表员', description: mark, contactPhone: '13912345678' },
        };
      }),

    request: (who: Resident, kind: 'bill-check' | 'meter-test', twice: Twice) =>
      filed(who, '/v1/requests', twice, () => {
        const mark = world.id();
        return {
          act: `POST requests ${kind}`,
          effect: { kind: 'case', mark, joins: true },
          body: {
            kind,
            accountNumber: who.accountNumber,
            description: mark,
            ...(kind === 'bill-check' && { period: '2026-11' }),
          },
        };
      }),

    /** The number on file hears of it by a text message. */
    changePhone: (who: Resident, twice: Twice) =>
      filed(who, '/v1/requests', twice, () => ({
        act: 'POST requests phone-change',
        effect: { kind: 'opened', caseKind: 'phone-change', accountNumber: who.accountNumber },
        body: { kind: 'phone-change', accountNumber: who.accountNumber, contactPhone: '13900000099' },
      })),

    reportOutage: (who: Resident, scope: 'home' | 'building' | 'area', twice: Twice) =>
      filed(who, '/v1/outage-reports', twice, () => {
        const mark = world.id();
        return {
          act: 'POST outage-reports',
          effect: { kind: 'case', mark, joins: true },
          body: { accountNumber: who.accountNumber, scope, contactPhone: '13912345678', description: mark },
        };
      }),

    /** Without papers: they follow. */
    apply: (who: Resident, kind: 'rename-corrected' | 'rename' | 'transfer', twice: Twice) =>
      filed(who, '/v1/applications', twice, () => {
        const accountNumber = kind === 'transfer' ? LEFT.accountNumber : who.home.accountNumber;
        const caseKind = kind === 'transfer' ? kind : 'rename';
        const both = { kind: caseKind, accountNumber, contactPhone: '13912345678', consent: true, agreed: true };
        const own =
          kind === 'transfer'
            ? { ...NEW_HOLDER, ownershipChanged: 'yes' }
            : {
                newName: '陈新名',
                idNumber: who.home.idNumber,
                reason: kind === 'rename' ? '改了名字' : 'correction',
              };
        return {
          act: `POST applications ${kind}`,
          effect: { kind: 'opened', caseKind, accountNumber },
          body: { ...both, ...own },
        };
      }),

    /** Hands in everything that the case still misses. */
    async handIn(who: Resident, of: CaseRow): Promise<void> {
      const documents: string[] = [];
      for (const kind of of.missing) {
        const id = await uploaded(who, kind);
        if (id) documents.push(id);
      }
      if (documents.length === 0) return;
      const key = keys();
      await insist('POST case documents', { kind: 'papers', caseNumber: of.number, documents }, (attempt) =>
        post(who, `/v1/cases/${of.number}/documents`, key(attempt), { documents }),
      );
    },

    /** The old holder opens the link in their text message and presses a button. */
    async consent(of: CaseRow, answer: 'agree' | 'refuse'): Promise<Deed | null> {
      const asked = of.history.findLast(({ event }) => event === 'consent-asked')?.at ?? '';
      const letter = world.messages().findLast(({ at, text }) => at >= asked && text.includes('/consent/'));
      const path = letter && /\/consent\/[\w.-]+/.exec(letter.text)?.[0];
      if (!path) return null;
      const event = answer === 'agree' ? 'consented' : 'consent-refused';
      return insist(`old holder ${event}`, entry(of, event, 'old-holder'), async (): Promise<Heard<null>> => {
        const { status } = await world.request('POST', path, { body: new URLSearchParams({ answer }) });
        return status === 200 ? { kind: 'done', value: null } : { kind: 'failed', why: String(status) };
      });
    },

    async sign(who: Resident, of: CaseRow): Promise<Deed | null> {
      const read = await world.request('GET', `/v1/cases/${of.number}/contract`, { as: who }).catch(() => null);
      await world.revive();
      if (read?.status !== 200) return null;
      const { contractHash } = read.body as { contractHash: string };
      const key = keys();
      return insist('POST signature', entry(of, 'signed', 'resident'), (attempt) =>
        post(who, `/v1/cases/${of.number}/signature`, key(attempt), { contractHash }),
      );
    },

    async chase(who: Resident, of: CaseRow, twice: Twice): Promise<void> {
      const path = `/v1/cases/${of.number}/chases`;
      const send = (key: (attempt: number) => string) => () =>
        insist('POST chases', entry(of, 'chased', 'resident'), (attempt) => post(who, path, key(attempt)));
      const key = keys();
      if (twice === 'other') await Promise.all([send(key)(), send(keys())()]);
      else await asOne(twice === 'same' ? [send(key), send(key)] : [send(key)]);
    },

    takeBack: (who: Resident, of: CaseRow, door: 'withdrawal' | 'reopening') => {
      const key = keys();
      const body = door === 'reopening' ? { reason: 'not solved' } : undefined;
      const event = door === 'reopening' ? 'reopened' : 'withdrawn';
      return insist(`POST ${door}`, entry(of, event, 'resident'), (attempt) =>
        post(who, `/v1/cases/${of.number}/${door}`, key(attempt), body),
      );
    },

    async rate(who: Resident, of: CaseRow, score: number, twice: boolean): Promise<void> {
      const serviceId = `case:${of.number}`;
      const send = () => {
        const key = keys();
        return insist(`POST ratings ${score < 3 ? 'low' : 'fair'}`, { kind: 'rating', serviceId }, (attempt) =>
          post(who, '/v1/ratings', key(attempt), { serviceId, score }),
        );
      };
      await asOne(twice ? [send, send] : [send]);
    },

    /** The same message on two ways gets the same answer. */
    async say(who: Resident, text: string, twice: boolean): Promise<void> {
      const id = world.id();
      const send = () =>
        insist('say', { kind: 'message', eventId: `${who.id}/${id}` }, async (attempt): Promise<Heard<unknown>> => {
          const { status, body } = await world.request('POST', '/v1/chat/messages', {
            as: who,
            body: { id: world.newKeys ? `${id}-${attempt}` : id, text },
          });
          if (status === 200) return { kind: 'done', value: (body as { replies: unknown }).replies };
          return { kind: 'failed', why: String(status) };
        });
      await asOne(twice ? [send, send] : [send]);
      await world.settled();
    },
  };
}

/** What happened before a dialogue, and what others do in it: outages on record, open cases, clerks, time. */
import type { World } from './world.ts';

const MINUTES = { minute: 1, minutes: 1, hour: 60, hours: 60, day: 1_440, days: 1_440 } as const;

/** Known outages that residents live under. */
const OUTAGES: Readonly<
  Record<
    string,
    {
      cause: 'fault' | 'planned';
      feeder: string;
      transformer: string;
      from: number;
      to: number | null;
      back: number | null;
      reason: string;
    }
  >
> = {
  'in Garden Road': {
    cause: 'fault',
    feeder: 'F30',
    transformer: 'T077',
    from: -40,
    to: null,
    back: 95,
    reason: '电缆故障',
  },
  'in Garden Road, end unknown': {
    cause: 'fault',
    feeder: 'F30',
    transformer: 'T077',
    from: -25,
    to: null,
    back: null,
    reason: '电缆故障',
  },
  'planned in People Road': {
    cause: 'planned',
    feeder: 'F31',
    transformer: 'T078',
    from: 2_640,
    to: 2_880,
    back: 2_880,
    reason: '线路检修',
  },
  'in Zhongzheng Road': {
    cause: 'fault',
    feeder: 'F40',
    transformer: 'T088',
    from: -35,
    to: null,
    back: 115,
    reason: '電纜故障',
  },
};

async function outage(world: World, name: string): Promise<void> {
  const one = OUTAGES[name];
  if (!one) throw new Error(`there is no outage "${name}"; there are: ${Object.keys(OUTAGES).join('; ')}`);
  const at = (minutes: number | null) => (minutes === null ? null : new Date(world.now().getTime() + minutes * 60_000));
  await world.db
    .insertInto('outages')
    .values({
      outage_id: `O-${name.replaceAll(/\W/g, '')}`,
      cause: one.cause,
      feeder: one.feeder,
      transformers: [one.transformer],
      from_at: at(one.from) ?? world.now(),
      to_at: at(one.to),
      estimated_restoration: at(one.back),
      next_word_at: one.back === null ? at(20) : null,
      reason: one.reason,
    })
    .execute();
}

export async function bind(world: World, residentId: string, accounts: readonly string[]): Promise<void> {
  await world.db
    .insertInto('residents')
    .values({
      resident_id: residentId,
      locale: 'zh-CN',
      locale_chosen: false,
      real_name: 'unverified',
      current_account: null,
      created_at: world.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  let minutes = accounts.length;
  for (const account of accounts) {
    await world.db
      .insertInto('bindings')
      .values({
        binding_id: `${residentId}:${account}`,
        resident_id: residentId,
        account_number: account,
        nickname: null,
        bound_at: new Date(world.now().getTime() - minutes * 60_000),
        unbound_at: null,
      })
      .execute();
    minutes -= 1;
  }
}

/** What a record of what happened before is written in, whatever language its resident speaks. */
export const BEFORE_WORDS = ['之前的情况', '之前', ...Object.values(OUTAGES).map(({ reason }) => reason)];

const staffFor: Readonly<Record<string, string>> = {
  complaint: 'P01',
  report: 'P01',
  opinion: 'P01',
  suggestion: 'P01',
  praise: 'P01',
  outage: 'D01',
  'bill-check': 'B01',
  'meter-test': 'M01',
  transfer: 'A01',
  rename: 'A01',
  'new-connection': 'C01',
  'ev-charger': 'C01',
  'capacity-increase': 'C01',
  'temporary-supply': 'C01',
  'account-closing': 'A01',
  'phone-change': 'A01',
  'appliance-damage': 'A01',
  recovery: 'V01',
}; // prettier-ignore

export async function newestCase(world: World, kind: string): Promise<string> {
  const { rows } = await world.reader.query<{ number: string }>(
    'select case_number as number from cases where kind = $1 order by opened_at desc, case_number desc limit 1',
    [kind],
  );
  const number = rows[0]?.number;
  if (!number) throw new Error(`there is no case of kind ${kind}`);
  return number;
}

async function clerk(world: World, event: string, kind: string): Promise<void> {
  const number = await newestCase(world, kind);
  const done = await world.house().services.work.act(staffFor[kind] ?? 'S01', number, event as never, {
    ...(event === 'answered' && { text: 'OK' }),
    ...(event === 'material-missing' && { missing: ['property-proof'] }),
  });
  if (!done.ok) throw new Error(`the clerk cannot ${event} ${kind}: ${done.problem.code}`);
  await world.house().services.carryOut(done.value);
  world.advance(10);
  await world.upkeep();
}

async function openCase(world: World, kind: string, residentId: string, account: string): Promise<void> {
  const { cases } = world.house().services;
  const conversation = await world.reader.query<{ id: string }>(
    'select conversation_id as id from conversations where resident_id = $1',
    [residentId],
  );
  const planned = await cases.plan({
    kind: kind as never,
    reason: `before:${kind}`,
    residentId,
    accountNumber: account,
    area: 'city',
    conversationId: conversation.rows[0]?.id ?? null,
    summary: { scope: 'home', description: '之前的情况', about: '之前' },
  });
  await world.house().services.carryOut(planned);
}

/** Lets minutes pass in steps, so that what becomes due in between is done in its turn. */
export async function pass(world: World, minutes: number): Promise<void> {
  const steps = minutes > 60 ? 3 : 1;
  for (let n = 0; n < steps; n += 1) {
    world.advance((minutes * 60) / steps);
    await world.upkeep();
  }
}

/** One line of `before`; false: it is no such line, but a goal that was reached before. */
export async function happens(
  world: World,
  line: string,
  who: { residentId: string; account: string },
): Promise<boolean> {
  const [, what = '', rest = ''] = /^(outage|wait|case|clerk|upkeep)\b\s*(.*)$/.exec(line) ?? [];
  switch (what) {
    case 'outage':
      await outage(world, rest);
      return true;
    case 'case':
      await openCase(world, rest, who.residentId, who.account);
      return true;
    case 'clerk': {
      const [event = '', kind = ''] = rest.split(' ');
      await clerk(world, event, kind);
      return true;
    }
    case 'wait': {
      const [count = '0', unit = 'minutes'] = rest.split(' ');
      await pass(world, Number(count) * (MINUTES[unit as keyof typeof MINUTES] ?? 1));
      return true;
    }
    case 'upkeep':
      world.advance(10);
      await world.upkeep();
      return true;
    default:
      return false;
  }
}

/** Pays at the gateway's page as a person does: opens the link, presses a button. */
export async function payAt(world: World, url: string, outcome: string): Promise<void> {
  const path = (address: string): string => address.replace(/^https?:\/\/[^/]+/, '');
  const opened = await world.request('GET', path(url), null);
  const page = path(opened.status === 303 ? (opened.headers.get('location') ?? '') : url);
  await world.request('GET', page, null);
  await world.request('POST', page, null, new URLSearchParams({ outcome }));
  await world.settle();
  if (outcome === 'late') {
    world.advance(30);
    await world.upkeep();
  }
}

/** An invented grid, the faults of one bad day and what its residents report: seeded. The truth stays beside each report, never in it. */
import { buildingKey, type OutageReport, type ReportScope } from '../../src/domain/outages.ts';

type Kind = 'feeder' | 'branch' | 'transformer' | 'building' | 'home' | 'planned' | 'rotation' | 'nested';

export interface Fault {
  readonly id: string;
  readonly kind: Kind;
  readonly feeder: string;
  /** Whose homes are dark; minutes of the day. */
  readonly homes: readonly Home[];
  readonly start: number;
  readonly end: number;
  /** Of a nested fault: the feeder's fault that hid it. */
  readonly parent: string | null;
}

interface Home {
  readonly accountNumber: string;
  readonly feeder: string;
  readonly transformer: string;
  /** Number and block without the room. */
  readonly building: string;
  readonly city: string;
  readonly room: number;
  /** Blocks that were connected lately are not among the accounts yet. */
  readonly registered: boolean;
}

/** `fault` made this resident write; `dark` are all that kept the home dark then. */
interface Sent {
  readonly report: OutageReport;
  readonly fault: string;
  readonly dark: readonly string[];
}

export interface Day {
  readonly faults: readonly Fault[];
  readonly sent: readonly Sent[];
}

const DAY = Date.UTC(2026, 6, 14, 0, 0);
export const at = (minutes: number): Date => new Date(DAY + Math.round(minutes * 60_000));

/** mulberry32: small, the same on every machine. */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number) => low + next() * (high - low);
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  const one = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const soon = (mean: number) => -mean * Math.log(1 - next());
  return { next, between, whole, one, soon, often: (share: number) => next() < share };
}
type Dice = ReturnType<typeof dice>;

const STREETS = ['幸福', '和平', '测试', '桂花', '样本', '新和平', '示范', '东和平', '新幸福', '长乐', '园丁', '八一'];
const KINDS_OF_STREET = ['路', '街', '大道', '巷'];
const TAIWAN = ['範例路', '樣品街', '試用路', '範例東路', '測試路二段', '測試路三段', '樣品路', '新範例路'];

/** 24 feeders of 6–12 transformers of 3–5 blocks of 16–36 homes; a third of them counts houses and floors as in Taiwan. */
function grid({ whole, often }: Dice): readonly Home[] {
  const homes: Home[] = [];
  for (let f = 0; f < 24; f++) {
    const taiwan = f % 3 === 2;
    const street = taiwan
      ? (TAIWAN[Math.floor(f / 3) % TAIWAN.length] as string)
      : `${STREETS[f % STREETS.length]}${KINDS_OF_STREET[Math.floor(f / 2) % KINDS_OF_STREET.length]}`;
    let number = 10 * f + 1;
    let block = 0;
    const transformers = whole(6, 12);
    for (let t = 0; t < transformers; t++) {
      // A large estate goes on with its blocks at the next transformer.
      if (t === 0 || !often(0.25)) {
        number += whole(1, 3);
        block = 0;
      }
      const blocks = whole(3, 5);
      for (let b = 0; b < blocks; b++) {
        block += 1;
        if (taiwan) number += 2;
        const registered = !often(0.015);
        const size = whole(16, 36);
        for (let h = 0; h < size; h++)
          homes.push({
            accountNumber: `999${String(homes.length).padStart(9, '0')}7`,
            feeder: `F${f}`,
            transformer: `T${f}-${t}`,
            building: taiwan ? `${street}${number}號` : `${street}${number}号${block}栋`,
            city: taiwan ? '示範市測試區' : '示例市',
            room: 101 + 100 * Math.floor(h / 4) + (h % 4),
            registered,
          });
      }
    }
  }
  return homes;
}

/** 40 faults within ten hours: most run at the same time as many others, some on the same feeder. */
function faultsOf(homes: readonly Home[], { whole, between, one, next }: Dice): readonly Fault[] {
  const faults: Fault[] = [];
  const feeders = [...new Set(homes.map((home) => home.feeder))].sort(() => next() - 0.5);
  const transformersOf = (feeder: string) =>
    [...new Set(homes.filter((home) => home.feeder === feeder).map((home) => home.transformer))].sort(
      () => next() - 0.5,
    );
  const add = (
    kind: Kind,
    feeder: string,
    start: number,
    length: number,
    dark: (home: Home) => boolean,
    parent?: Fault,
  ) => {
    const fault: Fault = {
      id: `${kind}-${faults.length}`,
      kind,
      feeder,
      homes: homes.filter((home) => home.feeder === feeder && dark(home)),
      start,
      end: start + length,
      parent: parent?.id ?? null,
    };
    faults.push(fault);
    return fault;
  };
  const start = () => between(300, 900);
  const of = (transformer: string | undefined) => (home: Home) => home.transformer === transformer;

  // 0–5: the whole feeder; each hides a transformer's own fault, which shows when the others are back (the first also before).
  for (const [n, feeder] of feeders.slice(0, 6).entries()) {
    const [sick] = transformersOf(feeder);
    const whole = add('feeder', feeder, start(), between(60, 240), () => true);
    const from = whole.start - (n === 0 ? 25 : 0);
    add('nested', feeder, from, whole.end - from + between(90, 200), of(sick), whole);
  }
  // 6–7: a branch of the feeder; the rest stays lit.
  for (const feeder of feeders.slice(6, 8)) {
    const branch = new Set(transformersOf(feeder).slice(0, whole(4, 5)));
    add('branch', feeder, start(), between(60, 200), (home) => branch.has(home.transformer));
  }
  // 8–12: two transformers of one feeder, minutes apart; 13–14: one.
  for (const [n, feeder] of feeders.slice(8, 15).entries()) {
    const [first, second] = transformersOf(feeder);
    const begins = start();
    add('transformer', feeder, begins, between(90, 300), of(first));
    if (n < 5) add('transformer', feeder, begins + between(0, 25), between(90, 300), of(second));
  }
  // 15–19: known beforehand. 18 and 19 have a fault beside the plan, on another transformer.
  for (const [n, feeder] of feeders.slice(15, 20).entries()) {
    const [first, second, other] = transformersOf(feeder);
    const begins = 480 + 60 * n;
    if (n === 0) add('rotation', feeder, begins, 120, () => true);
    else add('planned', feeder, begins, between(150, 300), (home) => [first, second].includes(home.transformer));
    if (n > 2) add('building', feeder, begins + between(10, 90), between(120, 300), oneBuilding(homes, other, one));
  }
  // Blocks and single homes anywhere that is left, and one block beside each of two transformers' faults.
  for (const feeder of [...feeders.slice(20, 24), ...feeders.slice(13, 15)]) {
    const last = transformersOf(feeder).find((name) => !faults.some((fault) => fault.homes.some(of(name))));
    add('building', feeder, start(), between(120, 300), oneBuilding(homes, last, one));
  }
  while (faults.length < 40) {
    const home = one(homes);
    add('home', home.feeder, start(), 240, (other) => other === home);
  }
  return faults;
}

function oneBuilding(homes: readonly Home[], transformer: string | undefined, one: Dice['one']) {
  const { building } = one(homes.filter((home) => home.transformer === transformer));
  return (home: Home) => home.building === building;
}

/** What residents think how far it goes: often unknown, sometimes wrong. */
const SCOPES: Readonly<Record<'wide' | 'building' | 'home', readonly (readonly [ReportScope, number])[]>> = {
  wide: [
    ['area', 0.42],
    ['building', 0.31],
    ['unknown', 0.15],
    ['home', 0.12],
  ],
  building: [
    ['building', 0.68],
    ['unknown', 0.13],
    ['home', 0.13],
    ['area', 0.06],
  ],
  home: [
    ['home', 0.86],
    ['unknown', 0.09],
    ['building', 0.05],
  ],
};

function scopeOf(kind: Kind, { next }: Dice): ReportScope {
  let left = next();
  for (const [scope, share] of SCOPES[kind === 'home' || kind === 'building' ? kind : 'wide']) {
    left -= share;
    if (left < 0) return scope;
  }
  return 'unknown';
}

const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** The address as somebody in the dark types it. */
function sloppy(home: Home, { often, one, whole }: Dice): string {
  let text = home.building;
  // One digit wrong: it may name a block that exists and has light.
  if (often(0.01)) text = text.replace(/\d(?=[号號栋])/, String(whole(1, 9)));
  if (text.includes('栋')) {
    if (often(0.04)) text = text.replace(/\d+栋$/, '');
    else if (often(0.12))
      text = text.replace(/(\d+)栋$/, (all, n: string) => (CHINESE[Number(n)] ? `${CHINESE[Number(n)]}栋` : all));
    text = text.replace(/栋$/, one(['栋', '栋', '幢', '号楼', '座', '#', ' 栋', '棟']));
    if (often(0.1)) text = text.replace('号', one(['号 ', '号,', '號', '-', ' ']).replace(/^-$/, '号-'));
  } else if (often(0.15))
    text = text
      .replace('號', '号')
      .replace('範', '范')
      .replace('樣', '样')
      .replace('測試', '测试')
      .replace('試', '试')
      .replace('東', '东');
  if (often(0.2)) text = text.replace('二段', '2段').replace('三段', '3段');
  if (often(0.015)) text = text.replace(/\d.*$/, '');
  const floor = Math.floor(home.room / 100);
  text += one([
    '',
    '',
    `${home.room}`,
    `${home.room}室`,
    `${floor}楼`,
    `${floor}樓`,
    `2单元${home.room}`,
    ` ${home.room}`,
    '整栋',
  ]);
  if (often(0.3)) text = home.city + text;
  if (often(0.08)) text = `我家在${text}`;
  return often(0.25) ? wide(text) : text;
}

/** The utility's accounts by building, and what a clerk makes of half an address. */
function register(homes: readonly Home[]) {
  const known = new Map<string, Home>();
  for (const home of homes) {
    const key = buildingKey(home.city + home.building);
    if (key !== null && home.registered) known.set(key, home);
  }
  return (address: string): Pick<OutageReport, 'feeder' | 'transformer'> => {
    const key = buildingKey(address);
    const exact = key === null ? undefined : known.get(key);
    if (exact) return { feeder: exact.feeder, transformer: exact.transformer };
    // Half an address, or a block too new: the other blocks of that number know at least the feeder.
    const estate = key?.replace(/(?<=号)[^号]*$/, '');
    const there = estate?.endsWith('号')
      ? [...known].filter(([other]) => other.startsWith(estate)).map(([, home]) => home)
      : [];
    const only = (name: 'feeder' | 'transformer') => {
      const names = new Set(there.map((home) => home[name]));
      return names.size === 1 ? (there[0]?.[name] ?? null) : null;
    };
    return { feeder: only('feeder'), transformer: key === estate ? only('transformer') : null };
  };
}

export function dayOf(seed: number, reports = 5_000): Day {
  const luck = dice(seed);
  const { next, one, often, between, soon } = luck;
  const homes = grid(luck);
  const faults = [...faultsOf(homes, luck)];
  const locate = register(homes);
  const share = (fault: Fault) => (fault.kind === 'home' ? 0 : fault.homes.length ** 0.75);
  const total = faults.reduce((sum, fault) => sum + share(fault), 0);
  const wrote: { home: Home; fault: Fault; minute: number }[] = [];
  for (const fault of faults) {
    const count = fault.kind === 'home' ? 2 : Math.max(4, Math.round((share(fault) / total) * (reports - 165)));
    const hiding = faults.find(({ id }) => id === fault.parent);
    for (let n = 0; n < count; n++) {
      const home = one(fault.homes);
      // Whose small fault is hidden by a wide one writes before it began, or when the others are back.
      const before = hiding !== undefined && fault.start < hiding.start && often(0.25);
      const begins = before ? fault.start : Math.max(fault.start, hiding?.end ?? 0);
      const ends = before ? hiding.start : fault.end;
      const delay = often(0.12) ? next() * (ends - begins) : Math.min(1 + soon(32), next() * (ends - begins) + 1);
      // Some send just as the light comes back, some when the crew of a plan is early.
      const minute = often(0.007) ? fault.end + between(0, 8) : begins + delay;
      wrote.push({ home, fault, minute: fault.kind === 'planned' && often(0.03) ? begins - between(0, 20) : minute });
    }
  }
  // Noise: homes with trouble of their own, half of them on a feeder while it has a fault of others.
  for (let n = 0; wrote.length < reports; n++) {
    const busy = one(faults);
    const home = one(often(0.5) ? homes.filter((other) => other.feeder === busy.feeder) : homes);
    const minute = often(0.5) ? between(busy.start, busy.end + 120) : between(250, 1_200);
    const own: Fault = {
      id: `noise-${n}`,
      kind: 'home',
      feeder: home.feeder,
      homes: [home],
      start: minute - soon(40),
      end: minute + 120,
      parent: null,
    };
    faults.push(own);
    wrote.push({ home, fault: own, minute });
    if (often(0.15) && wrote.length < reports) wrote.push({ home, fault: own, minute: minute + between(1, 60) });
  }
  const darkOver = (home: Home, fault: Fault, minute: number) => [
    fault.id,
    ...faults
      .filter(
        (other) =>
          other !== fault &&
          other.kind !== 'home' &&
          other.start <= minute &&
          minute < other.end &&
          other.homes.includes(home),
      )
      .map((other) => other.id),
  ];
  const sent = wrote
    .sort((a, b) => a.minute - b.minute)
    .map(({ home, fault, minute }): Sent => {
      const address = home.registered && often(0.65) ? null : sloppy(home, luck);
      const said = often(0.5)
        ? null
        : often(0.04)
          ? minute - between(0, 600)
          : Math.min(minute, fault.start + between(-20, 20));
      return {
        report: {
          at: at(minute),
          scope: scopeOf(fault.kind, luck),
          ...(address === null ? { feeder: home.feeder, transformer: home.transformer } : locate(address)),
          address,
          accountNumber: address === null ? home.accountNumber : null,
          since: said === null ? null : at(Math.round(said / 5) * 5),
        },
        fault: fault.id,
        dark: darkOver(home, fault, minute),
      };
    });
  return { faults, sent };
}

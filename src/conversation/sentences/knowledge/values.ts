/** How promised times, settings, prices and tiers read inside an article, in each language. */
import type { Season, Tariff } from '../../../domain/billing.ts';
import type { Locale } from '../../../domain/names.ts';
import type { PublishedValue } from '../../../domain/published-values.ts';

export interface ValueTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Unit = 'minute' | 'hour' | 'day' | 'working-day';

interface Words {
  readonly duration: (limit: number, unit: Unit) => string;
  readonly price: (price: string, currency: 'CNY' | 'TWD') => string;
  readonly tier: string;
  readonly tierName: (place: number) => string;
  readonly perPeriod: Readonly<Record<Tariff['period'], string>>;
  readonly upTo: (from: string, to: string | null) => string;
  readonly priceHead: (currency: 'CNY' | 'TWD', part: 'flat' | 'peak' | 'valley') => string;
  readonly season: (season: Season) => string;
}

const UNITS: Readonly<Record<Locale, Readonly<Record<Unit, string>>>> = {
  'zh-CN': { minute: '分钟', hour: '小时', day: '天', 'working-day': '个工作日' },
  'zh-TW': { minute: '分鐘', hour: '小時', day: '天', 'working-day': '個工作天' },
  en: { minute: 'minute', hour: 'hour', day: 'day', 'working-day': 'working day' },
};

const chinese = (locale: 'zh-CN' | 'zh-TW'): Words => {
  const cn = locale === 'zh-CN';
  const money = (currency: 'CNY' | 'TWD') => (currency === 'TWD' && cn ? '新台币元' : '元');
  const parts = cn ? { flat: '电价', peak: '峰', valley: '谷' } : { flat: '電價', peak: '尖峰', valley: '離峰' };
  return {
    duration: (limit, unit) => `${limit}${cn ? '' : ' '}${UNITS[locale][unit]}`,
    price: (price, currency) => `${price}${cn ? '' : ' '}${money(currency)}/度`,
    tier: cn ? '档' : '級距',
    tierName: (place) =>
      cn ? `第${'一二三四五六七八九'[place] ?? place + 1}档` : `第${'一二三四五六七八九'[place] ?? place + 1}級距`,
    perPeriod: cn
      ? { month: '每月度数', year: '每年度数', 'two-months': '每两个月度数' }
      : { month: '每月度數', year: '每年度數', 'two-months': '每兩個月度數' },
    upTo: (from, to) => (to === null ? `${from}度以上` : from === '0' ? `${to}度以下` : `${from}–${to}度`),
    priceHead: (currency, part) => `${parts[part]}（${money(currency)}/度）`,
    season: ({ months }) => `${spans(months).join('、')}月`,
  };
};

const english: Words = {
  duration: (limit, unit) => `${limit} ${UNITS.en[unit]}${limit === 1 ? '' : 's'}`,
  price: (price, currency) => `${currency} ${price} per kWh`,
  tier: 'Tier',
  tierName: (place) => `Tier ${place + 1}`,
  perPeriod: { month: 'kWh a month', year: 'kWh a year', 'two-months': 'kWh in two months' },
  upTo: (from, to) => (to === null ? `over ${from}` : from === '0' ? `up to ${to}` : `${from}–${to}`),
  priceHead: (currency, part) => `${{ flat: 'Price', peak: 'Peak', valley: 'Off-peak' }[part]} (${currency} per kWh)`,
  season: ({ months }) => `months ${spans(months).join(', ')}`,
};

const WORDS: Readonly<Record<Locale, Words>> = { 'zh-CN': chinese('zh-CN'), 'zh-TW': chinese('zh-TW'), en: english };

/** `11, 12, 1, 2, 3, 4` → `11–4`: the year goes round. */
function spans(months: readonly number[]): string[] {
  const has = (month: number) => months.includes(((month + 11) % 12) + 1);
  if (months.length === 12) return ['1–12'];
  const starts = months.filter((month) => !has(month - 1));
  return starts.map((start) => {
    let end = start;
    while (has(end + 1)) end += 1;
    return end === start ? `${start}` : `${start}–${((end + 11) % 12) + 1}`;
  });
}

/** A value as words; tiers are a table, see `tableOf`. `followed`: what stands right behind it, which may be its unit already. */
export function wordsOf(value: PublishedValue, locale: Locale, followed = ''): string {
  const words = WORDS[locale];
  switch (value.kind) {
    case 'duration': {
      // Nobody says 180 minutes.
      const hours = value.unit === 'minute' && value.limit >= 120 && value.limit % 60 === 0;
      return hours ? words.duration(value.limit / 60, 'hour') : words.duration(value.limit, value.unit);
    }
    case 'count':
      return /^\s?(?:天|日|个|個|分|工作|小时|小時|day|minute|calendar|working)/i.test(followed)
        ? `${value.count}`
        : words.duration(value.count, value.unit);
    case 'text':
      return value.text;
    case 'per-mille':
      return `${value.value}‰`;
    case 'hours':
      return `${value.from}–${value.to}`;
    case 'price':
      return words.price(value.price, value.currency);
    case 'tiers':
      return '';
  }
}

/** A tariff's tiers side by side: limits and prices that all seasons share stand once. */
export function tableOf(tariff: Tariff, locale: Locale): ValueTable {
  const words = WORDS[locale];
  const { seasons, currency } = tariff;
  const same = (of: (season: Season) => unknown) =>
    new Set(seasons.map((season) => JSON.stringify(of(season)))).size === 1;
  const oneLimit = same(({ tiers }) => tiers.map(({ upTo }) => upTo));
  const onePrice = same(({ tiers }) =>
    tiers.map(({ price, pricePeak, priceValley }) => [price, pricePeak, priceValley]),
  );
  const named = (name: string, season: Season, once: boolean) => (once ? name : `${words.season(season)} ${name}`);
  const columns = [
    ...(oneLimit ? seasons.slice(0, 1) : seasons).map((season) => ({
      head: named(words.perPeriod[tariff.period], season, oneLimit),
      cell: (place: number) => {
        const before = season.tiers[place - 1]?.upTo;
        const from = before ? String(Number(before) + 1) : '0';
        const to = season.tiers[place]?.upTo ?? null;
        return words.upTo(to === null && before ? before : from, to);
      },
    })),
    ...(onePrice ? seasons.slice(0, 1) : seasons).flatMap((season) => {
      const timed = season.tiers.some(({ pricePeak }) => pricePeak !== undefined);
      const price = (part: 'flat' | 'peak' | 'valley', of: (tier: Season['tiers'][number]) => string | undefined) => ({
        head: named(words.priceHead(currency, part), season, onePrice),
        cell: (place: number) => {
          const tier = season.tiers[place];
          return (tier && of(tier)) ?? '–';
        },
      });
      return [
        price('flat', (tier) => tier.price),
        ...(timed ? [price('peak', (tier) => tier.pricePeak), price('valley', (tier) => tier.priceValley)] : []),
      ];
    }),
  ];
  const most = Math.max(...seasons.map(({ tiers }) => tiers.length));
  return {
    head: [words.tier, ...columns.map(({ head }) => head)],
    rows: Array.from({ length: most }, (_, place) => [
      words.tierName(place),
      ...columns.map(({ cell }) => cell(place)),
    ]),
  };
}

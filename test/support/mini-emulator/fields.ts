/** What a subscribe message's fields may hold, as WeChat checks them (facts/channels.md 3.4). */

const RULES: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => [...value].length <= 20,
  number: (value) => /^\d{1,32}(?:\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => [...value].length <= 5 && !/[\p{L}\p{N}]/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => {
    const one = '(?:\\d{4}年\\d{1,2}月\\d{1,2}日 |\\d{4}-\\d{1,2}-\\d{1,2} )?\\d{1,2}:\\d{2}(?::\\d{2})?';
    return new RegExp(`^${one}(?:~${one})?$`).test(value);
  },
  date: (value) => /^\d{4}(?:年\d{1,2}月\d{1,2}日|([-/.])\d{1,2}\1\d{1,2})(?: \d{1,2}:\d{2})?$/.test(value),
  amount: (value) => /^[¥￥$]?\d{1,10}(?:\.\d{1,2})?元?$/.test(value),
  phone_number: (value) => /^[\d+-]{1,17}$/.test(value),
  car_number: (value) => [...value].length <= 8,
  name: (value) => (/^[\x20-\x7e]*$/.test(value) ? value.length <= 20 : [...value].length <= 10),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
};

/** The first field that WeChat would not take; null: all do. */
export function wrongField(
  fields: readonly string[],
  data: Readonly<Record<string, { value: string }>>,
): string | null {
  if (Object.keys(data).sort().join() !== [...fields].sort().join())
    return fields.find((field) => !data[field]) ?? 'data';
  for (const [field, { value }] of Object.entries(data)) {
    const rule = RULES[field.replace(/\d+$/, '')];
    if (!rule?.(value) || value === '' || /[\r\n]/.test(value)) return field;
  }
  return null;
}

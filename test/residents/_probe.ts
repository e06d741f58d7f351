import { understandText } from '../../src/conversation/understanding/understand.ts';

const Q: Record<string, any> = {
  none: null,
  address: { service: 'outage.report', slot: 'address' },
  name: { service: 'account.transfer', slot: 'name' },
  title: { service: 'invoice.issue', slot: 'title' },
  about: { service: 'complaint.file', slot: 'about', options: [{ label: '抄表员', value: 'staff' }] },
  scope: {
    service: 'outage.report',
    slot: 'scope',
    options: [
      { label: '只有我家', value: 'home' },
      { label: '整栋楼', value: 'building' },
      { label: '这一片', value: 'area' },
      { label: '不清楚', value: 'unknown' },
    ],
  },
  score: {
    service: 'rating.give',
    slot: 'score',
    optional: true,
    options: [
      { label: 'Very satisfied', value: '5' },
      { label: 'Satisfied', value: '4' },
      { label: 'Neutral', value: '3' },
      { label: 'Dissatisfied', value: '2' },
      { label: 'Very dissatisfied', value: '1' },
    ],
  },
  parkingSpace: { service: 'connection.new', slot: 'parkingSpace' },
  topics: {
    service: 'notice.choose',
    slot: 'topics',
    options: [
      { label: 'Turn off payment receipts', value: 'off:receipt' },
      { label: 'Turn on planned outages', value: 'planned-outage' },
      { label: 'Turn on all', value: 'all' },
      { label: 'Turn off all', value: 'none' },
    ],
  },
};
const filled: Record<string, any> = { scope: { address: '示例市国际路135号', danger: 'no' } };

import { readFileSync } from 'node:fs';

for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (!line.trim()) continue;
  const [q = '', loc = '', text = ''] = line.split('|');
  const p = understandText(text, { locale: loc as any, today: '2026-12-05', open: Q[q], filled: filled[q] ?? {} });
  console.log(
    q,
    '|',
    text,
    '→',
    p
      .map(({ command, by, why }: any) => `${by} ${JSON.stringify(command)} ${why ? JSON.stringify(why) : ''}`)
      .join(' ; '),
  );
}

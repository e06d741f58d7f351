/** Samples of one person's channels: every channel, with and without holders. */
import type { LinksParams } from '../../../src/conversation/sentences/links/params.ts';
import { CHANNELS, SERVICES } from '../../../src/domain/names.ts';
import { at, type Samples } from './sample.ts';

const channels = [...CHANNELS, 'unheard-of'].map((channel) => ({ channel }));

export const linkSamples: Samples<LinksParams> = {
  'link.channel': channels,
  'link.since': [{ since: at }],
  'link.open-there': SERVICES.map((service) => ({ service })),
  'option.link-phone': [{ phone: '139****0001' }],
  'option.link-part': channels,
  'option.link-task': channels,
  'link.code': [{ code: '123 456 789', minutes: 10 }],
  'link.too-many': [{ retryAt: at }, { retryAt: null }],
  'link.ask-join': channels.flatMap(({ channel }) => [
    { channel, holders: [] },
    { channel, holders: ['王**', '王**'] },
  ]),
  'link.done': channels,
  'link.told': channels,
  'link.instead': channels,
  'link.ask-part': channels.map(({ channel }) => ({ channel, keeps: 'web' })),
  'link.part-done': channels,
  'link.parted': channels,
};

/** What a first message can mean: the services, the words that steer, and everything that is not ours. */
import { SERVICES, type ServiceId } from '../../../domain/names.ts';
import type { Command } from '../../message.ts';

const CONTROLS = ['control.affirm', 'control.deny', 'control.cancel', 'control.help', 'control.back'] as const;

export type Label = ServiceId | (typeof CONTROLS)[number] | 'out_of_scope';

/** Those that are learned from examples. Of `channel.link` the words are few and plain: the rules hear them alone. */
export const LABELS: readonly Label[] = [
  ...SERVICES.filter((service) => service !== 'channel.link'),
  ...CONTROLS,
  'out_of_scope',
];

/** What commands that begin no service are called outside (contract.md section 7). */
export const PUBLIC_LABELS: Readonly<Partial<Record<Command['kind'], Label>>> = {
  affirm: 'control.affirm',
  deny: 'control.deny',
  cancel: 'control.cancel',
  help: 'control.help',
  back: 'control.back',
  outOfScope: 'out_of_scope',
};

/** What a first message can mean: the services, the words that steer, and everything that is not ours. */
import { SERVICES } from '../../../domain/names.ts';

const CONTROLS = ['control.affirm', 'control.deny', 'control.cancel', 'control.help', 'control.back'] as const;

export const LABELS = [...SERVICES, ...CONTROLS, 'out_of_scope'] as const;
export type Label = (typeof LABELS)[number];

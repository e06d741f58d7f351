/** What the sentences of repairs take from the book of their language: what a service and an answer are called in a sentence. */
import type { ServiceId, SlotName } from '../../../domain/names.ts';

export interface RepairWords {
  readonly doing: (service: ServiceId) => string;
  readonly slots: Readonly<Record<SlotName, string>>;
}

/** Why each question is asked; by service where the same question has another reason. */
export type Reasons = Readonly<
  Record<SlotName | 'confirm', string | (Readonly<Partial<Record<ServiceId, string>>> & { readonly other: string })>
>;

export function reasonOf(reasons: Reasons, slot: SlotName | 'confirm', service: ServiceId): string {
  const reason = reasons[slot];
  return typeof reason === 'string' ? reason : (reason[service] ?? reason.other);
}

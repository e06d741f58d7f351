/** The card of a contract that waits for its signature, with a fresh link to read it. */
import type { ShownCase } from '../services/case-view.ts';
import type { Turn } from './flow.ts';
import type { Said } from './saying.ts';
import { phrase } from './sentences/book.ts';

/** Nothing for a case at another stage. */
export async function toSign({ services }: Turn, found: ShownCase['found']): Promise<readonly Said[]> {
  if (found.stage !== 'contract-signing') return [];
  return [
    {
      kind: 'card',
      title: phrase('holder.contract-title', { caseNumber: found.caseNumber }),
      rows: found.wait
        ? [[phrase('row.sign-until'), phrase('holder.contract-until', { until: new Date(found.wait.due) })]]
        : [],
      buttons: [],
      link: { label: phrase('label.sign'), url: await services.holders.contracts.link(found) },
    },
  ];
}

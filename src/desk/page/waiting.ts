/** Who waits for a person: read every ten seconds, and on when nobody looks at the page, for the list, the title and the mark in the header. */
import type { Answer, Api } from './api.ts';
import { createPoll } from './poll.ts';
import type { Handoff } from './shapes.ts';

export interface Waiting {
  /** null: not read yet. */
  list(): readonly Handoff[] | null;
  /** What the last reading gave when it gave nothing. */
  trouble(): Extract<Answer<never>, { ok: false }>['refusal'] | null;
  count(): number;
  onChange(hear: () => void): () => void;
  again(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 10_000;
/** Whoever works in another window reads the number in the title. */
const HIDDEN_MS = 60_000;

export function createWaiting(api: Api, onNew: () => void): Waiting {
  let known: readonly Handoff[] | null = null;
  let over = false;
  let trouble: ReturnType<Waiting['trouble']> = null;
  const hearing = new Set<() => void>();

  async function read(): Promise<Answer<unknown>> {
    const answer = await api.get<{ handoffs: readonly Handoff[] }>('/v1/desk/handoffs');
    if (over) return answer;
    trouble = answer.ok ? null : answer.refusal;
    if (answer.ok) {
      const before = known;
      known = answer.value.handoffs;
      const isNew = ({ caseNumber, stage }: Handoff): boolean =>
        stage === 'waiting' && before !== null && !before.some((one) => one.caseNumber === caseNumber);
      if (known.some(isNew)) onNew();
    }
    for (const hear of hearing) hear();
    return answer;
  }

  const poll = createPoll(EVERY_MS, read, HIDDEN_MS);
  return {
    list: () => known,
    trouble: () => trouble,
    count: () => (known ?? []).filter(({ stage }) => stage === 'waiting').length,
    onChange(hear) {
      hearing.add(hear);
      return () => hearing.delete(hear);
    },
    again: poll.again,
    stop() {
      over = true;
      poll.stop();
    },
  };
}

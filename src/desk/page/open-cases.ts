/** How many cases are open in what one sees: read every minute for the mark in the header, wherever one is. */
import type { Api } from './api.ts';
import { createPoll, type Poll } from './poll.ts';
import type { CasePage } from './shapes.ts';

const EVERY_MS = 60_000;

export function createOpenCases(api: Api, onCount: (open: number) => void): Poll {
  const poll = createPoll(EVERY_MS, async () => {
    const answer = await api.get<CasePage>('/v1/desk/cases?limit=1');
    if (answer.ok) onCount(answer.value.counts.open);
    return answer;
  });
  void poll.again();
  return poll;
}

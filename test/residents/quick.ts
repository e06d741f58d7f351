/** Plays jobs on this tree's service until one fails: what mutate.ts starts in each copy of the source. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readCast } from './people.ts';
import { run } from './run.ts';
import { readWords } from './words.ts';

const order = z.object({
  /** A connection string with DATABASE in place of the name. */
  server: z.string(),
  /** A prepared database; its name also tells this run's own databases from others'. */
  template: z.string(),
  lane: z.string(),
  jobs: z.array(z.object({ id: z.string(), seed: z.number() })),
});

/** `path`: a file with the order. Says on standard output what was found. */
export async function playQuickly(path: string): Promise<void> {
  const asked = order.parse(JSON.parse(readFileSync(path, 'utf8')));
  const here = fileURLToPath(new URL('.', import.meta.url));
  const cast = readCast(here, `${here}people`);
  const jobs = asked.jobs.flatMap(({ id, seed }) => {
    const resident = cast.residents.find((one) => one.id === id);
    return resident ? [{ resident, seed }] : [];
  });
  const results = await run({
    server: { url: (database) => asked.server.replace('DATABASE', database) },
    cast,
    words: readWords(`${here}words`),
    jobs,
    lanes: 1,
    template: asked.template,
    lane: asked.lane,
    enough: ({ why }) => why.length > 0,
  });
  const noticed = results.find(({ why }) => why.length > 0);
  console.log(
    JSON.stringify({
      played: results.length,
      noticed: noticed && { id: noticed.id, seed: noticed.seed, why: noticed.why[0] },
    }),
  );
}

/** Everything that people do in a run. */
import type { Deed } from './deeds.ts';
import { createDesk } from './desk.ts';
import { createInsisting } from './insist.ts';
import { createResidents } from './residents.ts';
import type { World } from './world.ts';

export type Acts = ReturnType<typeof createActs>;

export function createActs(world: World, deeds: Deed[]) {
  const insisting = createInsisting(world, deeds);
  return { residents: createResidents(world, insisting), desk: createDesk(world, insisting) };
}

/** What opens each room of the desk. */
import type { Room } from '../rooms.ts';
import { createCasesRoom } from './cases-room.ts';
import type { Desk, RoomView } from './desk.ts';
import { createGapsRoom } from './gaps-room.ts';
import { createHandoffsRoom } from './handoffs-room.ts';
import { createOutagesRoom } from './outages-room.ts';
import { createStatisticsRoom } from './statistics-room.ts';

export const ROOM_VIEWS: Readonly<Record<Room, (desk: Desk) => RoomView>> = {
  handoffs: createHandoffsRoom,
  cases: createCasesRoom,
  outages: createOutagesRoom,
  gaps: createGapsRoom,
  statistics: createStatisticsRoom,
};

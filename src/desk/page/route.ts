/** Where one is, as the address says it: `#/cases/W…?state=late`. */
import { ROOMS, type Room } from '../rooms.ts';

export interface Route {
  readonly room: Room;
  readonly id: string | null;
  readonly query: URLSearchParams;
}

export function readRoute(hash: string): Route | null {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [name, id] = path.split('/');
  const room = ROOMS.find((one) => one === name);
  if (room === undefined) return null;
  try {
    return { room, id: id ? decodeURIComponent(id) : null, query: new URLSearchParams(search) };
  } catch {
    return { room, id: null, query: new URLSearchParams(search) };
  }
}

export function hashOf(room: Room, id: string | null = null, query = new URLSearchParams()): string {
  const search = query.toString();
  return `#/${room}${id === null ? '' : `/${encodeURIComponent(id)}`}${search === '' ? '' : `?${search}`}`;
}

/** The address names nothing any more that was open here. */
export const forgetPlace = (): void =>
  window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}`);

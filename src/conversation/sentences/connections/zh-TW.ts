/** Connections and other requests, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { ConnectionsParams } from './params.ts';

export const connectionsZhTW: Part<ConnectionsParams> = {};

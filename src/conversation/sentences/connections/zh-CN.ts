/** Connections and other requests, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { ConnectionsParams } from './params.ts';

export const connectionsZhCN: Part<ConnectionsParams> = {};

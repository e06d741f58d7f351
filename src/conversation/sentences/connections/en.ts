/** Connections and other requests, in English. */
import type { Part } from '../book.ts';
import type { ConnectionsParams } from './params.ts';

export const connectionsEn: Part<ConnectionsParams> = {};

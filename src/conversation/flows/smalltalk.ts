/** Greetings and thanks have no flow of their own; the entry keeps the table of services complete. */
import { done, type Flow } from '../flow.ts';

export const smalltalk: Flow = { service: 'smalltalk', version: 1, slots: [], act: async () => done([]) };

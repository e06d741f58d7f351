/** Defects of the product that whoever judges the service has to notice, planted one at a time. */
import type { Mutation } from './mutation.ts';
import { FLOW_MUTATIONS } from './mutations.flows.ts';
import { SERVICE_MUTATIONS } from './mutations.services.ts';
import { TALK_MUTATIONS } from './mutations.talk.ts';

export const MUTATIONS: readonly Mutation[] = [...FLOW_MUTATIONS, ...SERVICE_MUTATIONS, ...TALK_MUTATIONS];

/** The service in a process of its own, on a database that is ready: to be killed. */
import { flushCompileCache } from 'node:module';
import { startNode } from '../../../src/node.ts';

await startNode(process.env, process.env.DATABASE_URL ?? '');
console.log('the service answers');
// Now, since a killed process writes nothing at its end.
flushCompileCache();

/** The service in a process of its own for `bench turns`; counts its statements and says where it listens. */
import pg from 'pg';
import { startNode } from '../../../node.ts';
import { reportTo } from './report.ts';

const { DATABASE_URL = '', ...environment } = process.env;

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]): never {
  statements += 1;
  return Reflect.apply(query, this, given) as never;
} as typeof query;

const running = await startNode(environment, DATABASE_URL, { sink: () => {} });
reportTo(
  () => running.stop(),
  () => statements,
);

/** The process that is killed: `startNode` as in production, with a stepped clock and one armed fault point. */

import { flushCompileCache } from 'node:module';
import { startNode } from '../../src/node.ts';
import type { Clock } from '../../src/outside/clock.ts';
import type { Armed } from './points.ts';
import { watchedUnit } from './unit.ts';
import { watchedFetch, watchRequests } from './watch.ts';
import type { Order, Report, Wiring } from './words.ts';

const TROUBLE = /"event":"(?:request\.failed|upkeep\.failed|turn\.failed|gateway\.silent|payment\.notice-refused)"/;

const say = (report: Report) => process.send?.(report);
const { CRASH_DATABASE_URL = '', CRASH_WIRING } = process.env;
const wiring: Wiring = CRASH_WIRING === 'apart' ? 'apart' : 'whole';

let now = 0;
const clock: Clock = { now: () => new Date(now) };

let armed: Armed | null = null;
let hits = 0;
const arm = (point: Armed | null) => {
  armed = point;
  hits = 0;
};
const faultPoint = (name: string) => {
  if (name !== armed?.point) return;
  hits += 1;
  if (hits === armed.hit) process.kill(process.pid, 'SIGKILL');
};

let running: ReturnType<typeof startNode> | null = null;

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'go':
      now = order.now;
      arm(order.armed);
      watchRequests(faultPoint);
      running = startNode(process.env, CRASH_DATABASE_URL, {
        clock,
        faultPoint,
        fetch: watchedFetch(faultPoint),
        unit: (db) => watchedUnit(db, wiring, faultPoint),
        sink: (line) => TROUBLE.test(line) && say({ say: 'trouble', line }),
      });
      await running;
      say({ say: 'up' });
      return;
    case 'arm':
      arm(order.armed);
      say({ say: 'done', id: order.id });
      return;
    case 'refund': {
      const refunds = (await running)?.house.services.refunds;
      const [receipt] = (await refunds?.receiptsOf(order.paymentId)) ?? [];
      const known = (await refunds?.ofPayment(order.paymentId)) ?? [];
      if (receipt && !known.some(({ status }) => status !== 'failed' && status !== 'rejected'))
        await refunds?.request('B01', {
          reference: receipt.reference,
          amount: null,
          reason: '重复缴费',
          owedAgain: true,
          caseNumber: null,
        });
      for (const { refundId, status } of (await refunds?.ofPayment(order.paymentId)) ?? [])
        if (status === 'awaiting') await refunds?.decide('V01', refundId, true);
      say({ say: 'done', id: order.id });
      return;
    }
    case 'step':
      now = order.now;
      await (await running)?.house.upkeep();
      say({ say: 'done', id: order.id });
  }
}

process.on('message', (order) => void obey(order as Order));
// Whoever started this is gone: nobody needs it any more.
process.on('disconnect', () => process.exit(0));
say({ say: 'loaded' });
// Now, since a killed process writes nothing at its end.
flushCompileCache();

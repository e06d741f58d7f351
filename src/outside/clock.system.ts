/** Adapter: the machine's clock, or for a demo a clock that started at `DEMO_NOW` and runs on. */
import type { Clock } from './clock.ts';

export interface DemoStart {
  /** What the clock showed … */
  readonly showed: Date;
  /** … at this instant of the machine's clock (ms). */
  readonly at: number;
}

export function systemClock(demo?: DemoStart): Clock {
  return { now: () => new Date(demo ? demo.showed.getTime() + (Date.now() - demo.at) : Date.now()) };
}

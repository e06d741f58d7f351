/** The demo's clerk, in English. */
import type { Part } from '../book.ts';
import type { DemoParams } from './params.ts';

export const demoEn: Part<DemoParams> = {
  'demo.contacted': '(Demo) We have contacted you and noted what happened.',
  'demo.answered': '(Demo) We looked into it and put it right. In real use, the person in charge writes here.',
  'demo.plan': '(Demo) Supply plan: 220 V single phase, its own meter, residential price, no generator of your own.',
  'demo.surveyed': '(Demo) We have seen the place; it is suitable.',
  'demo.hello': (p) => `(Demo) Hello, this is ${p.name}. In real use, a member of staff writes here.`,
  'demo.back': '(Demo) That is all from me; the automatic service will carry on.',
  'demo.acted': '(Demo) Done by the demo by itself.',
};

/** What the demo's clerk says: invented words of an invented person, marked as such. */

type None = Record<never, never>;

export interface DemoParams {
  'demo.contacted': None;
  'demo.answered': None;
  'demo.plan': None;
  'demo.surveyed': None;
  'demo.hello': { name: string };
  'demo.back': None;
  'demo.acted': None;
}

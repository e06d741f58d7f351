/** The demo's clerk, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { DemoParams } from './params.ts';

export const demoZhTW: Part<DemoParams> = {
  'demo.contacted': '（示範）已與您聯絡，情況記下了。',
  'demo.answered': '（示範）查過了，已經處理好。正式上線後，這裡是承辦人寫的答覆。',
  'demo.plan': '（示範）供電方案：單相三線 110/220 伏特，獨立裝表，住宅電價，不設自備電源。',
  'demo.surveyed': '（示範）現場看過了，條件符合。',
  'demo.hello': (p) => `（示範）您好，我是${p.name}。正式上線後，在這裡回覆您的是專員。`,
  'demo.back': '（示範）這邊先到這裡，智慧客服繼續為您服務。',
  'demo.acted': '（示範）由示範程式自動辦理。',
};

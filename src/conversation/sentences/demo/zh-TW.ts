/** The demo's clerk, in Traditional Chinese. */
import type { Part } from '../book.ts';
import type { DemoParams } from './params.ts';

export const demoZhTW: Part<DemoParams> = {
  'demo.contacted': '（展示）已與您聯絡，情況記下了。',
  'demo.answered': '（展示）查過了，結果已處理好。正式上線後，這裡是承辦人寫的答覆。',
  'demo.plan': '（展示）供電方式：220 伏特單相，獨立裝表，住宅電價，不設自備電源。',
  'demo.surveyed': '（展示）現場看過了，條件符合。',
  'demo.hello': (p) => `（展示）您好，我是${p.name}。正式上線後，這裡是您的同事在說話。`,
  'demo.back': '（展示）這邊先到這裡，智慧客服繼續為您服務。',
};

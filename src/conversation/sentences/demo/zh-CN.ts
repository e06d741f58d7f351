/** The demo's clerk, in Simplified Chinese. */
import type { Part } from '../book.ts';
import type { DemoParams } from './params.ts';

export const demoZhCN: Part<DemoParams> = {
  'demo.contacted': '（演示）已和您联系，情况记下了。',
  'demo.answered': '（演示）查过了，已经处理好。正式使用时，这里是经办人写的答复。',
  'demo.plan': '（演示）供电方案：220 伏单相，独立装表，居民电价，不设自备电源。',
  'demo.surveyed': '（演示）现场看过了，条件具备。',
  'demo.hello': (p) => `（演示）您好，我是${p.name}。正式使用时，在这里回复您的是工作人员。`,
  'demo.back': '（演示）这边先到这里，智能客服继续为您服务。',
  'demo.acted': '（演示）由演示程序自动办理。',
};

/** A stand-in of the chat's endpoints, to try the page by hand: `node test/support/fake-chat-server.ts 8899`. */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { docsCss, docsPage } from '../../src/channels/web/docs.ts';
import { page } from '../../src/channels/web/page.generated.ts';
import type { Reply } from '../../src/conversation/message.ts';

const port = Number(process.argv[2] ?? 8899);
const STATE = '/tmp/fake-chat-state.json';
interface Stored { messageId: string; direction: 'in' | 'out'; at: string; content?: unknown; reply?: Reply }
interface Talk { items: Stored[]; answers: Record<string, unknown>; labels: Record<string, string> }
let talks: Record<string, Talk> = {};
let codes: { phone: string; code: string; at: string }[] = [];
let seq = 0;
try { ({ talks, codes, seq } = JSON.parse(readFileSync(STATE, 'utf8'))); } catch {}
const save = () => writeFileSync(STATE, JSON.stringify({ talks, codes, seq }));
const listeners = new Set<() => void>();
let fail = 0; let delay = 500; let silent = false; let demo = true;
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const app = new Hono();
app.use(async (c, next) => { await next(); c.res.headers.set('content-security-policy', CSP); });
app.get('/', (c) => c.html(page.html));
app.get('/chat.css', (c) => c.body(page.css, 200, { 'content-type': 'text/css; charset=utf-8' }));
app.get('/chat.js', (c) => c.body(page.js, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
app.get('/chat.svg', (c) => c.body(page.icon, 200, { 'content-type': 'image/svg+xml' }));
app.get('/docs', (c) => c.html(docsPage(JSON.parse(readFileSync('/tmp/openapi.json', 'utf8')))));
app.get('/docs.css', (c) => c.body(docsCss, 200, { 'content-type': 'text/css; charset=utf-8' }));
app.get('/demo/hints', (c) => demo ? c.json({ accounts: [
  { accountNumber: '9990000000017', phone: '13900000001', note: '这个月特别贵' },
  { accountNumber: '9990000000024', phone: '13900000002', note: '已逾期' },
  { accountNumber: '99900000031', phone: '0900000003', note: '台灣，兩個月一期' }], codes }) : c.notFound());
app.post('/fake/:what/:value', (c) => {
  const { what, value } = c.req.param();
  if (what === 'fail') fail = Number(value);
  if (what === 'delay') delay = Number(value);
  if (what === 'silent') silent = value === '1';
  if (what === 'demo') demo = value === '1';
  if (what === 'forget') talks = {};
  if (what === 'code') codes.push({ phone: '13900000001', code: value, at: new Date().toISOString() });
  if (what === 'push') for (const t of Object.values(talks)) out(t, [{ kind: 'card', title: '缴费成功', rows: [['金额', '177.42 元'], ['户号', '999****0017'], ['时间', '2026-11-21 10:20']], choices: [{ label: '开发票', button: 'inv' }, { label: '不用了', button: 'no' }] }]);
  save(); for (const l of listeners) l();
  return c.json({ ok: true });
});
const talkOf = (c: { req: { header(n: string): string | undefined } }): Talk | undefined => talks[(c.req.header('authorization') ?? '').slice(7)];
const problem = (status: number) => new Response(JSON.stringify({ type: 'about:blank', title: 'x', status, code: 'x' }), { status, headers: { 'content-type': 'application/problem+json' } });
app.post('/v1/sessions', async (c) => {
  if (fail > 0) { fail--; return problem(503); }
  const token = randomUUID(); talks[token] = { items: [], answers: {}, labels: {} }; save();
  return c.json({ token, expiresAt: '2027-01-01T00:00:00Z', resident: { id: 'r', locale: 'zh-CN' } }, 201);
});
app.patch('/v1/me', async (c) => { console.log('PATCH me', await c.req.text()); return talkOf(c) ? c.json({}) : problem(401); });
app.get('/v1/chat/messages', (c) => { const t = talkOf(c); return t ? c.json({ messages: t.items.slice(-100), now: new Date().toISOString() }) : problem(401); });
app.get('/v1/chat/stream', (c) => {
  const t = talkOf(c); if (!t) return problem(401);
  let last = Number(c.req.header('last-event-id') ?? seq);
  return streamSSE(c, async (s) => {
    const end = Date.now() + 15000;
    let wake = () => {}; let aborted = false;
    const on = () => wake(); listeners.add(on);
    s.onAbort(() => { aborted = true; wake(); });
    await s.write(': hello\n\n');
    while (!aborted && Date.now() < end) {
      for (const item of t.items.filter((i) => Number(i.messageId) > last)) { last = Number(item.messageId); if (!silent) await s.writeSSE({ event: 'message', id: item.messageId, data: JSON.stringify(item) }); }
      await new Promise<void>((r) => { wake = r; setTimeout(r, 1000); });
      await s.write(': beat\n\n');
    }
    listeners.delete(on);
  });
});
function out(t: Talk, replies: Reply[]): string[] {
  return replies.map((reply) => { for (const ch of 'choices' in reply ? reply.choices : []) t.labels[ch.button] = ch.label; t.items.push({ messageId: String(++seq), direction: 'out', at: new Date().toISOString(), reply }); return String(seq); });
}
const c2 = (...labels: string[]) => labels.map((label) => ({ label, button: `b-${label}-${seq}` }));
function reply(said: string): Reply[] {
  if (/图|圖|贵|貴|高|high/.test(said)) return [{ kind: 'text', text: '本月电费比上月多 64.20 元，其中：\n· 用电量增加：+52.10 元\n· 夏季电价：+12.10 元' }, { kind: 'chart', title: '近六个月用电量', unit: '千瓦时', bars: [['2026-05', '182'], ['2026-06', '205.5'], ['2026-07', '341'], ['2026-08', '362'], ['2026-09', '251'], ['2026-10', '298']].map(([label = '', value = '']) => ({ label, value })) }, { kind: 'choices', text: '现在要交吗？', choices: c2('现在交', '以后再说') }];
  if (/查|bill|账单/.test(said)) return [{ kind: 'card', title: '2026年10月电费', rows: [['户号', '999****0017'], ['地址', '示例市幸福路**'], ['用电量', '298 千瓦时'], ['抄表区间', '2026-10-01 至 2026-10-31'], ['应缴金额', '177.42 元'], ['缴费期限', '2026-11-15']], choices: c2('交电费', '为什么这么贵', '往月账单') }];
  if (/交|繳|pay/i.test(said)) return [{ kind: 'card', title: '请确认缴费', rows: [['户号', '999****0017'], ['户主', '王**'], ['金额', '177.42 元']], choices: [], link: { label: '去付款 177.42 元', url: '/sandbox/pay/abc' } }];
  if (/rate|评/.test(said)) return [{ kind: 'choices', text: '这次服务您满意吗？1 分最低，5 分最高。', choices: c2('1', '2', '3', '4', '5') }];
  if (/many/.test(said)) return [{ kind: 'chart', title: '各阶梯电费', unit: '元', bars: [{ label: '第一阶梯 0.589 元/千瓦时', value: '153.14' }, { label: '第二阶梯 0.639 元/千瓦时', value: '24.28' }, { label: '第三阶梯', value: '0' }, { label: '调整', value: '-3.00' }] }, { kind: 'chart', title: 'Usage of the last twelve months', unit: 'kWh', bars: Array.from({ length: 12 }, (_, i) => ({ label: `2026-${String(i + 1).padStart(2, '0')}`, value: String(1000 + i * 91) })) }];
  if (/link/.test(said)) return [{ kind: 'text', text: '详情请看（https://example.com/a?b=c）。或 http://example.com/x_(y)，javascript:alert(1) <img src=x onerror=alert(1)>\nhttps://example.com/a/very/long/path/that/does/not/break/anywhere/at/all/0123456789' }];
  if (/en/.test(said)) return [{ kind: 'choices', text: 'Which account would you like to look at? You have two with us.', choices: c2('999****0017 · 12 Example Road, Building 4, Flat 301', '999****0024 · Shop', 'Another account') }];
  return [{ kind: 'choices', text: `您说的是“${said}”。要查哪个户号的电费？`, choices: c2('999****0017 幸福路', '999****0024 和平街', '其他户号') }];
}
app.post('/v1/chat/messages', async (c) => {
  const t = talkOf(c); if (!t) return problem(401);
  const body = await c.req.json() as { id: string; text?: string; button?: string };
  await new Promise((r) => setTimeout(r, delay));
  if (fail > 0) { fail--; return fail % 2 ? problem(503) : problem(429); }
  if (body.text === '400') return problem(400);
  const known = t.answers[body.id];
  if (known !== undefined) { console.log('again', body.id); return c.json(known); }
  const said = body.text ?? t.labels[body.button ?? ''] ?? '?';
  t.items.push({ messageId: String(++seq), direction: 'in', at: new Date().toISOString(), content: body.text === undefined ? { kind: 'button', label: said } : { kind: 'text', text: body.text } });
  const inboundId = String(seq);
  for (const l of listeners) l();
  await new Promise((r) => setTimeout(r, 30));
  const replies = reply(said); const messageIds = out(t, replies);
  const answer = { replies, turn: { service: null, awaiting: /phone/.test(said) ? 'phone' : null, understood: [] }, messageIds, inboundId };
  t.answers[body.id] = answer; save();
  for (const l of listeners) l();
  if (body.text === 'lost') return new Response(null, { status: 502 });
  return c.json(answer);
});
serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => console.log(`http://127.0.0.1:${port}`));

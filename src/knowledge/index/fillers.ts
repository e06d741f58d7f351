/** Words that say nothing about what is asked, and words that say little. */
import { type Tokens, tokensOf } from './terms.ts';

/** Politeness, particles, articles: left out when two questions are compared. */
const EMPTY = `请问 你好 您好 麻烦 谢谢 一下 一下子 请 想问 想问问 问一下 想问一下 我想问 我想问一下 问下 想请问 帮我 帮忙 我想 我要 我想要 想要
  你们 您 你 我 我们 咱 咱们 吗 呢 吧 啊 呀 哦 嘛 呗 哈 么 的 了 地 得 着 过 就 都 也 还 又 才 那 这 这个 那个 那么 这么 啦 喔 耶
  可不可以 能不能 可以 能 是不是 会不会 要不要 是 有 有没有 给 把 被 让 跟 和 与 在 到 从 对 请教 告诉我 知道 想知道 不知道
  the a an is are was were be am do does did i me my we our you your it its to of in on at for from by with and or please can could would will
  should have has had there this that if so just about any some hi hello`;
/** Question words: they tell why from how, but not what about. */
const WEAK = `怎么 怎么办 如何 怎样 什么 什么样 哪 哪里 哪儿 哪个 哪些 哪一 哪一个 何 何时 何种 何处 谁 多少 几 多 为什么 为何 为啥 咋 咋办 怎么样 啥 什么时候
  什么意思 是什么 需要 应该 要 办 办理 弄 搞 做 用 去 来 说 叫 使用 情况 关于 由 其 之 而 以 于 所 及 被称为 称为 位于 属于 因为 由于 进行 主要 目前 现在
  how what when where which who why whom whose need want get make`;

interface Node {
  next?: Map<number, Node>;
  weight?: number;
}
const learn = (root: Node, list: string, weight: number): void => {
  for (const phrase of list.split(/\s+/)) {
    let node = root;
    for (const key of tokensOf(phrase).keys) {
      node.next ??= new Map();
      const deeper: Node = node.next.get(key) ?? {};
      node.next.set(key, deeper);
      node = deeper;
    }
    node.weight = weight;
  }
};
let known: Node | undefined;
/** Read on first use: a Worker's start is not the place for it. */
const fillers = (): Node => {
  if (known) return known;
  known = {};
  learn(known, WEAK, 0.35);
  learn(known, EMPTY, 0);
  return known;
};

/** Per token: 0 = says nothing, 0.35 = says little, 1. Single characters inside a longer word are that word's. */
export function weightsOf(tokens: Tokens): number[] {
  const { keys, words } = tokens;
  const root = fillers();
  const weights: number[] = keys.map((key) => (key === 0 ? 0 : 1));
  const inside = new Set<number>();
  for (const { at, length } of words) for (let step = 0; step < length; step += 1) inside.add(at + step);
  for (let at = 0; at < keys.length; at += 1) {
    let node: Node | undefined = root;
    let end = -1;
    let weight = 1;
    for (let to = at; to < keys.length; to += 1) {
      node = node.next?.get(keys[to] ?? 0);
      if (!node) break;
      if (node.weight !== undefined && (to > at || !inside.has(at))) {
        end = to;
        weight = node.weight;
      }
    }
    if (end < 0) continue;
    // A phrase that is everything there is would leave nothing to look for: it stays.
    weights.fill(weight, at, end + 1);
    at = end;
  }
  return weights;
}

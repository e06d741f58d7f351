/** A linear support vector machine a label over sparse features, by dual coordinate descent (Hsieh et al. 2008) in a fixed order: the same examples give the same weights. */

export interface Row {
  readonly label: number;
  readonly at: Int32Array;
  readonly values: Float64Array;
}

export interface Fitted {
  readonly labels: number;
  /** `labels` weights a feature, one feature after the other. */
  readonly weights: Float64Array;
}

export interface Fitting {
  readonly rounds: number;
  /** What an example costs that is not on its side by 1: higher fits the examples closer. */
  readonly cost: number;
}

/** Park and Miller's generator: an order that looks random and never changes. */
function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, place) => place);
  let state = seed;
  for (let at = count - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    const held = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}

/** Scores of every label for one row. */
export function scoresOf(
  { labels, weights }: Fitted,
  { at, values }: Pick<Row, 'at' | 'values'>,
  into: Float64Array,
): Float64Array {
  into.fill(0);
  for (let place = 0; place < at.length; place += 1) {
    const base = (at[place] ?? 0) * labels;
    const value = values[place] ?? 0;
    for (let label = 0; label < labels; label += 1)
      into[label] = (into[label] ?? 0) + value * (weights[base + label] ?? 0);
  }
  return into;
}

export function softmax(scores: Float64Array): Float64Array {
  let most = -Infinity;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let label = 0; label < scores.length; label += 1) {
    const power = Math.exp((scores[label] ?? 0) - most);
    scores[label] = power;
    sum += power;
  }
  for (let label = 0; label < scores.length; label += 1) scores[label] = (scores[label] ?? 0) / sum;
  return scores;
}

/** One label against all others, with squared hinge loss. */
function against(rows: readonly Row[], label: number, features: number, { rounds, cost }: Fitting): Float64Array {
  const weights = new Float64Array(features);
  const duals = new Float64Array(rows.length);
  const ease = 0.5 / cost;
  const squares = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, ease));
  for (let round = 0; round < rounds; round += 1) {
    for (const place of shuffled(rows.length, 1 + round)) {
      const row = rows[place];
      if (row === undefined) continue;
      const side = row.label === label ? 1 : -1;
      let sum = 0;
      for (let one = 0; one < row.at.length; one += 1) sum += (row.values[one] ?? 0) * (weights[row.at[one] ?? 0] ?? 0);
      const dual = duals[place] ?? 0;
      const slope = side * sum - 1 + ease * dual;
      const next = Math.max(0, dual - slope / (squares[place] ?? 1));
      if (next === dual) continue;
      duals[place] = next;
      const step = (next - dual) * side;
      for (let one = 0; one < row.at.length; one += 1) {
        const at = row.at[one] ?? 0;
        weights[at] = (weights[at] ?? 0) + step * (row.values[one] ?? 0);
      }
    }
  }
  return weights;
}

export function learn(rows: readonly Row[], features: number, labels: number, fitting: Fitting): Fitted {
  const weights = new Float64Array(features * labels);
  for (let label = 0; label < labels; label += 1) {
    const own = against(rows, label, features, fitting);
    for (let place = 0; place < features; place += 1) weights[place * labels + label] = own[place] ?? 0;
  }
  return { labels, weights };
}

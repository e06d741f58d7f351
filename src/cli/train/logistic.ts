/** Multinomial logistic regression over sparse features, by Adagrad in a fixed order: the same examples give the same weights. */

export interface Row {
  readonly label: number;
  /** How much the example counts. */
  readonly weight: number;
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
  readonly rate: number;
  /** L2, as a share of the weight that is taken back at each step on a feature. */
  readonly decay: number;
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

export function learn(
  rows: readonly Row[],
  features: number,
  labels: number,
  { rounds, rate, decay }: Fitting,
): Fitted {
  const weights = new Float64Array(features * labels);
  const squares = new Float64Array(features * labels).fill(1e-4);
  const fitted = { labels, weights };
  const scores = new Float64Array(labels);
  for (let round = 0; round < rounds; round += 1) {
    for (const place of shuffled(rows.length, 1 + round)) {
      const row = rows[place];
      if (row === undefined) continue;
      softmax(scoresOf(fitted, row, scores));
      scores[row.label] = (scores[row.label] ?? 0) - 1;
      for (let one = 0; one < row.at.length; one += 1) {
        const base = (row.at[one] ?? 0) * labels;
        const value = (row.values[one] ?? 0) * row.weight;
        for (let label = 0; label < labels; label += 1) {
          const slope = value * (scores[label] ?? 0) + decay * (weights[base + label] ?? 0);
          if (slope === 0) continue;
          const square = (squares[base + label] ?? 0) + slope * slope;
          squares[base + label] = square;
          weights[base + label] = (weights[base + label] ?? 0) - (rate * slope) / Math.sqrt(square);
        }
      }
    }
  }
  return fitted;
}

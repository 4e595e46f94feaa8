/** Features of something to classify: where they are not 0, and what they are there. */
export interface Row {
  readonly positions: Uint32Array;
  readonly values: Float64Array;
}

/** What tells classes apart: for each class a weight of every feature, one class after the other; the last feature is always 1. */
export interface Classifier {
  readonly weights: Float32Array;
  /** Features, the last one among them. */
  readonly size: number;
}

/** How often all rows are gone through, and after how many of them a step is made. */
const rounds = 12;
const batch = 256;

/** How far a step reaches at first and at last, and how much large weights are held back, so that rare features decide little. */
const step = { first: 0.05, last: 0.002 } as const;
const restraint = 2.5e-5;

/** What a row's share of a class may be wrong by and nothing is learnt of it: most classes are out of the question early. */
const negligible = 1e-4;

/** Numbers as shares of 1 by their exponentials. */
export const softmax = (scores: Float64Array): Float64Array => {
  let most = Number.NEGATIVE_INFINITY;
  for (let each = 0; each < scores.length; each += 1) {
    most = Math.max(most, scores[each] as number);
  }
  const powers = new Float64Array(scores.length);
  let total = 0;
  for (let each = 0; each < scores.length; each += 1) {
    const power = Math.exp((scores[each] as number) - most);
    powers[each] = power;
    total += power;
  }
  for (let each = 0; each < scores.length; each += 1) {
    powers[each] = (powers[each] as number) / total;
  }
  return powers;
};

/** Log odds of each class, in the order of the classes. */
export const classify = ({ weights, size }: Classifier, { positions, values }: Row): Float64Array => {
  const odds = new Float64Array(weights.length / size);
  for (let each = 0; each < odds.length; each += 1) {
    const start = each * size;
    let total = weights[start + size - 1] as number;
    for (let index = 0; index < positions.length; index += 1) {
      total += (values[index] as number) * (weights[start + (positions[index] as number)] as number);
    }
    odds[each] = total;
  }
  return odds;
};

/** The same order each time, with every row in another place in each round. */
const shuffled = (length: number, round: number): Uint32Array => {
  const order = Uint32Array.from({ length }, (_, index) => index);
  let state = round + 1;
  for (let index = length - 1; index > 0; index -= 1) {
    // https://en.wikipedia.org/wiki/Linear_congruential_generator, with the numbers of Numerical Recipes.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    [order[index], order[other]] = [order[other] as number, order[index] as number];
  }
  return order;
};

/**
 * Learns which class rows are of: multinomial logistic regression with an L2 penalty, by Adam
 * (https://arxiv.org/abs/1412.6980). The same rows give the same weights.
 */
export const trainClassifier = (
  rows: readonly Row[],
  classes: readonly number[],
  { size: features }: { readonly size: number },
): Classifier => {
  const size = features + 1;
  const count = classes.reduce((most, each) => Math.max(most, each), 0) + 1;
  const weights = new Float32Array(count * size);
  const [slope, drift, spread] = [weights.slice(), weights.slice(), weights.slice()];
  const classifier = { weights, size };
  const learn = (position: number): void => {
    const { positions, values } = rows[position] as Row;
    const errors = softmax(classify(classifier, rows[position] as Row));
    errors[classes[position] as number] = (errors[classes[position] as number] as number) - 1;
    for (let each = 0; each < count; each += 1) {
      const error = errors[each] as number;
      if (Math.abs(error) < negligible) {
        continue;
      }
      const start = each * size;
      for (let index = 0; index < positions.length; index += 1) {
        const place = start + (positions[index] as number);
        slope[place] = (slope[place] as number) + error * (values[index] as number);
      }
      slope[start + size - 1] = (slope[start + size - 1] as number) + error;
    }
  };
  const move = (rate: number, steps: number, learnt: number): void => {
    const [driftShare, spreadShare] = [1 - 0.9 ** steps, 1 - 0.999 ** steps];
    for (let place = 0; place < weights.length; place += 1) {
      const weight = weights[place] as number;
      const here = (slope[place] as number) / learnt + restraint * weight;
      const mean = 0.9 * (drift[place] as number) + 0.1 * here;
      const square = 0.999 * (spread[place] as number) + 0.001 * here * here;
      drift[place] = mean;
      spread[place] = square;
      slope[place] = 0;
      weights[place] = weight - (rate * (mean / driftShare)) / (Math.sqrt(square / spreadShare) + 1e-8);
    }
  };
  let steps = 0;
  for (let round = 0; round < rounds; round += 1) {
    const rate = step.first * (step.last / step.first) ** (round / (rounds - 1));
    const order = shuffled(rows.length, round);
    for (let start = 0; start < order.length; start += batch) {
      const chosen = order.subarray(start, start + batch);
      chosen.forEach(learn);
      steps += 1;
      move(rate, steps, chosen.length);
    }
  }
  return classifier;
};

/** How likely each class is for a vector, adding up to 1, in the order of the classes. */
export type Likelihood = (vector: Float32Array) => Float64Array;

/** Share of a plain sphere in the shape of the classes: with few examples of each, their own shape is mostly chance. */
const shrinkage = 0.3;

const zeros = (length: number): Float64Array => new Float64Array(length);

const at = (values: ArrayLike<number> | undefined, index: number): number => values?.[index] ?? 0;

const meansOf = (vectors: readonly Float32Array[], classes: readonly number[], size: number): Float64Array[] => {
  const sums: Float64Array[] = [];
  const counts: number[] = [];
  for (const [position, vector] of vectors.entries()) {
    const each = at(classes, position);
    sums[each] ??= zeros(size);
    counts[each] = at(counts, each) + 1;
    vector.forEach((value, index) => {
      (sums[each] as Float64Array)[index] = at(sums[each], index) + value;
    });
  }
  return sums.map((sum, each) => sum.map((value) => value / at(counts, each)));
};

/** How vectors scatter around the mean of their class, shrunk towards a sphere of the same size. Lower triangle only. */
const scatterOf = (
  vectors: readonly Float32Array[],
  classes: readonly number[],
  means: readonly Float64Array[],
  size: number,
): Float64Array[] => {
  const rows = Array.from({ length: size }, (_, row) => zeros(row + 1));
  for (const [position, vector] of vectors.entries()) {
    const mean = means[at(classes, position)];
    const off = Float64Array.from(vector, (value, index) => value - at(mean, index));
    for (const [row, scatter] of rows.entries()) {
      const here = off[row] ?? 0;
      for (let column = 0; here !== 0 && column <= row; column += 1) {
        scatter[column] = (scatter[column] as number) + here * (off[column] as number);
      }
    }
  }
  const spread = rows.reduce((total, row, index) => total + at(row, index), 0) / size;
  for (const [index, row] of rows.entries()) {
    row.forEach((value, column) => {
      row[column] = (1 - shrinkage) * value;
    });
    row[index] = at(row, index) + shrinkage * spread + Number.EPSILON;
  }
  return rows.map((row) => row.map((value) => value / vectors.length));
};

/** Cholesky's square root of a positive definite matrix, of which only the lower triangle is given. */
const rootOf = (matrix: readonly Float64Array[]): Float64Array[] => {
  const root = matrix.map((row) => zeros(row.length));
  for (const [row, values] of matrix.entries()) {
    const own = root[row] as Float64Array;
    for (let column = 0; column <= row; column += 1) {
      const other = root[column] as Float64Array;
      let rest = at(values, column);
      for (let index = 0; index < column; index += 1) {
        rest -= at(own, index) * at(other, index);
      }
      own[column] = row === column ? Math.sqrt(rest) : rest / at(other, column);
    }
  }
  return root;
};

/** Solves matrix · x = values, by the matrix' root. */
const solve = (root: readonly Float64Array[], values: Float64Array): Float64Array => {
  const found = values.slice();
  for (const [row, own] of root.entries()) {
    for (let index = 0; index < row; index += 1) {
      found[row] = at(found, row) - at(own, index) * at(found, index);
    }
    found[row] = at(found, row) / at(own, row);
  }
  for (let row = root.length - 1; row >= 0; row -= 1) {
    const own = root[row] as Float64Array;
    found[row] = at(found, row) / at(own, row);
    for (let index = 0; index < row; index += 1) {
      found[index] = at(found, index) - at(own, index) * at(found, row);
    }
  }
  return found;
};

/** Numbers as shares of 1 by their exponentials. */
export const softmax = (scores: Float64Array): Float64Array => {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
};

/**
 * Learns which of some classes a vector belongs to: linear discriminant analysis with a shrunk covariance (Hastie,
 * Tibshirani, Friedman, The Elements of Statistical Learning, 4.3), all classes being as likely beforehand. It is solved, not trained.
 */
export const learnMeanings = (vectors: readonly Float32Array[], classes: readonly number[]): Likelihood => {
  const size = vectors[0]?.length ?? 0;
  const means = meansOf(vectors, classes, size);
  const root = rootOf(scatterOf(vectors, classes, means, size));
  const planes = means.map((mean) => {
    const slope = solve(root, mean);
    return { slope, start: -0.5 * slope.reduce((total, value, index) => total + value * at(mean, index), 0) };
  });
  return (vector) =>
    softmax(
      Float64Array.from(planes, ({ slope, start }) =>
        slope.reduce((total, value, index) => total + value * at(vector, index), start),
      ),
    );
};

interface Version {
  readonly release: readonly number[];
  /** What decides where the release is the same: pre-release and its number, post-release, development release. */
  readonly rest: readonly number[];
}

const written =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|([-_.]?(?:post|rev|r)[-_.]?)(\d*))?(?:([-_.]?dev[-_.]?)(\d*))?(?:\+[\w.-]+)?$/i;

const ranks: Readonly<Record<string, number>> = { a: 1, alpha: 1, b: 2, beta: 2 };

const readVersion = (text: string): Version | undefined => {
  const match = written.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [, epoch = '0', release = '', pre, preNumber = '', implicitPost, post, postNumber = '', dev, devNumber = ''] =
    match;
  const hasPost = post !== undefined || implicitPost !== undefined;
  const untagged = dev !== undefined && !hasPost ? 0 : 4;
  return {
    release: [epoch, ...release.split('.')].map(Number),
    rest: [
      pre === undefined ? untagged : (ranks[pre.toLowerCase()] ?? 3),
      Number(preNumber),
      hasPost ? Number(implicitPost ?? postNumber) : -1,
      dev === undefined ? Number.POSITIVE_INFINITY : Number(devNumber),
    ],
  };
};

/** Whether a text is a version as Python packages have them. */
export const isVersion = (text: string): boolean => written.test(text.trim());

const compareLists = (a: readonly number[], b: readonly number[]): number => {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index] ?? 0, b[index] ?? 0];
    if (left !== right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
};

/**
 * Negative where the first version is older, 0 where they are the same, `undefined` where one is no version.
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/
 */
export const compareVersions = (first: string, second: string): number | undefined => {
  const [a, b] = [readVersion(first), readVersion(second)];
  return a && b ? compareLists(a.release, b.release) || compareLists(a.rest, b.rest) : undefined;
};

/** The author's source is shown to whoever reads the DAG's code in Airflow, up to this many characters. */
const sourceShown = 200_000;

/** Two moves after another differ in the pointer's length modulo this. */
const lengthCycle = 64;

interface Pointer {
  readonly repository: string;
  readonly repositoryId: string;
  readonly release: string;
  /** The release's file that sorts last. */
  readonly lastPath: string;
  readonly path: string;
  readonly commit: string;
  /** Which move of this pointer it is. */
  readonly sequence: number;
  /** What proves that Airflow has parsed this very move. */
  readonly proof: string;
  readonly source: string;
}

/**
 * A Python string literal. JSON's escapes are Python's too; what JSON leaves as it is, no Python tokenizer takes for an
 * end of line, and DEL to U+009F are escaped lest a terminal obeys them.
 */
const literal = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Every line as a comment. Python ends lines at LF, CR and CRLF, and refuses NUL anywhere in a file. */
const asComments = (source: string): string =>
  source
    .slice(0, sourceShown)
    .replaceAll('\0', '\ufffd')
    .split(/\r\n|\r|\n/)
    .map((line) => (line.trim() === '' ? '#' : `# ${line}`))
    .join('\n');

/**
 * The few lines that Airflow reads as the DAG file: they run the author's file out of an immutable release. Airflow's
 * safe mode looks for the words of the first line, which also keeps anything of the author's from being read as an
 * encoding declaration (PEP 263: the first two lines). `S3DagBundle` notices a changed object by its size and the whole
 * second of its time, so the size is padded to differ from that of the move before.
 */
export const renderPointer = (pointer: Pointer): string => {
  const { repository, repositoryId, release, lastPath, path, commit, sequence, proof, source } = pointer;
  const call = [`${repositoryId}/${release}`, path, lastPath].map(literal).join(', ');
  const text = `# An Airflow DAG file published by Navigator. Change it in Git, not here.
# The code that runs is the author's, shown below.
# repository: ${literal(repository)}
# path: ${literal(path)}
# commit: ${commit}
# move: ${proof}
from navigator_release import load

globals().update(load(__name__, __file__, ${call}))

${asComments(source)}
`;
  const length = Buffer.byteLength(text) + 2;
  const padding = (((sequence - length) % lengthCycle) + lengthCycle) % lengthCycle;
  return `${text}#${'.'.repeat(padding)}\n`;
};

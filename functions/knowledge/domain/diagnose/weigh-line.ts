/** What is known of a line when it is weighed. */
export interface Clues {
  /** Its beginning, as far as it is looked at. */
  readonly text: string;
  /** Whether it is, or belongs to, what ended the try in Airflow's own words. */
  readonly isEnding: boolean;
  /** What it is in a stack trace, if it is an exception: where the chain begins, what was made of that, or what was got over. */
  readonly inStack: 'first cause' | 'wrapper' | 'set aside' | undefined;
  /** What became of its stack trace, as far as that can be told: the work went on, or a process ended with it. */
  readonly fate: 'handled' | 'uncaught' | undefined;
  /** Whether it stands right before a stack trace, which says more. */
  readonly announces: boolean;
  /** Whether it was logged at level `error` or above by somebody who chose the level. */
  readonly isErrorLevel: boolean;
  /** Whether it was logged as a warning. */
  readonly isWarningLevel: boolean;
  /** Whether it is of the last event before the end of the try, and that is an error. */
  readonly isRightBefore: boolean;
  /** Whether it was logged after the end of the try. */
  readonly isAfter: boolean;
  /** Whether it is the last that a process said before it ended. */
  readonly isLastWord: boolean;
  /** Whether the line before it speaks of an error and it is indented below. */
  readonly isDetail: boolean;
  /** Whether tries of this task that succeeded say the same; undefined where there are none to compare with. */
  readonly isUsual: boolean | undefined;
  /** Whether it is a further line of the message of the exception that ended the try. */
  readonly isOfMessage: boolean;
  /** The kind of fault that it names. */
  readonly kind: string | undefined;
}

const error =
  /error|fatal|critical|severe|panic|exception|fail|cannot|can't|could ?n[o']t|unable|no such|not found|denied|refused|forbidden|unauthori|not authori|expire|exceed|time(d|s)? ?out|invalid|unexpected|missing|(is|are|does|do)(n't| not) |undefined|killed|out of memory|abort|halt|violat|duplicate|unknown|unbalanced|unrecogni|illegal|reject|corrupt|mismatch|too (long|large|many|few|big|small|old)|no space|overflow|out of (range|bounds)|errno|conflict|giving up|gave up|stopping|terminat|crash|core dumped/i;
const severity =
  /\b(ERROR|FATAL|CRITICAL|SEVERE|PANIC)\b|\b(level|severity)"?[:=]\s*"?(error|fatal|critical)|^\S{0,40} ?([Ff]atal|panic|[Ee]rror)( in .{0,80})?:|^E\s{2,}|^npm ERR!|: (fatal|[Ee]rror): /;
const report =
  /^(Task failed with exception|Task exited|Task killed|Process exited abnormally|Command exited with|Marking task as|Execution halted|Calls: )|returned? (a )?non-zero exit (code|status)|\b(command|process|script|job|step|program)\b.{0,80}\b(exited|failed|terminated|finished)\b.{0,20}\b(code|status):? \d+|\b(job|pod|step|run|container|pipeline)\b.{0,60}\b(failed|returned a failure)\.?$|Job aborted due to stage failure|An error occurred while calling \w\d|ELIFECYCLE|\*\*\* \[.{0,80}\] Error \d+|Background on this error at|For further information visit/i;
const warning = /\bWARN(ING)?\b|^warning\b|deprecat/i;
const goingOn =
  /\bre-?try(ing)?\b|\battempt \d|try again|fall(ing|s)? ?back|us(e|es|ing) (the )?(default|cache)|(default|cache) is used|\bignor(ed|ing)\b|\bskipp(ed|ing)\b|continuing|recovered/i;
const tidyingUp =
  /clean(ing|ed)?[- ]?up|cannot remove|shutdown ?hook|while closing|failed to close|rolling back|tear(ing)? ?down/i;
const noError =
  /\b(0|no|zero|without( any)?|any) (error|failure|exception|fault)s?\b|\b(errors?|failed|failures?)\W{1,3}(0|none|null|false)\b/i;
const summary =
  /\b\d+ (of \d+ )?(\w+ )?(errors|failures|exceptions)\b|\b\d+ failed\b(?!:)|\b(summary|completed with)\b|\b(PASS|WARN|ERROR)=\d/i;
const specific = /\d|'[^']+'|"[^"]+"|`[^`]+`|[\w.]+\/[\w.]+/;

const refers = /^$|fail|error|could ?n[o']t|cannot|unable|problem|wrong|unsuccessful|\bsee\b/i;

/** Whether an exception only refers to something that was said before: no fault, no name, no number, no path. */
const isVague = ({ text, kind }: Pick<Clues, 'text' | 'kind'>): boolean =>
  kind === undefined && !specific.test(text) && refers.test(text.replace(/^[\w.]+:? */, ''));

/** A reason to believe, or not, that a line decides why a try failed. */
interface Reason {
  readonly name: string;
  readonly weight: number;
  readonly why: string;
  readonly holds: (clues: Clues) => boolean;
}

/** The weights were set by hand on the recorded logs beside the tests: what matters is their order of size, not the digit. */
const reasons: readonly Reason[] = [
  {
    name: 'ended the try',
    weight: 4,
    why: 'Airflow names the exception, or the signal, that ended the try: anything else may have been got over',
    holds: ({ isEnding }) => isEnding,
  },
  {
    name: 'first cause',
    weight: 3,
    why: 'in a chain of exceptions the first one is the fault, and the others say what that led to',
    holds: ({ inStack }) => inStack === 'first cause',
  },
  {
    name: 'set aside',
    weight: -5,
    why: 'the program handled it and went on to something else, which failed for a reason of its own',
    holds: ({ inStack }) => inStack === 'set aside',
  },
  {
    name: 'handled',
    weight: -5,
    why: 'its stack trace was logged on the way, and the work went on until something else ended it',
    holds: ({ fate }) => fate === 'handled',
  },
  {
    name: 'uncaught in a process',
    weight: 3,
    why: 'a stack trace that a child process printed with no word of its own is how that process ended',
    holds: ({ inStack, fate }) => inStack === 'first cause' && fate === 'uncaught',
  },
  {
    name: 'only reports',
    weight: -7,
    why: 'it says that something failed, not what: whatever else speaks of an error says more',
    holds: ({ text }) => report.test(text),
  },
  {
    name: 'vague',
    weight: -3,
    why: 'an exception that names no fault, and holds no name, number or path, refers to something that was said before',
    holds: (clues) => clues.inStack !== undefined && isVague(clues),
  },
  {
    name: 'names a fault',
    weight: 2,
    why: 'it names a fault that is known by its words, such as a refused connection',
    holds: ({ text, kind }) => kind !== undefined && !report.test(text),
  },
  {
    name: 'speaks of an error',
    weight: 1,
    why: 'it has a word in it that errors are told with',
    holds: ({ text }) => error.test(text),
  },
  {
    name: 'severe',
    weight: 1.5,
    why: 'whoever wrote it called it an error',
    holds: ({ text, inStack, isErrorLevel }) => inStack === undefined && (isErrorLevel || severity.test(text)),
  },
  {
    name: 'specific',
    weight: 0.5,
    why: 'it says which: a name, a path, a number',
    holds: ({ text, inStack }) => (inStack !== undefined || error.test(text)) && specific.test(text),
  },
  {
    name: 'detail',
    weight: 1,
    why: 'it stands indented below a line that speaks of an error, and tells which',
    holds: ({ isDetail }) => isDetail,
  },
  {
    name: 'of the message',
    weight: 3.5,
    why: 'the exception that ended the try says so further down in its message',
    holds: ({ isOfMessage }) => isOfMessage,
  },
  {
    name: 'last word',
    weight: 1,
    why: 'a process that fails often says why just before it ends',
    holds: ({ isLastWord }) => isLastWord,
  },
  {
    name: 'right before the end',
    weight: 2,
    why: 'what is logged as an error just before the try ends is often what the program then gave up for',
    holds: ({ isRightBefore }) => isRightBefore,
  },
  {
    name: 'announces',
    weight: -2,
    why: 'the stack trace below it says more',
    holds: ({ announces }) => announces,
  },
  {
    name: 'usual',
    weight: -6,
    why: 'tries that succeeded say the same, so it does not make a try fail',
    holds: ({ isUsual, isEnding }) => isUsual === true && !isEnding,
  },
  {
    name: 'unusual',
    weight: 1.5,
    why: 'no try that succeeded has ever said it',
    holds: ({ isUsual, isEnding }) => isUsual === false && !isEnding,
  },
  {
    name: 'warns',
    weight: -3,
    why: 'whoever wrote it took it for a warning',
    holds: ({ text, isEnding, isWarningLevel }) => isWarningLevel || (!isEnding && warning.test(text)),
  },
  {
    name: 'goes on',
    weight: -3,
    why: 'it says itself that the work went on',
    holds: ({ text, isEnding }) => !isEnding && goingOn.test(text),
  },
  {
    name: 'tidies up',
    weight: -3,
    why: 'tidying up fails because of what failed before',
    holds: ({ text, isEnding }) => !isEnding && tidyingUp.test(text),
  },
  {
    name: 'after the end',
    weight: -4,
    why: 'what comes after the end cannot have caused it',
    holds: ({ isAfter }) => isAfter,
  },
  {
    name: 'no error',
    weight: -5,
    why: 'it says that there was none',
    holds: ({ text, isEnding }) => !isEnding && noError.test(text),
  },
  {
    name: 'sums up',
    weight: -1.5,
    why: 'it counts what other lines tell',
    holds: ({ text, isEnding }) => !isEnding && summary.test(text),
  },
];

/** Whether a line says only that something failed. */
export const isReport = (text: string): boolean => report.test(text);

/** Whether an exception's line says what happened, rather than that something did. */
export const saysWhat = (text: string, kind: string | undefined): boolean =>
  !isReport(text) && !isVague({ text, kind });

/** Whether a line may be of interest at all: a cheap test before it is weighed. */
export const speaksOfError = (text: string): boolean => error.test(text);

/** How much speaks for a line's being what decided: the sum of the reasons that hold. */
export const weighLine = (clues: Clues): number =>
  reasons.reduce((sum, { weight, holds }) => (holds(clues) ? sum + weight : sum), 0);

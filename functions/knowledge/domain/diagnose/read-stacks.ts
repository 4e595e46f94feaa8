import type { Line } from './lines-of-try.ts';

/** A frame of a stack trace, and the line that shows it. */
interface Frame {
  readonly line: Line;
  readonly file: string;
  readonly name: string;
}

/** An exception in a stack trace, and the line that says `Type: message`. */
interface Fault {
  readonly line: Line;
  /** Outermost call first. */
  readonly frames: readonly Frame[];
}

/** How one exception came of another: by `raise … from …`, or while the other was being handled. */
type Link = 'cause' | 'context';

/** A stack trace: its exceptions, first cause first. */
export interface Stack {
  readonly faults: readonly Fault[];
  /** How the exception after this one came of it; one fewer than exceptions. */
  readonly links: readonly Link[];
  /** Its lines that are no exceptions: headings, frames, source code. */
  readonly rest: readonly Line[];
  /** The line before it: who logs an exception says what for. */
  readonly announcement: Line | undefined;
}

/** Where the first line at or after `from` stands that passes; the end where none does. */
const indexFrom = (lines: readonly Line[], from: number, passes: (text: string) => boolean): number => {
  let at = from;
  while (at < lines.length && !passes(lines[at]?.text ?? '')) at += 1;
  return at;
};

const heading = /^[\s|+]*(Exception Group )?Traceback \(most recent call last\):/;
const isWithin = (text: string): boolean => text === '' || /^[\s|]*\s{2}\S/.test(text);
const frame = /^[\s|]*File "(?<file>[^"]+)", line \d+, in (?<name>.+)$/;
const toFrame = (line: Line): Frame[] => {
  const { file, name } = frame.exec(line.text)?.groups ?? {};
  return file === undefined || name === undefined ? [] : [{ line, file, name }];
};

const cause =
  /^[\s|]*(which (was the cause|were part) of:|and beside that:|The above exception was the direct cause of)/;
const context = /^[\s|]*(and while that was handled:|During handling of the above exception)/;
const linkOf = (text = ''): Link | undefined => {
  if (cause.test(text)) return 'cause';
  return context.test(text) ? 'context' : undefined;
};

/** Stack traces as Python prints them, which is also how a log event shows its own. */
const readPython = (lines: readonly Line[]): Stack[] => {
  const stacks: Stack[] = [];
  for (const [from, { text }] of lines.entries()) {
    if (!heading.test(text)) continue;
    const to = indexFrom(lines, from + 1, (next) => !isWithin(next));
    const line = lines[to];
    if (line === undefined) continue;
    const fault = { line, frames: lines.slice(from, to).flatMap(toFrame) };
    // Python sets the sentence off with empty lines.
    const link = linkOf(lines[from - 1]?.text) ?? linkOf(lines[from - 2]?.text);
    const before = link === undefined ? undefined : stacks.pop();
    stacks.push({
      faults: [...(before?.faults ?? []), fault],
      links: before === undefined || link === undefined ? [] : [...before.links, link],
      rest: [...(before?.rest ?? []), ...lines.slice(from, to)],
      announcement: before === undefined ? lines[from - 1] : before.announcement,
    });
  }
  return stacks;
};

/** Whether a line is a frame of some stack trace, in the ways of Python, Java or JavaScript. */
export const isFrame = (text: string): boolean => /^\s+(at \S|File "|\.\.\. \d+ more)/.test(text);

/** An exception as Java prints it, by its name with its package, and what stands below it. */
const javaFault = /^(Exception in thread "[^"]*" )?(Caused by: )?(: )?([a-z_][\w$]*\.)+[A-Z][\w$]*(:|$)/;
const javaFrame = /^\s+(at \S+\(|\.\.\. \d+ (more|common))/;

/** Stack traces as Java and its kin print them: outermost first, what caused it below. */
const readJava = (lines: readonly Line[]): Stack[] => {
  const stacks: Stack[] = [];
  for (const [at, line] of lines.entries()) {
    if (!javaFrame.test(lines[at + 1]?.text ?? '') || !javaFault.test(line.text)) continue;
    const frames = lines.slice(
      at + 1,
      indexFrom(lines, at + 1, (next) => !javaFrame.test(next)),
    );
    const before = line.text.startsWith('Caused by: ') ? stacks.pop() : undefined;
    stacks.push({
      faults: [{ line, frames: [] }, ...(before?.faults ?? [])],
      links: before === undefined ? [] : ['cause', ...before.links],
      rest: [...(before?.rest ?? []), ...frames],
      announcement: before === undefined ? lines[at - 1] : before.announcement,
    });
  }
  return stacks;
};

/**
 * The stack traces in a log: an event's own, and those that a process printed line by line, where other speakers may
 * have their say in between.
 */
export const readStacks = (lines: readonly Line[]): Stack[] => {
  const speakers = Map.groupBy(lines, ({ event }) => (event.lines.length > 1 ? event : event.logger));
  return [...speakers.values()].flatMap((spoken) => [...readPython(spoken), ...readJava(spoken)]);
};

/** Functions that tidy up: when one of them fails, something else has failed before. */
const tidying =
  /^_*a?(close|clean|dispose|exit|del_|release|rollback|shutdown|stop|tear_?down|disconnect|finali[sz]e)/i;

/**
 * Whether an exception that was being handled is what the next one is about. It is where the handler itself raised the
 * next one (`except X: raise Y`), or where tidying up failed. It is not where the handler tried something else, which
 * failed for a reason of its own.
 */
const isOrigin = (handled: Fault, next: Fault): boolean => {
  const [handler] = handled.frames;
  const at = next.frames.findLastIndex(({ file, name }) => file === handler?.file && name === handler.name);
  const below = next.frames.slice(at + 1);
  return at < 0 || below.length === 0 || below.some(({ name }) => tidying.test(name));
};

/** Which exception of a stack trace is the first cause, as an index into its faults. */
export const firstCause = ({ faults, links }: Stack): number => {
  let at = faults.length - 1;
  for (; at > 0; at -= 1) {
    const [handled, next] = [faults[at - 1], faults[at]];
    if (handled === undefined || next === undefined) break;
    if (links[at - 1] === 'context' && !isOrigin(handled, next)) break;
  }
  return at;
};

const foreign = /(^|\/)(site-packages|dist-packages)\/|\/lib(64)?\/python3|^<|^\/usr\/lib\//;

/** The innermost frame in the author's own code, of an exception or of those that came of it. */
export const ownFrame = (faults: readonly Fault[]): Frame | undefined =>
  faults.flatMap(({ frames }) => frames.findLast(({ file }) => !foreign.test(file)) ?? [])[0];

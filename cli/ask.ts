import { Answer, sendMessage } from '../functions/chat/contract.ts';
import type { ClientInput, OperationId } from '../functions/shared/client.ts';
import { isSettled } from './answer.ts';
import type { Extension } from './operation-commands.ts';
import { showOutput } from './show-output.ts';
import { printJson } from './terminal.ts';

interface Answering {
  readonly id: OperationId;
  /** Undefined where it comes later. */
  readonly answerOf: (output: unknown) => Answer | undefined;
  readonly examples: readonly string[];
}

/** A command that answers in words, and ends with 1 where that is no answer. */
const answering = ({ id, answerOf, examples }: Answering): Extension => ({
  examples,
  run: async (session, input) => {
    const output = await session.client.call(id, input as ClientInput<typeof id>);
    if (session.json) {
      printJson(output);
    } else {
      showOutput(id, output);
    }
    const answer = answerOf(output);
    if (answer && !isSettled(answer)) {
      process.exitCode = 1;
    }
  },
});

/** `navigator ask`. */
export const askExtension = answering({
  id: 'chat.ask',
  answerOf: (output) => Answer.parse(output),
  examples: [
    'navigator ask "why did nightly_sales fail last night?"',
    'navigator ask what is failing today',
    'navigator ask is nightly_sales failing more than it used to --json',
  ],
});

/** `navigator explain`. */
export const explainExtension = answering({
  id: 'chat.explain',
  answerOf: (output) => Answer.parse(output),
  examples: [
    'navigator explain n-01k9x3f2q7wz',
    'navigator explain --workflow nightly_sales',
    'navigator explain --json',
  ],
});

/** `navigator say`. */
export const sayExtension = answering({
  id: 'chat.send',
  answerOf: (output) => sendMessage.output.parse(output).answer,
  examples: ['navigator say c-01k9x3f2q7wz run nightly_sales', 'navigator say c-01k9x3f2q7wz yes --json'],
});

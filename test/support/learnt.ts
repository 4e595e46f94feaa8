import { catalogue } from '../../functions/catalogue.ts';
import { type Learnt, learnOperations } from '../../functions/chat/domain/plan-offline/learn-operations.ts';
import type { Embed } from '../../functions/chat/domain/plan-offline/read-intent.ts';
import { readUtterances } from '../../functions/chat/domain/plan-offline/read-utterances.ts';
import { loadUtterances } from '../../local/utterance-files.ts';

let known: ReturnType<typeof readUtterances> | undefined;
let words: Learnt | undefined;

const said = () => {
  known ??= readUtterances(catalogue, loadUtterances());
  return known;
};

/** What the offline planner learns of words alone, once for all tests of a worker. */
export const learntWords = (): Learnt => {
  words ??= learnOperations(said());
  return words;
};

/** What it learns of words and of meanings as these are told. */
export const learntMeanings = async (embed: Embed): Promise<Learnt> =>
  learnOperations(said(), await embed(said().utterances.map(({ template }) => template)));

import { catalogue } from '../../functions/catalogue.ts';
import { indexExamples } from '../../functions/chat/domain/plan-offline/index-examples.ts';
import { type Learnt, learnOperations } from '../../functions/chat/domain/plan-offline/learn-operations.ts';

let known: Learnt | undefined;

/** What the offline planner learns of words alone, once for all tests of a worker. */
export const learntWords = async (): Promise<Learnt> => {
  known ??= learnOperations(indexExamples(catalogue).examples);
  return known;
};

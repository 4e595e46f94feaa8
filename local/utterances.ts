import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../functions/catalogue.ts';
import { encodeLearnt } from '../functions/chat/adapters/learnt-operations.ts';
import { learnOperations } from '../functions/chat/domain/plan-offline/learn-operations.ts';
import { readUtterances } from '../functions/chat/domain/plan-offline/read-utterances.ts';
import { loadTextModel } from '../functions/knowledge/adapters/text-model.ts';
import { loadUtterances } from './utterance-files.ts';

// Run by the installation, with the model's folder: what the offline planner learns of all that people say.
const [modelDirectory = '', directory = ''] = process.argv.slice(2);
const said = readUtterances(catalogue, loadUtterances());
const embed = await loadTextModel(modelDirectory, { threads: availableParallelism() });
const learnt = learnOperations(said, await embed(said.utterances.map(({ template }) => template)));
// Readable for all: in a Lambda somebody else reads it.
writeFileSync(join(directory, 'learnt.json'), encodeLearnt(learnt));

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../functions/catalogue.ts';
import { encodeLearnt } from '../functions/chat/adapters/learnt-operations.ts';
import { indexExamples } from '../functions/chat/domain/plan-offline/index-examples.ts';
import { learnOperations } from '../functions/chat/domain/plan-offline/learn-operations.ts';
import { loadTextModel } from '../functions/knowledge/adapters/text-model.ts';

// Run by the installation, with the model's folder: what the offline planner learns of all that people say.
const [modelDirectory = '', directory = ''] = process.argv.slice(2);
const { examples } = indexExamples(catalogue);
const embed = await loadTextModel(modelDirectory);
const learnt = learnOperations(examples, await embed(examples.map(({ template }) => template)));
// Readable for all: in a Lambda somebody else reads it.
writeFileSync(join(directory, 'learnt.json'), encodeLearnt(learnt));

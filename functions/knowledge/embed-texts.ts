import { join } from 'node:path';
import { eventFunction } from '../shared/event-function.ts';
import { loadTextModel } from './adapters/text-model.ts';
import { EmbedInput } from './contract.ts';
import { embedTexts } from './operations/embed-texts.ts';

/** Embeds texts with the model that is shipped beside it. */
export const handler = eventFunction(
  EmbedInput,
  embedTexts({ model: await loadTextModel(join(import.meta.dirname, 'model')) }),
);

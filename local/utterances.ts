import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../functions/catalogue.ts';
import { planOffline } from '../functions/chat/domain/plan-offline/plan-offline.ts';
import type { Names } from '../functions/chat/domain/planner.ts';
import { loadTextModel } from '../functions/knowledge/adapters/text-model.ts';
import { embeddingModel } from '../functions/knowledge/domain/embedding-model.ts';
import { encodeVector } from '../functions/shared/vector.ts';

const nobody: Names = { workflows: [], repositories: [], sources: [], keys: [], tasks: [] };

/** What the offline planner compares every message with: whatever it has embedded before it understands its first one. */
const listUtterances = async (): Promise<readonly string[]> => {
  const asked: string[] = [];
  const plan = planOffline({
    operations: catalogue,
    embed: async (texts) => {
      asked.push(...texts);
      return texts.map(() => new Float32Array(embeddingModel.dimensions));
    },
  });
  const lookUp = { names: async () => nobody, runs: async () => [] };
  await plan('hello', { now: new Date(0), timeZone: 'UTC', focus: {}, lookUp });
  return [...new Set(asked)].sort();
};

// Run by the installation: the model's folder, and where the vectors go.
const [modelDirectory = '', directory = ''] = process.argv.slice(2);
const [texts, embed] = await Promise.all([listUtterances(), loadTextModel(modelDirectory)]);
const vectors = await embed(texts);
const known = {
  model: embeddingModel.name,
  vectors: Object.fromEntries(texts.map((text, index) => [text, encodeVector(vectors[index] ?? new Float32Array())])),
};
// Readable for all: in a Lambda somebody else reads it.
writeFileSync(join(directory, 'vectors.json'), JSON.stringify(known));

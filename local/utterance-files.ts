import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseUtterances, type Utterances } from '../functions/chat/domain/plan-offline/read-utterances.ts';
import { root } from './paths.ts';

/** Where what people say stands, in files that end in `.txt`. */
export const utterancesFolder = join(root, 'functions', 'chat', 'utterances');

/** All that people say, by the operation that it means. */
export const loadUtterances = (): Utterances =>
  parseUtterances(
    readdirSync(utterancesFolder)
      .filter((file) => file.endsWith('.txt'))
      .toSorted()
      .map((file) => readFileSync(join(utterancesFolder, file), 'utf8'))
      .join('\n'),
  );

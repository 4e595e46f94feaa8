import { installEmbeddingModel } from './install.ts';

const directory = await installEmbeddingModel(console.log);
console.log(`The embedding model is in ${directory}`);

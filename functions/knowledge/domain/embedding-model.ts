/** The model behind `embed-texts`. Another one is another index: its name is part of the index's name. */
export const embeddingModel = { name: 'minilm-l6-v2-int8', dimensions: 384 } as const;

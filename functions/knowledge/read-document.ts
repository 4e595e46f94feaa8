import { eventFunction } from '../shared/event-function.ts';
import { readPdf } from './adapters/pdf.ts';
import { ReadInput } from './contract.ts';
import { readDocument } from './operations/read-document.ts';

const now = () => new Date();

/** Reads documents that anybody may have made, where there is nothing that they could get at. */
export const handler = eventFunction(
  ReadInput,
  readDocument({ readPdf: (bytes) => readPdf(bytes, { pages: 500, time: 6_000 }, now) }),
);

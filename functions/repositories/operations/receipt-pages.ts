import type { Receipt } from '../contract.ts';
import { endOfLink, sealPlace } from '../domain/receipt-link.ts';

/** Where a browser shows a receipt, by a link made at that time. */
export type PageOf = (tenant: string, repositoryId: string, receipt: Pick<Receipt, 'id'>, at: Date) => Promise<string>;

/** Links to receipts, sealed with the deployment's key. */
export const receiptPages =
  ({ readKey, apiUrl }: { readonly readKey: () => Promise<string>; readonly apiUrl: string }): PageOf =>
  async (tenant, repositoryId, { id: push }, at) => {
    const sealed = sealPlace(await readKey(), { tenant, repositoryId, push }, endOfLink(at));
    // In the query, which the log of the API's requests leaves out.
    return `${apiUrl.replace(/\/$/, '')}/receipts?of=${sealed}`;
  };

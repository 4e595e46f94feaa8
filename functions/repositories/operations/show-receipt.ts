import { systemPrincipal } from '../../shared/principal.ts';
import { openPlace } from '../domain/receipt-link.ts';
import { renderNothing, renderReceipt } from '../domain/receipt-page.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly readKey: () => Promise<string>;
  readonly now: () => Date;
}

/** The page that a link leads to. What is wrong with a link that leads nowhere is nobody's business. */
export const showReceipt =
  ({ tableOf, readKey, now }: Dependencies) =>
  async (sealed: string): Promise<{ status: 200 | 404; page: string }> => {
    const place = openPlace(await readKey(), sealed, now());
    if (!place) {
      return { status: 404, page: renderNothing() };
    }
    const { tenant, repositoryId, push } = place;
    const table = tableOf(systemPrincipal(tenant, 'show-receipt'));
    const [repository, receipt] = await Promise.all([table.find(repositoryId), table.findReceipt(repositoryId, push)]);
    return repository && receipt
      ? { status: 200, page: renderReceipt(receipt, repository) }
      : { status: 404, page: renderNothing() };
  };

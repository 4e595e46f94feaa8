import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import { openPlace } from '../domain/receipt-link.ts';
import { renderNothing, renderReceipt } from '../domain/receipt-page.ts';
import { addTests } from './add-tests.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly runsOf: (principal: Principal) => TestRuns;
  readonly readKey: () => Promise<string>;
  readonly now: () => Date;
}

/** The page that a link leads to. What is wrong with a link that leads nowhere is nobody's business. */
export const showReceipt =
  ({ tableOf, runsOf, readKey, now }: Dependencies) =>
  async (sealed: string): Promise<{ status: 200 | 404; page: string }> => {
    const place = openPlace(await readKey(), sealed, now());
    if (!place) {
      return { status: 404, page: renderNothing() };
    }
    const { tenant, repositoryId, push } = place;
    const principal = systemPrincipal(tenant, 'show-receipt');
    const table = tableOf(principal);
    const [repository, found] = await Promise.all([table.find(repositoryId), table.findReceipt(repositoryId, push)]);
    const [receipt] = found ? await addTests(runsOf(principal), repositoryId, [found], now()) : [];
    return repository && receipt
      ? { status: 200, page: renderReceipt(receipt, repository) }
      : { status: 404, page: renderNothing() };
  };

import { lines } from './lines.ts';

/** How people ask for versions; a line each. */
export const versionsUtterances: Readonly<Record<string, readonly string[]>> = {
  'versions.list': lines(`
    which releases of nightly_sales did we have
    all revisions of nightly_sales
    what was live before in nightly_sales
    what can I go back to with nightly_sales
    to which version could nightly_sales be reverted
    when was nightly_sales last changed in production
    when did nightly_sales get its current version
    which commits of nightly_sales have been live
    old versions?
    list the previous versions
    what did we have live of nightly_sales before monday
    candidates for a rollback of nightly_sales
    when was nightly_sales deployed in the past
  `),
  'versions.show': lines(`
    what did nightly_sales look like at 3f2a9c1d04be
    open nightly_sales at commit 3f2a9c1
    give me the file of nightly_sales at 3f2a9c1d04be
    cat nightly_sales 3f2a9c1d04be
    show the DAG code of nightly_sales at 3f2a9c1d04be
    how was nightly_sales written in 3f2a9c1d04be
    code for nightly_sales@3f2a9c1d04be
    show an old version of nightly_sales with its code
    peek into nightly_sales at 3f2a9c1d04be
    full text of nightly_sales at version 3f2a9c1d04be
    read nightly_sales 3f2a9c1d04be
  `),
  'versions.diff': lines(`
    compare nightly_sales with the version before
    what's new in nightly_sales
    compare nightly_sales 3f2a9c1d04be with what is live
    nightly_sales before and after, please
    show the diff between the last two versions of nightly_sales
    delta of nightly_sales versus the previous version
    patch of nightly_sales
    what's the difference between the old and the new nightly_sales
    which files changed for nightly_sales
  `),
};

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
    nightly_sales versions
    earlier versions of nightly_sales
    past versions of nightly_sales please
    could you list the older versions of nightly_sales
    how many versions of nightly_sales have been live
    revision history of nightly_sales
    who rolled nightly_sales back
    I need the version numbers of nightly_sales
    what versions did nightly_sales have last week
    show me the timeline of versions of nightly_sales
    releases of nightly_sales
    has nightly_sales ever been rolled back
    previous releases of nightly_sales
    version list nightly_sales
    I'd like to see every version of nightly_sales that went live
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
    nightly_sales source in 3f2a9c1d04be
    print the source of nightly_sales version 3f2a9c1d04be
    display version 3f2a9c1d04be of nightly_sales
    let me read the code of nightly_sales as of 3f2a9c1d04be
    version 3f2a9c1d04be of nightly_sales please
    could I see nightly_sales in version 3f2a9c1d04be
    I want to look at the python of nightly_sales 3f2a9c1d04be
    what's in version 3f2a9c1d04be of nightly_sales
    source code nightly_sales 3f2a9c1d04be
    shwo version 3f2a9c1d04be of nightly_sales
    details of version 3f2a9c1d04be of nightly_sales
    who wrote version 3f2a9c1d04be of nightly_sales
    view nightly_sales, version 3f2a9c1d04be
    the 3f2a9c1d04be version of nightly_sales, what does its code say
    I'd like the source of version 3f2a9c1d04be
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
    diff nightly_sales
    compare the versions of nightly_sales
    what did the last deploy change in nightly_sales
    what has been modified in nightly_sales
    which lines changed in nightly_sales
    nightly_sales changes?
    could you show me the latest code change of nightly_sales
    what did they alter in nightly_sales
    difference between 3f2a9c1d04be and 8b7d0e4 in nightly_sales
    somebody fiddled with nightly_sales, what did they change
    how did the code of nightly_sales change
    what was edited in nightly_sales since 3f2a9c1d04be
    last change in nightly_sales?
    I'd like to see what is different in the new nightly_sales
    what code changed in nightly_sales
    wat changed in nightly_sales
    nightly_sales diff to 3f2a9c1d04be
    show me what the newest version of nightly_sales changes
    compare live nightly_sales to the one before
    what has changed in the code of nightly_sales lately
  `),
};

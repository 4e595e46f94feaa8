import { lines } from './lines.ts';

/** How people ask for pushes, waivers; a line each. */
export const pushesAndWaiversUtterances: Readonly<Record<string, readonly string[]>> = {
  'pushes.list': lines(`
    pushes
    has my commit been published
    which commits went live in company/sales
    receipt of 3f2a9c1d04be in company/sales
    what became of 3f2a9c1d04be
    did 3f2a9c1d04be of company/sales go live
    push history of company/sales
    what did kim push to company/sales
    has anybody pushed to company/sales
    which pushes were rejected
    has anyone touched it lately
    latest push
    why was my push not published
    what was committed there
    who touched company/sales last
    did my change get deployed
    what became of my push
    what's been shipped in company/sales lately
    I pushed ten minutes ago, did it arrive
    who broke company/sales
    did the tests of my push pass
    whose commit was the last one in company/sales
    is my change out yet
    which files of my push were quarantined
    I'd like to see what happened to commit 3f2a9c1
  `),
  'waivers.list': lines(`
    what exemptions does company/sales have
    waivers?
    which security rules do we ignore in company/sales
    are there exceptions to the security check in company/sales
    could you list the approved exceptions for company/sales
    what did we let pass in spite of security findings in company/sales
    who signed off the security exception of company/sales
    overview of waived rules in company/sales
    is there stil a valid waiver in company/sales
    revoked waivers of company/sales
  `),
  'waivers.revoke': lines(`
    remove the security exception a-01k9x3f2q7wz0ab from company/sales
    the waiver a-01k9x3f2q7wz0ab of company/sales should no longer count
    waiver a-01k9x3f2q7wz0ab in company/sales is not needed any more, end it
    drop the exemption a-01k9x3f2q7wz0ab of company/sales
    we want company/sales checked without the waiver a-01k9x3f2q7wz0ab again
    no more exception a-01k9x3f2q7wz0ab for company/sales
    stop waiving the finding in company/sales, it's a-01k9x3f2q7wz0ab
  `),
};

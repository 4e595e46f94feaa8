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
    who touched nightly_sales
    last commits of company/sales
    has my commit gone live
    what got deployed to company/sales recently
    deployment history of company/sales
    was the last push rejected
    why was my push rejected
    receipt of my last push
    recent changes in company/sales
    who committed to company/sales this week
    show pushes
    list deployments of company/sales
    commit 3f2a9c1 live?
    has 3f2a9c1 been published
    latest receipts please
    what did people push to company/sales yesterday
    any new pushes to company/sales
    who deployed last
    changelog of company/sales
    when was the last push to company/sales
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
    revoked waivers of company/sales
    waivers of company/sales
    any security exceptions in company/sales
    which findings were waived for company/sales
    show me waived security findings of company/sales
    has anything been waived in company/sales
    list waivers
    who waived findings in company/sales
    I'd like to know what security findings were let through in company/sales
    active waivers company/sales
    does company/sales have a waiver
    auditor asks for the security waivers of company/sales
    show all security waivers
    which files of company/sales have a waiver
    tell me the waivers we granted for company/sales
    is there still a valid waiver in company/sales
  `),
  'waivers.revoke': lines(`
    remove the security exception a-01k9x3f2q7wz0ab from company/sales
    the waiver a-01k9x3f2q7wz0ab of company/sales should no longer count
    waiver a-01k9x3f2q7wz0ab in company/sales is not needed any more, end it
    drop the exemption a-01k9x3f2q7wz0ab of company/sales
    we want company/sales checked without the waiver a-01k9x3f2q7wz0ab again
    no more exception a-01k9x3f2q7wz0ab for company/sales
    stop waiving the finding in company/sales, it's a-01k9x3f2q7wz0ab
    withdraw the waiver a-01k9x3f2q7wz0ab of company/sales
    cancel waiver a-01k9x3f2q7wz0ab of company/sales
    delete the waiver a-01k9x3f2q7wz0ab for company/sales
    kill waiver a-01k9x3f2q7wz0ab of company/sales
    please rescind waiver a-01k9x3f2q7wz0ab for company/sales
    revoke a waiver of company/sales
    revoke the waiver
    invalidate the security waiver a-01k9x3f2q7wz0ab in company/sales
    could you take the waiver a-01k9x3f2q7wz0ab of company/sales away
    company/sales waiver a-01k9x3f2q7wz0ab: revoke
    scrap the waiver a-01k9x3f2q7wz0ab of company/sales
    undo the waiver a-01k9x3f2q7wz0ab of company/sales
    security wants waiver a-01k9x3f2q7wz0ab of company/sales gone
    bin the waiver a-01k9x3f2q7wz0ab in company/sales
    retract the waiver a-01k9x3f2q7wz0ab, repository company/sales
    end the security waiver a-01k9x3f2q7wz0ab of company/sales
    the security exception of company/sales has to go
  `),
};

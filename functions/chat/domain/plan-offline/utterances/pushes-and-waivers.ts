import { lines } from './lines.ts';

/** How people ask for pushes, waivers; a line each. */
export const pushesAndWaiversUtterances: Readonly<Record<string, readonly string[]>> = {
  'pushes.list': lines(`
    who changed nightly_sales
    who was it that changed nightly_sales
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
    receipts company/sales
    tail the pushes of company/sales
    did my last push to company/sales land
    Could you please show me the receipts for the most recent pushes to company/sales?
    I would like to find out whether the commit we pushed to company/sales this morning has gone live.
    May I have a list of everything that was pushed to company/sales and what became of it?
    What did the developers send in for company/sales lately, and did it get online?
    They say they uploaded a fix to company/sales an hour ago. Did it arrive?
    Let me see the slips for each delivery to company/sales.
    I pushed a commit to company/sales and want to know if it was accepted or quarantined, could you show the receipts?
    Could you list the last pushes of company/sales with their results? I want to see where mine got rejected.
    Where can I see the push receipts of company/sales? I need the one for yesterday's commit.
    Is my push of company/sales already through? Please look at the receipts.
    Kindly share the receipts for the repository company/sales.
    What all got pushed in company/sales in the last days and with which result?
    did the hotfix in company/sales go through
    receipts of company/sales, who pushed at this hour
    what was pushed to company/sales before it all went south
    Show the push receipts for company/sales, I want to see what the security checks rejected.
    Which commits were submitted to company/sales, and with what outcome?
    Deployment receipts of company/sales in reverse order.
    Which pushes reached company/sales in March, and which were rejected?
    I need the receipts of company/sales as evidence that every push was checked.
    What became of commit 3f2a9c1d04be that was pushed to company/sales?
    did my push go live
    what happened to my last push to company/sales
    receipts of company/sales
    is my commit 3f2a9c1d04be live yet
    show recent deployments of company/sales
    Was anything rejected in company/sales?
    I pushed twenty minutes ago and don't see the change, what became of it
    latest pushes, company/sales
    which commits of company/sales were published this week
    why was my file quarantined in company/sales
    my push?
    did the tests pass for what I pushed to company/sales
    list all pushes to the repo
    the receipt for 3f2a9c1d04be please
    how did yesterday's deploys from company/sales turn out
    push history company/sales
    what has been shipped from company/sales lately
    Somebody merged a change into company/sales this morning, did it come through?
    has commit 3f2a9c1d04be been accepted
    I'd like to see what you said about each push in company/sales
    any failed pushes since Monday in company/sales
    when did the last push to company/sales arrive and was it ok
    show me the push receipts
    was 3f2a9c1d04be held back, and for what reason
    deploy log of company/sales
    Could you please tell me whether the commit I sent before lunch got through the checks?
    who pushed what to company/sales
    is my change waiting for tests
    did that push only go partly live
    my merge from this afternoon, where is it stuck
    outcome of the newest commits on company/sales
    what findings did the last push have
    see how my pushes fared
    just pushed. landed?
    the checks complained about something in my commit, where can I read what
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
    waivers company/sales
    which findings did we wave through in company/sales
    ls exceptions of the security check, company/sales
    Could you please list the security findings that have been waived in company/sales?
    I would be interested to learn which exceptions to the security rules apply to company/sales.
    May I see the waivers of company/sales, with the most recent one first?
    Where did we let security warnings slide in company/sales?
    Which exceptions did we get from the safety check in company/sales?
    Show me all the "it's fine anyway" decisions about security in company/sales.
    I want to see whether somebody already got a waiver in company/sales, so that I can copy their reason, please list them.
    Which security rules have been waived for which files in company/sales?
    Could you show the waivers that company/sales has? I need the id of one.
    Which exceptions from the security check are there by company/sales?
    Kindly list what all findings got waived in company/sales.
    Show please the waivers from company/sales.
    what's been waived in company/sales so far
    show waivers, repo company/sales
    any security exceptions in company/sales already
    Enumerate accepted risks in company/sales.
    Which security findings are suppressed in company/sales by a waiver?
    Register of security exceptions for company/sales, newest first.
    Which security findings were waived in company/sales, by whom and why?
    Have there been any exceptions to the security rules in company/sales over the year?
    Produce the record of waivers for company/sales.
    which waivers are there in company/sales
    list security exceptions of company/sales
    what findings have been waived in company/sales
    show waivers
    who waived what in company/sales
    are there any exemptions from the security rules in company/sales
    granted waivers, company/sales
    which security findings do we let through in the repo
    I'm preparing for the pen test and need every exception we allow in company/sales
    did anybody get a waiver for company/sales
    tell me all files that are live despite a finding in company/sales
    security findings that were excused in company/sales
    what have we made exceptions for in company/sales
    the list of waived rules
    how many waivers does company/sales carry
    past exceptions to the checks in company/sales
    see what was let off in company/sales and why
    all the dispensations for company/sales, newest on top
    Is there still a waiver in force for that repository?
    give me the waived stuff of company/sales
    what risks did we accept in company/sales
    which files in company/sales have a security pass
    waiver overview company/sales
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
    pull waiver a-01k9x3f2q7wz0ab on company/sales
    kill exception a-01k9x3f2q7wz0ab in company/sales
    revoke a-01k9x3f2q7wz0ab, that waiver was a mistake
    Could you please revoke the waiver a-01k9x3f2q7wz0ab in company/sales, as the reason for it no longer holds?
    We would prefer the exemption a-01k9x3f2q7wz0ab for company/sales not to apply to the next push any more.
    Would you be so kind as to withdraw the security waiver a-01k9x3f2q7wz0ab of company/sales?
    That exception a-01k9x3f2q7wz0ab in company/sales makes me nervous, take it back.
    We shouldn't have let that security finding pass. Cancel the waiver a-01k9x3f2q7wz0ab for company/sales.
    Please undo the special permission a-01k9x3f2q7wz0ab that company/sales got from the security check.
    I rewrote the file so the waiver a-01k9x3f2q7wz0ab in company/sales isn't needed any more, please revoke it.
    We were given the exception a-01k9x3f2q7wz0ab for company/sales, but my mentor said we should give it back.
    Could you take the waiver a-01k9x3f2q7wz0ab away so that company/sales gets checked normally with the next push?
    Kindly withdraw the waiver a-01k9x3f2q7wz0ab from company/sales.
    The exception permit a-01k9x3f2q7wz0ab by company/sales should be taken back.
    Do cancel the waiving a-01k9x3f2q7wz0ab in company/sales, next push should be checked fully.
    a-01k9x3f2q7wz0ab, that waiver on company/sales, take it back
    revoke the security exception a-01k9x3f2q7wz0ab, company/sales, shouldn't have asked
    don't let waiver a-01k9x3f2q7wz0ab of company/sales count any more
    Withdraw the risk acceptance a-01k9x3f2q7wz0ab on company/sales.
    Rescind security waiver a-01k9x3f2q7wz0ab for company/sales, subsequent pushes must be checked in full.
    Terminate the exception a-01k9x3f2q7wz0ab granted to company/sales.
    The waiver a-01k9x3f2q7wz0ab for company/sales was granted without good reason; revoke it.
    Our finding: exception a-01k9x3f2q7wz0ab in company/sales is no longer warranted and should be withdrawn.
    Annul the security waiver a-01k9x3f2q7wz0ab that company/sales was given.
    revoke waiver a-01k9x3f2q7wz0ab in company/sales
    take back the security exception a-01k9x3f2q7wz0ab
    the waiver a-01k9x3f2q7wz0ab shouldn't apply any more
    withdraw a-01k9x3f2q7wz0ab, the exemption in company/sales
    company/sales: waiver a-01k9x3f2q7wz0ab out
    cancel the exemption a-01k9x3f2q7wz0ab
    we should never have allowed that finding, remove the waiver a-01k9x3f2q7wz0ab
    from the next push on, check company/sales without the waiver a-01k9x3f2q7wz0ab
    delete waiver a-01k9x3f2q7wz0ab
    end the exception for that file
    I no longer stand by the waiver I got for company/sales, please void it
    undo waiver a-01k9x3f2q7wz0ab
    rescind a-01k9x3f2q7wz0ab from the waivers of company/sales
    the security team wants waiver a-01k9x3f2q7wz0ab gone
    drop the waiver on company/sales
    that exemption was temporary, get rid of it
    stop letting that finding through in company/sales, waiver a-01k9x3f2q7wz0ab
    apply the rule again that a-01k9x3f2q7wz0ab had waived
    invalidate the waiver with the id a-01k9x3f2q7wz0ab
    no more special treatment for that file in company/sales, revoke its waiver
    repeal the security waiver
    pull waiver a-01k9x3f2q7wz0ab back
    a waived finding in company/sales has to count again: a-01k9x3f2q7wz0ab
    kill the exception a-01k9x3f2q7wz0ab that we have in company/sales
  `),
  'waivers.request': lines(`
    scanner false positive in company/sales, file a waiver
    need an exception for etl.py in company/sales, rule downloaded-code, it's our own server
    security check blocks my file, request a waiver for it
    One of our files in company/sales is being held back because of a security finding that I believe to be harmless; could you please ask for a waiver?
    Would you kindly request that etl.py of company/sales may go live despite the rule downloaded-code, since it only reads from our own server?
    I would like to apply for an exception from the security check for a file in company/sales, please.
    Security blocked one of our files in company/sales but it's harmless, can you ask if it may go online anyway?
    Please beg the security people for an exception for the file in company/sales, it only fetches our own price list.
    The safety check is too strict with our file; get us permission to publish it despite the warning.
    The receipt of company/sales says downloaded-code is critical in etl.py, but it's only our own artifact server, so I'd like to ask for a waiver.
    My file got quarantined by a security rule and I'm pretty sure it's a false positive, how do I ask for an exception? Please ask for one.
    Could you open a waiver request for my DAG file in company/sales, because the subprocess call there is intended?
    Our file in company/sales got stuck in security check, kindly raise an exception request.
    Please apply a waiver for the file etl.py in company/sales, the finding is none.
    I would like to put in for an exception permit, the security rule strikes wrongly on our file.
    hotfix is stuck on a security finding, ask somebody to waive it
    the scanner blocks etl.py in company/sales at 4 am, I need an exception, it's our server
    can we get a waiver for that file in company/sales
    Raise a risk acceptance request for rule downloaded-code on etl.py in company/sales; the source is internal.
    File a security exception for a quarantined file in company/sales.
    I need sign-off to deploy this file of company/sales regardless of the critical finding.
    etl.py in company/sales was held back by downloaded-code though the source is our own; ask for a waiver.
    An exception for the file held back in company/sales was never formally requested; lodge the request now.
    Please apply for permission to publish the file of company/sales in spite of the security finding that was raised.
    request a waiver for company/sales
    my file is blocked by a security finding that's a false alarm, I want an exception
    please let etl.py go live despite the critical finding, it's our own server
    ask for a waiver
    the scanner says downloaded-code but it's harmless, can that be waived in company/sales
    I need an exemption from the security rule for a file in company/sales
    apply for an exception so that my quarantined file may be published
    waive downloaded-code for etl.py in company/sales
    could someone sign off this security finding? the file is fine as it is
    security check blocks my DAG wrongly, I'd like to ask for permission to publish it anyway
    waiver for etl.py, reason: internal host over TLS
    how do I get a file through that has a critical finding
    file a waiver request for company/sales
    the finding on my push is a false positive. Get me a waiver.
    we accept the risk of this rule in company/sales, please submit that for approval
    let this file pass in spite of the rule
    I would like to obtain a dispensation from the finding in company/sales
    open an exception request: file etl.py, rule downloaded-code
    overrule the security block on my file, with whoever has to agree
    kept back because of a critical rule; I can justify it, so where do I ask for clearance
    make an exception for one file in company/sales
    can I have that critical finding excused
    start a waiver for my blocked file
    our security colleague already said verbally that it's okay, now I have to put in the formal waiver for company/sales
  `),
};

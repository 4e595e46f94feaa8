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
    git log nightly_sales, live versions only
    version history of disk_report
    what was ever deployed as nightly_sales
    Could you please show me all the versions of nightly_sales that have been live up to now?
    I would be interested in the history of disk_report, that is, who published which version and when.
    May I ask for a list of the earlier versions of nightly_sales that I could go back to?
    What editions of nightly_sales have we had online over time?
    Show me the past versions of disk_report, like in a Google doc.
    How many times has nightly_sales been replaced by a new version, and when?
    I need to find the version hash of nightly_sales from two weeks ago, so could you list the versions that were live?
    How do I find out which versions disk_report has had so far? Please show them.
    I want to see the deployment history of nightly_sales, newest first, with the commits.
    Which versions has nightly_sales already had?
    Kindly provide the version history for disk_report.
    Please list me up the earlier live versions of nightly_sales.
    which versions of nightly_sales could I go back to
    older versions of disk_report... list them
    when did the live version of nightly_sales change, show me all of them
    Enumerate all versions of nightly_sales that have been in production.
    Provide the release history of disk_report.
    Which past releases of nightly_sales exist?
    Which versions of nightly_sales were in production during the last quarter, and who pushed them?
    Trace the succession of versions of disk_report.
    How often has nightly_sales been replaced or put back since January?
    versions of nightly_sales
    which versions of disk_report have been live
    history of nightly_sales code
    how often has disk_report been changed
    what older versions can I go back to for nightly_sales
    show all releases of disk_report
    who changed nightly_sales and when, going back a few months
    list its versions
    earlier versions of nightly_sales please
    what was live before, for disk_report
    which version did nightly_sales have over the weekend
    I want to choose a version to return to, what is there for nightly_sales
    deployment history of the workflow disk_report
    past revisions nightly_sales
    since when has nightly_sales been on this version and which came before it
    go through the previous incarnations of disk_report
    every version nightly_sales ever had in production
    is there an older version of disk_report that worked
    what versions do you keep for nightly_sales
    did anyone put nightly_sales back to an old version in the past
    revision log of disk_report
    tell me the sequence in which versions of nightly_sales went live
    we're reconstructing an incident from March and have to know what revisions of nightly_sales were up then
    the last five versions of disk_report
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
    git show 3f2a9c1d04be for nightly_sales
    cat nightly_sales at 3f2a9c1d04be
    source of disk_report as of version 3f2a9c1d04be
    Could you please let me read the source code of nightly_sales as it was in version 3f2a9c1d04be?
    I would be grateful to see version 3f2a9c1d04be of disk_report in full.
    Would you kindly open the 3f2a9c1d04be version of nightly_sales for me?
    Let me see what nightly_sales looked like back in 3f2a9c1d04be.
    Open the old edition 3f2a9c1d04be of disk_report, I want to show the text to someone.
    What's written in version 3f2a9c1d04be of nightly_sales?
    I'd like to look at the Python code of nightly_sales in version 3f2a9c1d04be, because I think a function got lost.
    Can you print the file behind disk_report at commit 3f2a9c1d04be?
    In 3f2a9c1d04be nightly_sales still had the retry decorator, I believe; show me the source of that version.
    Kindly open the version 3f2a9c1d04be of nightly_sales with its code.
    How did disk_report look out in version 3f2a9c1d04be?
    I want to read the source text from nightly_sales to the version 3f2a9c1d04be.
    code of nightly_sales in 3f2a9c1d04be, please
    what did 3f2a9c1d04be of disk_report look like
    open nightly_sales version 3f2a9c1d04be, need to see the source
    Retrieve the source of nightly_sales for version 3f2a9c1d04be for code review.
    I must inspect the code of disk_report as deployed in 3f2a9c1d04be.
    Dump version 3f2a9c1d04be of the workflow nightly_sales.
    What exactly did the code of nightly_sales say when version 3f2a9c1d04be was live?
    Produce version 3f2a9c1d04be of disk_report for inspection.
    I want to read nightly_sales as it stood at 3f2a9c1d04be.
    show me the code of nightly_sales at 3f2a9c1d04be
    source of version 3f2a9c1d04be of disk_report
    print nightly_sales 3f2a9c1d04be
    what did nightly_sales look like in 3f2a9c1d04be
    let me read disk_report as it was at commit 3f2a9c1d04be
    open version 3f2a9c1d04be of nightly_sales
    I want to see the Python of nightly_sales, version 3f2a9c1d04be
    what's in 3f2a9c1d04be for disk_report
    the file behind nightly_sales as of 3f2a9c1d04be
    display that old version with its code
    read out 3f2a9c1d04be of disk_report
    who pushed version 3f2a9c1d04be of nightly_sales, and what's the source
    could I have a look into 3f2a9c1d04be, it's a version of nightly_sales
    give me the text of disk_report from 3f2a9c1d04be
    nightly_sales source code, version 3f2a9c1d04be
    I need to inspect one particular version of disk_report, namely 3f2a9c1d04be
    how was nightly_sales written back in 3f2a9c1d04be
    get the DAG file nightly_sales from 3f2a9c1d04be
    view 3f2a9c1d04be nightly_sales
    Before I decide anything I'd like to read through the code of disk_report in 3f2a9c1d04be.
    content of the version 3f2a9c1d04be, workflow nightly_sales
    fetch me the source for nightly_sales at that commit
    what does the code say in version 3f2a9c1d04be of disk_report
    details and source of disk_report 3f2a9c1d04be
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
    what did somebody break in disk_report since the previous version
    git diff 3f2a9c1d04be..live on nightly_sales
    Could you please show me what exactly was altered in nightly_sales between version 3f2a9c1d04be and the live one?
    I wonder whether you could compare the current disk_report with the version before it.
    May I see the most recent change to the code of nightly_sales, please?
    Somebody tinkered with nightly_sales. What's different now?
    What did they alter in disk_report compared with the edition before?
    Put the old and the new nightly_sales side by side for me.
    Something changed in nightly_sales and I don't think it was me, could you show the diff to the previous version?
    I'd like to see which lines differ in disk_report between 3f2a9c1d04be and what is live.
    Could you compare the two latest versions of nightly_sales, so that I can see what my colleague changed?
    What all got changed in nightly_sales with the last version?
    Please compare me disk_report with version 3f2a9c1d04be.
    Which difference is there between the live nightly_sales and the one before?
    who changed what in nightly_sales, it worked yesterday
    last change in disk_report, the actual lines
    difference from 3f2a9c1d04be to now in nightly_sales
    Show the code delta of nightly_sales between 3f2a9c1d04be and the live release.
    Review: which lines were introduced into disk_report by the latest release?
    Compare the last two releases of nightly_sales line by line.
    What was altered in nightly_sales after version 3f2a9c1d04be?
    Which lines of disk_report did the most recent change affect?
    How did the version of nightly_sales that is live depart from its predecessor?
    what changed in nightly_sales
    diff of disk_report
    show me the latest change to disk_report
    what's the difference between the current nightly_sales and 3f2a9c1d04be
    what did they do to nightly_sales
    which lines are new in disk_report
    nightly_sales worked on Friday, what has been altered in it since
    diff nightly_sales 3f2a9c1d04be
    how does disk_report differ from its predecessor
    did someone touch the code of nightly_sales? show me how
    changes in it?
    I need to see what was modified in disk_report with the last release
    compare both versions of nightly_sales
    what has the last deployment changed in nightly_sales
    put the old and the new nightly_sales side by side
    what exactly did the most recent commit change about disk_report
    nightly_sales before and after
    let me see the delta for disk_report
    in which way is the live nightly_sales different from 3f2a9c1d04be
    The numbers in the report look off since yesterday, so I'd like to know what was edited in nightly_sales.
    code changes disk_report
    what lines were removed from nightly_sales
    from 3f2a9c1d04be to now, what's different in disk_report
    has the logic of nightly_sales changed? what exactly
    show the patch between the two versions of nightly_sales
    last edit of disk_report, line by line
    tell me what somebody changed in disk_report
    what moved between versions in nightly_sales
    how was nightly_sales changed the last time
    contrast the present disk_report with one step back
    what did 3f2a9c1d04be change in nightly_sales
    can I get a comparison of nightly_sales against 3f2a9c1d04be
    was there a change in the query inside nightly_sales? show the differences
  `),
};

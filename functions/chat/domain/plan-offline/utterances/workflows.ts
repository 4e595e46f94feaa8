import { lines } from './lines.ts';

/** How people ask for workflows; a line each. */
export const workflowsUtterances: Readonly<Record<string, readonly string[]>> = {
  'workflows.list': lines(`
    pipelines
    every workflow
    which jobs are there
    which workflows are paused
    what belongs to company/sales
    names of all workflows
    what is in company/sales
    which workflows are in that repo
    what jobs have you got
    what DAGs come from company/sales
    list all dags
    what jobs do we have in Airflow
    which flows can be started
    I'd like to see all the data pipelines
    which DAGs are pinned
    show everything that is live
    what's available to run
    let me see the job list
    what jobs live in company/sales
    are there workflows that were rolled back
    all flows please
    workflows?
    what pipelines are there
    give me the catalogue of workflows
    what's deployed at the moment
    names of all DAGs please
    could you show me our pipelines
    what is in company/sales, which workflows
    how many workflows do we have
    what does company/sales contain
    any workflow about sales
    what pipelines does the sales repo have
    wich dags do we have
    overview of our workflows
    which workflow names exist
    enumerate the DAGs
    workflows in company/sales
    ls dags
    what's live, all of it
    every workflow and its commit
    Would you be so kind as to show me all workflows that are live at present?
    I should like to have an overview of the workflows we operate, with the commit behind each of them.
    Could you please list the workflows that belong to company/sales?
    What automatic jobs do we have at all?
    Show me everything that's set up to go by itself here.
    Which workflows exist?
    I'd like to see all the DAGs that are deployed at the moment, including mine hopefully.
    Can you print every workflow you know with the commit that's live for each?
    I'm new in the team and I don't know which workflows we have, so please give me the list.
    What all workflows are there, kindly list.
    Please once all the workflows with the commit that stands behind.
    Which workflows do run live by us from the repository company/sales?
    which workflows are there again
    all the DAGs that are live
    list workflows, all of them, brain's not working
    Inventory of deployed workflows with their live commits.
    Enumerate all DAGs under management.
    Which workflows originate from company/sales? List them.
    What is the complete population of workflows, with the commit live for each?
    Which workflows were in production at the time I opened this chat? List all.
    List every workflow that falls under company/sales.
    which workflows do we have
    what's live right now
    show workflows
    what pipelines does this place run
    give me an overview of every workflow
    workflows from company/sales
    I'm new, what jobs exist here?
    how many DAGs are deployed
    everything that is published at present
    names of all our pipelines please
    what DAGs come out of company/sales
    which automations have we got in production
    let me see what workflows there are, I can't remember the exact name
    Is there any workflow about sales?
    the catalogue of workflows
    are some workflows pinned or rolled back at the moment
    what can I run here, show me the available workflows
    tell me all processes that Airflow knows from us
    our workflows, each with its live commit
    For a slide I need the complete list of the data pipelines we operate.
    which of our dags is paused
    what do we have deployed
    list dags company/sales
    go through the workflows one by one with what is live of each
    do we still have that workflow for disks? show me all of them
    display live workflows
    what does the repo company/sales contain in terms of workflows
    could you enumerate the jobs under your control
    every DAG on the platform
    see all pipelines
    what workflows did the data team publish
    I want to pick one of the DAGs, which are there
    inventory of workflows
  `),
  'workflows.get': lines(`
    nightly_sales info
    describe nightly_sales
    is it live
    is nightly_sales active
    is nightly_sales enabled or disabled
    which repository is nightly_sales from
    state of the workflow nightly_sales
    which file defines nightly_sales
    is it switched off
    is nightly_sales deployed
    where is the code of nightly_sales
    is nightly_sales turned on
    is it still paused
    does nightly_sales exist
    what version of nightly_sales do we run
    is nightly_sales held at an old version
    can you give me the Airflow link of nightly_sales
    where can I find nightly_sales in Airflow
    is nightly_sales frozen
    which commit runs nightly_sales
    open nightly_sales
    look up the workflow nightly_sales
    is nightly_sales retired
    give me the facts about the nightly_sales dag
    what's nightly_sales
    describe the workflow nightly_sales
    which repository does nightly_sales belong to
    which repo is nightly_sales from
    I'd like some details on nightly_sales
    which file is nightly_sales in
    what's live for nightly_sales
    since when is nightly_sales live
    who pinned nightly_sales
    current version of nightly_sales
    show workflow nightly_sales
    workflow nightly_sales please
    is the nightly sales workflow active
    was the new nightly_sales published already
    what do we have live of nightly_sales
    is nightly_sales enabled or paused
    nightly_sales: which commit is live
    stat workflow disk_report
    is nightly_sales held at something or on HEAD
    Could you please tell me which commit of nightly_sales is live at this moment?
    I would like to see the details of the workflow disk_report, if I may.
    Would you mind checking for me whether nightly_sales is currently being held at an older version?
    What's the story with nightly_sales, which edition of it is online?
    Tell me about the disk_report workflow, is it the newest state?
    Who last changed what is live as nightly_sales, which commit is it?
    I want to make sure that my commit is the one that is live for nightly_sales, can you show that workflow?
    Could you show me the info about the disk_report workflow, like the repo, the file and the live commit?
    I think nightly_sales may be rolled back or pinned because my change doesn't show up, what does its status say?
    Which state of nightly_sales is presently live, please?
    Kindly give the details of the workflow disk_report.
    With nightly_sales, is there a hold on it or does it follow normally?
    what's live for nightly_sales right now, which commit
    disk_report, the workflow, is it pinned or something
    show me the workflow nightly_sales
    Which commit and repository is the live workflow nightly_sales built from?
    Deployment details of the workflow disk_report.
    Is there a hold on nightly_sales, and who placed it?
    From which commit does the nightly_sales now in production stem?
    Was disk_report rolled back or pinned by anybody? Show me the workflow.
    Provide the particulars of the workflow nightly_sales.
    tell me about nightly_sales
    which commit of nightly_sales is live
    what version is disk_report on at the moment
    is nightly_sales pinned?
    details of disk_report
    has nightly_sales been rolled back, or is it the newest
    where does nightly_sales come from, which repository
    what's deployed for disk_report right now
    is disk_report held at some version by someone
    does nightly_sales run the code that's in Git
    when did the present version of nightly_sales go live
    is disk_report live
    I'd like to know what code disk_report currently uses
    what is nightly_sales, anyway? My boss mentioned it in a meeting and I nodded
    current commit disk_report
    is nightly_sales active or paused
    show me that workflow
    what do we know about the DAG disk_report
    to which repo does disk_report belong
    on which release is nightly_sales
    information regarding workflow nightly_sales please
    what's in production for nightly_sales, is it 3f2a9c1d04be?
    who pinned disk_report
    disk_report: live commit?
    Is the thing called nightly_sales actually deployed somewhere?
    give me the particulars of disk_report
    does disk_report still exist
    in what state is the workflow nightly_sales itself, not its runs
    what file defines nightly_sales
    let me see nightly_sales
  `),
  'workflows.rollback': lines(`
    roll it back
    put back the old nightly_sales
    restore nightly_sales 3f2a9c1d04be
    the new nightly_sales is broken, go back to the last one
    downgrade nightly_sales to 3f2a9c1d04be
    could you return nightly_sales to how it was before
    reverse the last deploy of nightly_sales
    please put nightly_sales to the version of yesterday
    I want 3f2a9c1d04be of nightly_sales live instead
    yesterday's version of nightly_sales wored, can we have that one
    reset nightly_sales to the prior version
    any chance to get the earlier nightly_sales back
    set nightly_sales back by one
    the last deployment of nightly_sales was a mistake, undo it
    revert that change
    revert nightly_sales
    nightly_sales back to the previous version please
    undo nightly_sales
    take nightly_sales back one version
    we need the former version of nightly_sales again
    back out the last change to nightly_sales
    bring back the old nightly_sales
    switch nightly_sales to version 3f2a9c1d04be
    get nightly_sales back to 3f2a9c1d04be
    rollback of nightly_sales now!
    yesterday's version of nightly_sales worked, can we have that one
    undo the last push to nightly_sales
    ditch the new version of nightly_sales and use the old
    go back with nightly_sales
    make 3f2a9c1d04be the live version of nightly_sales
    back out nightly_sales
    git revert disk_report to 3f2a9c1d04be
    new nightly_sales is garbage, put the old one back
    The latest change to nightly_sales has produced wrong figures; could you please return to the version before it?
    I would kindly ask you to restore disk_report to version 3f2a9c1d04be.
    Would it be possible to undo the last deployment of nightly_sales, please?
    Since they updated nightly_sales my numbers are rubbish. Give me back the old one!
    Go back to how disk_report was before the change.
    I want the previous nightly_sales again, the new one is broken.
    I think my push broke nightly_sales, so before anybody notices, could you roll it back to the version before?
    I want disk_report to go back to 3f2a9c1d04be because that's the last version that worked for me.
    My refactoring of nightly_sales was a bad idea, so please revert the deployed workflow to the older version.
    Kindly revert nightly_sales to the previous version, the new one is having issues.
    Please set disk_report back to the version 3f2a9c1d04be.
    nightly_sales please one version backwards.
    just put nightly_sales back to what it was yesterday
    roll disk_report back, I'll look at it tomorrow
    nightly_sales to the previous version, now, please
    Revert the production release of nightly_sales to 3f2a9c1d04be.
    The current disk_report is compromised, reinstate the preceding version.
    Step nightly_sales back by one release.
    The change to nightly_sales was never authorised; reinstate the version that preceded it.
    disk_report was correct in 3f2a9c1d04be, so have it returned to that.
    The last deployment of nightly_sales should be undone.
    roll back nightly_sales
    put disk_report back to the version before
    go back to 3f2a9c1d04be for nightly_sales
    I'd feel better if nightly_sales were back on the old version
    undo the last change to nightly_sales
    revert disk_report
    nightly_sales is broken since the deploy, restore what we had
    return nightly_sales to 3f2a9c1d04be please
    the previous disk_report was fine, use that one again
    back out the latest release of nightly_sales
    can we have yesterday's nightly_sales back
    step back one version with disk_report
    rollback nightly_sales, quick
    The new code of nightly_sales is writing rubbish into finance's tables. Please take us to the version that worked.
    downgrade nightly_sales
    turn back the clock on disk_report
    get rid of the newest change in disk_report and run the older code
    make 3f2a9c1d04be live again for disk_report
    what we shipped this morning was a mistake, nightly_sales has to be as it was
    reinstate the earlier version of disk_report
    set nightly_sales to its former version
    I want the old nightly_sales
    switch nightly_sales to commit 3f2a9c1d04be
    that update to disk_report was no good, reverse it
    bring back the last good nightly_sales
    would it be possible to undo what was deployed to disk_report?
    one back on nightly_sales
    retreat to version 3f2a9c1d04be of nightly_sales
    restore disk_report from 3f2a9c1d04be
    let us use the older code in nightly_sales until the developers have fixed it
    nightly_sales shall go to the state of before the push
    pull the latest nightly_sales out of production and reactivate the one before
    someone messed up disk_report. old version please, thanks
    swap in 3f2a9c1d04be for nightly_sales
  `),
  'workflows.release': lines(`
    nightly_sales may follow Git again
    nightly_sales is fixed, lift the rollback
    let nightly_sales go
    remove the hold on nightly_sales
    take nightly_sales off its rollback
    use the version from git for nightly_sales again
    put the newest nightly_sales live again
    bring nightly_sales back to what is in git
    please make nightly_sales follow its repository again after the rollback
    we don't need the rollback of nightly_sales any more
    the rollback was a mistake, take it back
    roll forward nightly_sales
    nightly_sales should be on head again
    no more holding back nightly_sales, publish what is in the repo
    release it
    end rollback nightly_sales
    stop holding nightly_sales back
    cancel the rollback of nightly_sales
    could you release nightly_sales from the rollback
    revert the rollback of nightly_sales
    roll nightly_sales forward again
    the latest nightly_sales may go live again
    finish the rollback of nightly_sales
    lift the hold from nightly_sales
    drop the rollback for nightly_sales
    release the workflow nightly_sales
    I undid nightly_sales yesterday, now I want the current one again
    end the rollback of nightly_sales
    fix is in git, drop the rollback on disk_report
    un-rollback nightly_sales, HEAD goes live again
    Could you please end the rollback of nightly_sales, so that the version in Git is used again?
    The data file has been corrected, so disk_report no longer needs to stay rolled back; please let the current code go live.
    I would be glad if nightly_sales could be released from its rollback.
    You put nightly_sales back to an old state for me; that's not needed any more, use the newest one.
    They repaired disk_report, stop using the old copy we went back to.
    We're done with the emergency version of nightly_sales, please end the rollback.
    I rolled back nightly_sales this morning, and now I fixed only the SQL file, so the rollback has to be ended by hand, right? Please do that.
    disk_report is still on the rolled back version although the fix is merged, so release it.
    Please cancel the rollback for nightly_sales so that the code from Git becomes live again.
    The rollback of nightly_sales you can now take back, the error is repaired in Git.
    Kindly end the rollback on disk_report so that Git version is live only.
    nightly_sales must not stay any more on the old version to which we rolled back.
    ok the fix is in, nightly_sales doesn't need the rollback any more
    undo the rollback we did on disk_report
    let nightly_sales off the old version, git is good again
    Remove the rollback override on nightly_sales so the Git version is deployed.
    Terminate the rollback of disk_report.
    The rolled-back state of nightly_sales is no longer justified; go with what's in Git.
    nightly_sales was rolled back in May and nobody ended that; do so now.
    The reason for rolling back disk_report has lapsed. Let the code in Git be live again.
    Why is nightly_sales still on its rollback? End it, please.
    release nightly_sales
    nightly_sales can go back to what's in Git
    we fixed the SQL, so lift the rollback on disk_report
    undo the rollback of disk_report
    I rolled back nightly_sales last night, you can let it go forward again
    put the Git version of nightly_sales live again
    stop holding nightly_sales at the old version, the rollback is over
    return nightly_sales to the newest code
    disk_report was rolled back, cancel that
    the rollback isn't needed any more on nightly_sales
    forward again with disk_report to the current commit
    finish the rollback
    have disk_report use the repository's code again after the rollback
    It turned out the new version wasn't guilty at all. Would you take back the rollback of nightly_sales?
    nightly_sales: rollback off
    let the latest nightly_sales go live after all
    we're done with the old version, let disk_report catch up with what's been committed
    revoke the rollback for nightly_sales
    what is in Git should be live for disk_report, not the version we rolled to
    leave rollback on nightly_sales
    clear the rolled-back state of disk_report
    the fix was in the data so please bring nightly_sales from the rolled-back version to head
    drop the rollback, disk_report
  `),
  'workflows.pin': lines(`
    hold nightly_sales at this version
    do not change nightly_sales any more
    lock nightly_sales at the current version
    hold nightly_sales at what is live now
    nightly_sales must not change until the audit is over
    pin it
    nail down nightly_sales
    nightly_sales should stay on its version
    stick with this version of nightly_sales
    ignore new pushes for nightly_sales
    no new versions of nightly_sales please
    make sure nightly_sales is not updated by the next push
    leave nightly_sales on this version whatever gets pushed
    quarter end is coming, freeze nightly_sales
    we need nightly_sales frozen
    keep nightly_sales from moving
    don't update nightly_sales any more
    keep the version of nightly_sales as is
    pin the workflow nightly_sales please
    could you fix nightly_sales to the live version
    I'd like nightly_sales to remain at this version
    protect nightly_sales from new pushes
    version lock for nightly_sales
    freeze the nightly sales workflow at the current commit
    set a pin on nightly_sales
    lock version of nightly_sales
    pin nightly_sales to its present version
    pin nightly_sales
    chattr +i disk_report
    nail nightly_sales to what's live, I don't care what they push
    Could you please keep nightly_sales exactly at the version that is live now, no matter what my colleagues push?
    For the duration of the audit I would like disk_report to be fixed at its present version, please.
    Would you kindly pin nightly_sales for me?
    nightly_sales is perfect as it is. Don't let anyone change it until the board meeting.
    Glue disk_report to today's version, whatever the coders do.
    Can you protect nightly_sales from updates?
    I'm going to push some experiments to the shared helpers, but nightly_sales must not change, so pin it to what's live.
    Could you lock disk_report at its present version while I'm on vacation, so that no push changes it?
    I want to freeze only nightly_sales and not the complete repository, is that what pinning is for? Then pin it.
    Please hold nightly_sales fast on the version of today.
    Kindly fix disk_report at current version, nobody should be able to change by pushing.
    Make one pin on nightly_sales till further notice.
    pin nightly_sales so I get some sleep
    don't let anyone's push touch disk_report tonight
    leave nightly_sales on exactly this version, whatever comes in
    Lock nightly_sales to its live release irrespective of incoming pushes.
    Put a version lock on disk_report.
    Ensure that no push can alter the live nightly_sales; pin it.
    For the period under review disk_report must remain at its live version, whatever is pushed.
    Hold nightly_sales at what was approved and is live today.
    To preserve evidence, pin nightly_sales.
    keep disk_report at the version it has now
    nightly_sales must not change, whatever anyone pushes
    lock disk_report to the live version
    freeze the workflow nightly_sales as it is
    hold nightly_sales at its current code
    no new versions for disk_report until I say so
    make sure disk_report stays exactly like this
    nail nightly_sales down
    the auditors are looking at nightly_sales for two weeks and I promised that its code wouldn't move
    stick with the present version of disk_report
    protect nightly_sales against changes from Git
    leave disk_report on what is live, ignore further commits to it
    nightly_sales is perfect now, nobody should be able to alter it by pushing
    fix disk_report at this release
    set a pin on that workflow
    exempt nightly_sales from future deployments
    keep it where it is, even if somebody pushes
    stay on the live version for nightly_sales
    could you prevent pushes from touching disk_report only
    disk_report pinned please
    it would be good if nightly_sales didn't follow the repository for a while
    preserve the current nightly_sales over the holidays
  `),
  'workflows.unpin': lines(`
    nightly_sales may change again
    unlock nightly_sales
    let nightly_sales follow git again
    the audit is done, unpin nightly_sales
    nightly_sales no longer needs to stay at its version
    lift the pin on nightly_sales
    un-pin nightly_sales please
    thaw nightly_sales
    stop pinning nightly_sales
    nightly_sales should take new versions again
    allow updates of nightly_sales again
    please let pushes reach nightly_sales again
    unpin it
    why is it still pinned, unpin nightly_sales
    nightly_sales: pin off
    nightly_sales can move again
    the freeze of nightly_sales is over
    remove the pin from nightly_sales
    nightly_sales may be updated again
    could you take off the pin of nightly_sales
    unfreeze the nightly sales workflow
    end the version lock of nightly_sales
    drop the pin on nightly_sales
    release the pin of nightly_sales
    delete the pin of nightly_sales
    I want nightly_sales unpinned
    get nightly_sales unfrozen
    unpin nightly_sales
    chattr -i disk_report, follow git again
    take the pin out of nightly_sales
    The audit is over, so disk_report does not need to be pinned any more; would you please let it follow Git again?
    Could you kindly remove the pin from nightly_sales?
    I would appreciate it if new pushes were allowed to reach the pinned workflow nightly_sales again.
    Board meeting's over, nightly_sales can be changed by the coders again, take the pin away.
    You froze disk_report at one version for me. Unfreeze it please.
    Let the pinned nightly_sales get updates again.
    I pinned disk_report before my vacation and now I'm back, so unpin it please.
    My push says held because nightly_sales is pinned, so could you remove that pin?
    We don't need nightly_sales to be locked to one version any longer, let it track the repository again.
    Kindly remove the pinning from disk_report.
    nightly_sales should not be held fast any longer, please loosen the pin.
    From now disk_report may follow again the Git, it was pinned till yesterday.
    unpin disk_report, night's over
    I pinned nightly_sales at 3, you can take that off now
    pin off for disk_report please
    Remove the version lock on disk_report.
    Allow nightly_sales, which is pinned, to receive pushes again.
    Lift the pin on nightly_sales.
    disk_report has been pinned since the last audit; that restriction can be removed.
    The period under review has ended, so nightly_sales need not be kept at one version; unpin it.
    Whoever pinned nightly_sales forgot about it. Let it follow the repository again.
    disk_report may follow Git again
    nightly_sales no longer has to stay put
    let nightly_sales take new versions again, it was pinned
    unlock disk_report
    take the pin off
    the audit is finished so nightly_sales doesn't need pinning any longer
    stop keeping disk_report at its pinned version
    nightly_sales should get updates from pushes again
    undo the pin on disk_report
    free nightly_sales from its fixed version
    loosen disk_report, I pinned it last week
    why is nightly_sales still pinned? please don't pin it
    end the pinning of disk_report
    from now on pushes may change nightly_sales as before, lift the pin
    I pinned disk_report by accident
    pin away from nightly_sales
    disk_report: follow the repo again instead of being pinned
    let go of the pinned workflow
    we would like the locked workflow nightly_sales to receive updates
    cancel the version lock on disk_report
    drop the pin, nightly_sales
    make nightly_sales update itself from Git like the others, without a pin
  `),
};

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
  `),
};

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
    cold you show me our pipelines
    I'd like to see all the data pipelines
    which DAGs are pinned
    show everything that is live
    what's available to run
    let me see the job list
    what jobs live in company/sales
    are there workflows that were rolled back
    all flows please
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
  `),
};

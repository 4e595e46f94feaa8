import { lines } from './lines.ts';

/** How people ask for runs; a line each. */
export const runsUtterances: Readonly<Record<string, readonly string[]>> = {
  'runs.trigger': lines(`
    run that once more
    fire nightly_sales
    set nightly_sales off
    get nightly_sales going
    try it again
    try nightly_sales again
    start nightly_sales with conf {"day": "x"}
    repeat it
    kick it off
    trigger it
    once more
    run a workflow
    nightly_sales go
    we need fresh numbers, run nightly_sales
    rn nightly_sales
    play it back one more time
    put nightly_sales through another round
    I fixed the warehouse, have another try at nightly_sales
    crank up nightly_sales
    repeat the last run of nightly_sales
    nightly_sales didn't run last night, please start it by hand
    do nightly_sales over
  `),
  'runs.list': lines(`
    runs
    what is being executed
    what is going on
    which workflows are running
    what is in the queue
    its earlier runs
    how often has nightly_sales run
    cancelled runs of nightly_sales
    the last ten runs
    which runs succeeded
    what is active now
    older runs
    past runs of it
    what's on
    show me active runs
    any jobs in flight
    is something still running
    what are the workers doing
    run list for nightly_sales
    which runs were cancelled
    are there runs waiting to start
    all runs of nightly_sales that succeeded
    peek at what's running
  `),
  'runs.get': lines(`
    n-01k9x3f2q7wz
    how is nightly_sales doing
    is nightly_sales done
    where is nightly_sales at
    which step is nightly_sales at
    which tasks of nightly_sales are done
    how long has nightly_sales been running
    was it ok
    how long did nightly_sales take
    did it go through
    which task is running in nightly_sales
    is the latest run of nightly_sales complete
    what happened to n-01k9x3f2q7wz
    when did run n-01k9x3f2q7wz end
    is it still going
    check nightly_sales
    sales status?
    is n-01k9x3f2q7wz finished
    are we there yet with nightly_sales
    how far along is nightly_sales
    when did it end
    who triggered run n-01k9x3f2q7wz
    could you check on run n-01k9x3f2q7wz
    any news from nightly_sales
    state of each task in n-01k9x3f2q7wz
    tasks of run n-01k9x3f2q7wz
    is the load task done
    still running?
    finished?
    everything fine with the run
    look at n-01k9x3f2q7wz
    did that go though
  `),
  'runs.cancel': lines(`
    cancel the other one
    cancel the queued run of nightly_sales
    call nightly_sales off
    I started nightly_sales by mistake, stop it
    nightly_sales must not go on, stop it
    break off the run
    pull the plug on nightly_sales
    nightly_sales is hanging, kill it
    nuke run n-01k9x3f2q7wz
    we have to stop nightly_sales before it loads twice
    don't let nightly_sales finish
    get rid of the running nightly_sales run
    cancel whatever nightly_sales is doing
    scrap the current run
  `),
  'runs.logs': lines(`
    the first 20 lines of the log of nightly_sales
    what did the second try log
    what did the first try print
    what did the last try say
    what does the load step say
    what did nightly_sales print
    what did the load task write out
    let me read the log of the last run
    console output of nightly_sales
    I'd like to look at the log file of nightly_sales
    show me what load said
  `),
};

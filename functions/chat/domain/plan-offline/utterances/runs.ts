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
    fire off nightly_sales
    spin up nightly_sales
    start nightly_sales
    please run the sales workflow
    could you start nightly_sales for me
    I need nightly_sales to run now
    can we have nightly_sales run again
    re-run the failed run
    nightly_sales should run once more
    let nightly_sales run
    would you mind kicking off nightly_sales
    run it
    try again
    try it again please
    re-execute nightly_sales
    run the nightly sales job right away
    any chance you could retry nightly_sales
    trigger the DAG nightly_sales manually
    start the pipeline nightly_sales with conf {"day": "2024-05-01"}
    invoke nightly_sales
    restart the workflow
    make nightly_sales run
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
    what's on right now
    what is currently executing
    who started nightly_sales last
    when was the last time nightly_sales ran
    last run of nightly_sales
    last ten runs
    did nightly_sales run
    has nightly_sales already run today
    list queued runs
    past runs of nightly_sales
    which jobs are busy at the moment
    could you show me the most recent runs
    I'd like to see the run history of nightly_sales
    how often did nightly_sales run this week
    show failed runs of nightly_sales
    cancelled runs please
    what's in the queue
    was nightly_sales run at all
    earlier runs of nightly_sales
    give me the ids of the last runs of nightly_sales
    nightly_sales runs
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
    nightly_sales status
    how's nightly_sales
    has nightly_sales finished yet
    what's the progress of the run
    progress?
    did the nightly sales job complete
    did nightly_sales go well
    was nightly_sales successful
    is nightly_sales through
    which tasks are left in nightly_sales
    at which step is nightly_sales
    what is nightly_sales doing right now
    when did run n-01k9x3f2q7wz start
    I'd like to know whether nightly_sales is done
    did the load step of nightly_sales succeed
    let me know how nightly_sales is getting on
    details of run n-01k9x3f2q7wz
    did that go through
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
    stop run n-01k9x3f2q7wz
    abort nightly_sales
    kill nightly_sales
    kill it
    cancel nightly_sales
    please stop the running nightly_sales
    nightly_sales should stop now
    call off nightly_sales
    end the run n-01k9x3f2q7wz now
    interrupt nightly_sales
    abort!
    could you terminate n-01k9x3f2q7wz please
    quit the run of nightly_sales
    stop that run
    make nightly_sales stop
    shut down the run of nightly_sales
    discontinue run n-01k9x3f2q7wz
    halt it
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
    logs
    logs please
    log of nightly_sales
    nightly_sales logs
    print the log of n-01k9x3f2q7wz
    tail the logs of nightly_sales
    open the log of load
    load log of nightly_sales
    show the output of nightly_sales
    stdout of the load task in nightly_sales
    could I see the logs of run n-01k9x3f2q7wz
    log lines of the load step
    shwo me the logs of nightly_sales
    give me the raw logs of n-01k9x3f2q7wz
    first 50 lines of the log of load
    log of the first try of load
    logs from try 2 of load in n-01k9x3f2q7wz
    what's in the log
    display the load log
    full log of run n-01k9x3f2q7wz, task load
    cat the log of nightly_sales
    log output please
    the logs of the failed run
    can you pull the logs for nightly_sales
  `),
};

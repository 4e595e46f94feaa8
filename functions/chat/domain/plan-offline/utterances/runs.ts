import { lines } from './lines.ts';

/** How people ask for runs; a line each. */
export const runsUtterances: Readonly<Record<string, readonly string[]>> = {
  'runs.trigger': lines(`
    start a workflow
    trigger a workflow
    run a dag
    start a pipeline please
    I want to run a workflow
    launch one of our workflows
    let me start one of the workflows
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
    kick nightly_sales
    exec disk_report
    fire off nightly_sales by hand
    Could you please start nightly_sales now, as I need fresh figures for the meeting?
    I would be grateful if you could run disk_report once more.
    Would you mind launching the workflow nightly_sales for me?
    I need the sales numbers now, make nightly_sales go.
    Press the start button on disk_report for me.
    Can nightly_sales be done right away instead of tonight?
    I changed something small in nightly_sales and want to test it, so could you start a run?
    Could you execute disk_report once, just to see if it works now?
    I'd like to trigger nightly_sales manually with an empty configuration, is that possible? Do it please.
    Kindly execute nightly_sales now itself.
    Please let disk_report run through once.
    nightly_sales should start immediately, do the needful.
    start nightly_sales once more
    ok, run disk_report
    Initiate an ad hoc run of nightly_sales.
    Launch disk_report to verify the patched version.
    Execute the workflow nightly_sales now with default configuration.
    I would like to witness nightly_sales at work; have it run now.
    disk_report has not been run for me yet; start it so that I can observe.
    Repeat nightly_sales from the beginning as a new run.
    run nightly_sales
    start disk_report
    kick off nightly_sales please
    launch nightly_sales now
    can you execute disk_report right away
    run it again
    trigger nightly_sales
    the numbers weren't loaded last night, so do nightly_sales once more
    I need a fresh disk_report before the meeting at ten
    fire up nightly_sales
    another go of nightly_sales
    let disk_report loose
    nightly_sales has to be rerun
    get disk_report going
    do nightly_sales
    please make nightly_sales run one time outside its schedule
    give nightly_sales another try
    retry the workflow nightly_sales
    repeat it please
    start the sales thing, nightly_sales I mean
    The warehouse is up again, so I'd like nightly_sales to have another attempt.
    would you mind setting off disk_report
    run disk_report with {"day": "2026-03-01"}
    new run for nightly_sales
    start over with nightly_sales from the beginning
    I want disk_report executed immediately
    it didn't work, once again please
    can nightly_sales be started by hand
    nightly_sales should be running, get it started
    fresh run of disk_report pls
    push the button on nightly_sales
    set nightly_sales in motion
    marketing is waiting for today's figures; if nobody objects, begin nightly_sales
    restart nightly_sales, the whole workflow
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
    ps of nightly_sales runs
    runs in state running
    ls runs disk_report, queued only
    Could you please show me the latest runs of nightly_sales?
    I would like to know which runs are still in progress, if you would be so kind.
    May I have a list of the runs of disk_report that ended in failure?
    Show me the times nightly_sales ran, newest on top.
    What's going on at the moment, any runs still busy?
    Which runs are stuck in the queue?
    I started nightly_sales several times and lost the ids, could you list its runs?
    Which runs are currently in the state running? I want to make sure I don't start mine twice.
    Can you give me the ids of the failed runs of disk_report?
    Which runs are running at the moment only?
    Please show me the runs from nightly_sales.
    Kindly list all the runs of disk_report which are in queued state.
    what runs are on right now
    runs of nightly_sales, latest ones
    anything queued and not moving
    Show all active runs.
    List runs of nightly_sales in state lost.
    Which runs of disk_report were cancelled? Runs only, newest first.
    Which runs did nightly_sales have? The runs, newest first.
    Show the runs of disk_report that were lost.
    List the runs that came to a successful end.
    show the latest runs
    runs of nightly_sales
    what is running at the moment
    which runs are queued
    list all runs
    last ten runs of disk_report
    is anything in progress
    running jobs?
    any run still going for nightly_sales
    what are the recent runs
    failed runs of nightly_sales
    show me runs that were cancelled
    how did the last few runs of disk_report go
    is nightly_sales running now
    runs please
    current activity: what's under way
    runs of it, newest first
    did disk_report have a run recently
    let me see what's waiting to start
    what's busy on the platform
    the runs that got lost
    get me the run ids of nightly_sales
    I want to cancel something, first show which runs are active
    are there runs stuck in the queue
    give me an overview of runs
    nightly_sales runs, only successful ones
    see running
    Could you look which runs nightly_sales has had? I need the id of one.
    is something executing right now or can I do my maintenance
    when did nightly_sales last run
    most recent disk_report runs and their states
    display the list of runs with state failed
    how many runs are active
    last runs
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
    stat n-01k9x3f2q7wz
    task states of n-01k9x3f2q7wz
    n-01k9x3f2q7wz, how far
    Could you please tell me how the run n-01k9x3f2q7wz is getting on, task by task?
    I would like to know whether n-01k9x3f2q7wz has completed already.
    Would you kindly show me the status of every task in n-01k9x3f2q7wz?
    How far along is n-01k9x3f2q7wz, which of its steps are done?
    What's the status of the run n-01k9x3f2q7wz?
    I triggered n-01k9x3f2q7wz ten minutes ago, what state is it in and which tasks are done?
    Could you show me the run n-01k9x3f2q7wz with all its tasks and their states?
    Did the task load in n-01k9x3f2q7wz already succeed or is it still queued?
    How stands it with n-01k9x3f2q7wz?
    Kindly tell the status of n-01k9x3f2q7wz with all its tasks.
    Is n-01k9x3f2q7wz already through or is it still running only?
    n-01k9x3f2q7wz, is it through
    where does n-01k9x3f2q7wz hang, which task
    state of n-01k9x3f2q7wz please
    Report the state of every task in run n-01k9x3f2q7wz.
    Current status of n-01k9x3f2q7wz?
    Has the run n-01k9x3f2q7wz terminated, and did each task succeed?
    How did the run n-01k9x3f2q7wz end, and what became of each of its tasks?
    Which tasks did n-01k9x3f2q7wz consist of, and in what state were they left?
    Was n-01k9x3f2q7wz successful in all its tasks?
    show run n-01k9x3f2q7wz
    how is n-01k9x3f2q7wz going
    status of n-01k9x3f2q7wz
    which tasks of n-01k9x3f2q7wz are done
    what is the state of that run
    did load succeed in n-01k9x3f2q7wz
    is the run through yet
    which task failed in n-01k9x3f2q7wz
    where is n-01k9x3f2q7wz at
    how far has it got
    tell me about run n-01k9x3f2q7wz
    did the last run work out
    let me see the tasks of n-01k9x3f2q7wz and how each is doing
    I started a run a while ago, n-01k9x3f2q7wz; is it over
    task states in n-01k9x3f2q7wz
    has n-01k9x3f2q7wz got past load
    is that run still alive
    what's report doing in n-01k9x3f2q7wz
    progress of n-01k9x3f2q7wz please
    check n-01k9x3f2q7wz for me
    which step is it on
    when did n-01k9x3f2q7wz begin and has it ended
    success or failure, n-01k9x3f2q7wz
    details of the run
    are all tasks in n-01k9x3f2q7wz green
    Good evening, I was asked to keep an eye on n-01k9x3f2q7wz. Could you tell me what state it is in?
    open run n-01k9x3f2q7wz
    how many tasks of it remain
    did it finish
    n-01k9x3f2q7wz, task by task
    what happened with the run I just started, is it done
    is load still running in n-01k9x3f2q7wz
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
    kill -9 n-01k9x3f2q7wz
    abort n-01k9x3f2q7wz
    n-01k9x3f2q7wz hangs, cancel it
    I started n-01k9x3f2q7wz by mistake; would you please stop it before it completes?
    Could you please cancel the run n-01k9x3f2q7wz?
    I would appreciate it if n-01k9x3f2q7wz could be brought to a halt.
    Oh no, I didn't mean to start n-01k9x3f2q7wz. Stop it!
    Make n-01k9x3f2q7wz stop, it's been going forever.
    Call off the run n-01k9x3f2q7wz.
    I triggered n-01k9x3f2q7wz with the wrong configuration, so please cancel it before it writes anything.
    My run n-01k9x3f2q7wz has an endless loop, I'm afraid, can you terminate it?
    How do I stop a run? n-01k9x3f2q7wz is the one that should be stopped.
    Please break off the run n-01k9x3f2q7wz.
    Kindly cancel n-01k9x3f2q7wz, same got started by mistake.
    n-01k9x3f2q7wz must be stopped at once.
    make n-01k9x3f2q7wz stop
    cancel that run, n-01k9x3f2q7wz, it eats the database
    n-01k9x3f2q7wz, end it
    Abort the unauthorised run n-01k9x3f2q7wz.
    Terminate n-01k9x3f2q7wz before it writes further data.
    Halt execution of run n-01k9x3f2q7wz.
    n-01k9x3f2q7wz was started without authorisation and has not ended; cancel it.
    The run n-01k9x3f2q7wz should never have begun. Have it stopped.
    Discontinue n-01k9x3f2q7wz.
    cancel n-01k9x3f2q7wz
    stop the run
    kill that run
    n-01k9x3f2q7wz must be stopped at once, it's writing wrong data
    I started it by mistake, make it stop
    terminate n-01k9x3f2q7wz please
    call off the run
    don't let n-01k9x3f2q7wz finish
    interrupt n-01k9x3f2q7wz
    end n-01k9x3f2q7wz early
    pull the plug on n-01k9x3f2q7wz
    it hangs since two hours, cancel it
    break off run n-01k9x3f2q7wz
    n-01k9x3f2q7wz isn't needed any more, no point letting it go on
    stop what is running there, the nightly_sales run
    halt n-01k9x3f2q7wz
    could you put an end to n-01k9x3f2q7wz, it is eating up all our slots
    oh no, wrong workflow. Stop it!
    run n-01k9x3f2q7wz: cancel
    discontinue that run
    take n-01k9x3f2q7wz out of the queue
    quit the run in progress
    shoot down n-01k9x3f2q7wz
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
    tail n-01k9x3f2q7wz
    logs n-01k9x3f2q7wz task load
    less the output of report in n-01k9x3f2q7wz, try 2
    Could you please show me the log output that the task load wrote in run n-01k9x3f2q7wz?
    I would like to read the complete logs of n-01k9x3f2q7wz, if I may.
    Would you be so kind as to display what the report task printed during n-01k9x3f2q7wz?
    What did the load step write down during n-01k9x3f2q7wz? I want all the text.
    Show me the raw protocol of n-01k9x3f2q7wz.
    Can I see what the computer printed in n-01k9x3f2q7wz?
    I added some print statements to the load task, so could you show me the log of it in n-01k9x3f2q7wz?
    I'd like to read the full output of n-01k9x3f2q7wz from the first line on.
    Where can I see the stdout of the task report for n-01k9x3f2q7wz? Please show it.
    Kindly share the logs of n-01k9x3f2q7wz.
    What has the task load written out in n-01k9x3f2q7wz?
    I would like to have a look into the log of n-01k9x3f2q7wz, task report.
    logs of n-01k9x3f2q7wz, load task
    let me see what n-01k9x3f2q7wz printed
    task report in n-01k9x3f2q7wz, its output, first try
    Retrieve the task logs of n-01k9x3f2q7wz.
    I need the unabridged log of task load from run n-01k9x3f2q7wz as evidence.
    Output the log lines that report wrote in n-01k9x3f2q7wz.
    What did the task load record in its log during n-01k9x3f2q7wz?
    I request the verbatim logs of n-01k9x3f2q7wz.
    Let me inspect what was logged in n-01k9x3f2q7wz on the first try of report.
    logs of n-01k9x3f2q7wz
    show me the log
    what did load print in n-01k9x3f2q7wz
    log of task load
    read the output of n-01k9x3f2q7wz
    let me see what report wrote
    I want to read the logs myself
    n-01k9x3f2q7wz logs
    give me the raw log of the first try of load
    print the log lines of that run
    what's in the log for n-01k9x3f2q7wz
    open the load log
    task output of report in n-01k9x3f2q7wz please
    show what it said while running
    full logs, run n-01k9x3f2q7wz
    could I have the complete protocol of n-01k9x3f2q7wz
    what messages did the task load emit
    the console output of the last run
    get logs for report in n-01k9x3f2q7wz, second attempt
    dump everything n-01k9x3f2q7wz logged
    log file from load, only the final hundred lines
    where can I see the log of that run
    pull up the logs
    I need to paste the log of n-01k9x3f2q7wz into a ticket
    what did its tasks say
    can you display the stdout of task report
    the text load left behind in n-01k9x3f2q7wz
    more log lines please
    show the traceback in the log of load
    let me look through the logging of n-01k9x3f2q7wz
    I don't want a summary, just the log of the run as it is
    view log n-01k9x3f2q7wz load
    what do the logs of the previous try say
    bring me the task logs
  `),
};

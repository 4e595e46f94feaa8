import { lines } from './lines.ts';

/** How people ask for diagnoses, executions; a line each. */
export const executionsUtterances: Readonly<Record<string, readonly string[]>> = {
  'diagnoses.get': lines(`
    diagnosis
    the decisive lines of run n-01k9x3f2q7wz
    which log lines prove the failure of n-01k9x3f2q7wz
    fault analysis of run n-01k9x3f2q7wz
    analyse the failure of n-01k9x3f2q7wz
    analyze the logs of run n-01k9x3f2q7wz for the cause
    which error signature does run n-01k9x3f2q7wz have
    has the failure of n-01k9x3f2q7wz happened before
    failure signature of nightly_sales
    which tasks never ran in n-01k9x3f2q7wz because of the failure
    full diagnosis of the failed nightly_sales run
    diagnose nightly_sales
    diagnosis please
    run a diagnosis on nightly_sales
    give me the diagnosis of n-01k9x3f2q7wz
    which log lines show the failure of n-01k9x3f2q7wz
    the decisive log lines of run n-01k9x3f2q7wz
    diagnosis for the last run of nightly_sales
    could you diagnose the run n-01k9x3f2q7wz
    what is the diagnosis for nightly_sales
    show the diagnosis
    please diagnose nightly_sales for me
    which lines prove why n-01k9x3f2q7wz failed
    I want to see what the diagnosis says about nightly_sales
    do you have a diagnosis for n-01k9x3f2q7wz
    diagnose it
    diagnostic of run n-01k9x3f2q7wz
    diagnosis n-01k9x3f2q7wz
    which log lines killed n-01k9x3f2q7wz
    just the decisive lines of n-01k9x3f2q7wz, no prose
    Could you please show me the diagnosis of the run n-01k9x3f2q7wz?
    I would like to see precisely which lines in the logs of n-01k9x3f2q7wz account for its failure.
    Would you kindly point out the decisive log lines of the failed run n-01k9x3f2q7wz?
    Which sentences in the log of n-01k9x3f2q7wz show what went wrong? Only those.
    Give me the diagnosis for n-01k9x3f2q7wz.
    Mark the lines that were to blame in the logs of n-01k9x3f2q7wz.
    I'd like the diagnosis of n-01k9x3f2q7wz, meaning the log lines that the analysis considers decisive.
    There are thousands of log lines in n-01k9x3f2q7wz, so could you show only the ones that tell why it failed?
    Is there a diagnosis stored for n-01k9x3f2q7wz? Show it with the signature and the lines.
    Kindly provide the diagnosis to run n-01k9x3f2q7wz.
    Which log lines were decisive by n-01k9x3f2q7wz?
    Please show only those lines of the log which prove the failing of n-01k9x3f2q7wz.
    n-01k9x3f2q7wz, diagnosis, just the lines
    which lines in the log of n-01k9x3f2q7wz count
    the decisive log line of n-01k9x3f2q7wz please
    Retrieve the stored diagnosis for n-01k9x3f2q7wz.
    Cite the decisive log lines for the failure of n-01k9x3f2q7wz, nothing else.
    Which log evidence accounts for the failure of run n-01k9x3f2q7wz? Lines and positions.
    Which log lines were identified as the cause of the failure of n-01k9x3f2q7wz?
    Produce the diagnosis that was made of n-01k9x3f2q7wz.
    What lines of evidence were found in the logs for the failed run n-01k9x3f2q7wz?
    diagnosis of n-01k9x3f2q7wz
    which line of the log is the decisive one in n-01k9x3f2q7wz
    what lines point to the failure of n-01k9x3f2q7wz
    get the diagnosed lines for that run
    has n-01k9x3f2q7wz been diagnosed
    the lines of evidence in the logs of n-01k9x3f2q7wz
    just the relevant log lines of the failed run n-01k9x3f2q7wz
    n-01k9x3f2q7wz diagnosis please
    where exactly in the log does the failure show for n-01k9x3f2q7wz
    pick out the offending lines from n-01k9x3f2q7wz
    what did the diagnosis find in n-01k9x3f2q7wz
    point me to the lines in the log which prove the failure of n-01k9x3f2q7wz
    is there a diagnosis yet
    fetch the stored diagnosis of n-01k9x3f2q7wz
    I don't need the whole log, only the lines in it that mark the fault of n-01k9x3f2q7wz
    what was diagnosed there
    line numbers of the failure in n-01k9x3f2q7wz
    result of the automatic diagnosis for n-01k9x3f2q7wz
    decisive lines, run n-01k9x3f2q7wz
    let me see the diagnosis you made for the run
    what did you diagnose in it
    the culprit lines of n-01k9x3f2q7wz
    look up the diagnosis record for n-01k9x3f2q7wz
  `),
  'executions.list': lines(`
    executions
    the ledger
    which executions were cancelled
    what was executed today
    everything that failed yesterday
    all executions of nightly_sales
    everything of nightly_sales since yesterday
    what went red last night
    did something break
    failures between monday and tuesday
    failures of nightly_sales
    what finished in the last hour
    list everything that was executed last week
    what has run since noon
    any problems tonight
    morning check: what went wrong overnight
    everything green?
    is everything running fine
    is all well
    did we have any incidents yesterday
    which jobs crashed last week
    number of failures this week
    how many executions failed yesterday
    I'd like a summary of last night's runs
    did nightly_sales fail this week
    what ran between 2 and 4 this morning
    the manager wants to know whether anything failed yesterday
    are we good
    problems since 6 am?
    cost of today's executions
    what has been executed lately
    what failed
    what failed today
    errors today?
    anything broken this morning
    how did the night go
    are there failures since monday
    show me all failures of the last 24 hours
    list everything that failed between monday and wednesday
    what was executed on friday
    give me the ledger
    ledger of today
    could you tell me what has gone wrong since yesterday evening
    which pipelines broke in the last hour
    all executions of nightly_sales in may
    when did nightly_sales fail
    what happened in the past two days
    which workflows had errors recently
    anything on fire
    ledger, failed, last 24h
    history of executions since Monday
    what blew up overnight
    Could you please list everything that was executed since yesterday evening?
    I would be interested to see the executions of the past week that did not succeed.
    May I have an extract of the execution ledger for last month?
    What happened here since Friday? I want everything that was executed.
    What went wrong today?
    Give me the history of everything that failed this week.
    I want to make a statistic, so could you list all executions since the first of the month?
    Which executions had the same fault signature as this one? I'd like all of them listed.
    I was away for two days, so what was executed in the meantime and what failed?
    What all got executed since yesterday?
    Please the executions from last week which went wrong.
    Kindly share the execution history from the ledger.
    what failed since midnight
    what was executed during the night, all of it
    failures of the last six hours
    Produce all executions between Monday and Wednesday.
    Which executions share this error signature?
    List failed executions in the last 48 hours.
    What was executed in the first week of March?
    Which executions of nightly_sales failed between January and March?
    Give me the ledger for the last thirty days.
    what failed last night
    everything that ran over the weekend
    which workflows failed since Monday
    show the execution history
    what went wrong this morning
    failures of the last 24 hours
    list executions
    did anything break while I was asleep
    executions of nightly_sales between Monday and Wednesday
    what ran yesterday evening
    all that failed in the past week
    the ledger please
    has this error happened before
    other executions with the same fault
    what happened on the platform since six o'clock
    executed jobs from last month
    how was the night
    what has gone through since Friday noon
    did nightly_sales fail at all in March
    which executions succeeded yesterday
    I come back from two weeks of holiday. What failed in the meantime?
    history of what was executed, newest first
    is anything failing today
    show all failures until midnight
    everything with that same error signature
    what did the system do between two and four at night
    failed executions
    were there problems during the weekend
    nightly_sales executions in the last three days
    what broke
    what all has been carried out this week
    give me the morning report: what failed overnight
    anything red since yesterday
  `),
  'executions.trend': lines(`
    trend
    has nightly_sales improved over the last 14 days
    how did nightly_sales develop in the last 30 days
    how has the run time of nightly_sales changed
    statistics of nightly_sales
    average duration of nightly_sales
    how many percent of the runs of nightly_sales fail
    nightly_sales feels slower than last month, is it
    what's the success rate of nightly_sales
    error rate of nightly_sales over the last 30 days
    performance of nightly_sales over time
    I have the feeling that nightly_sales takes longer every day
    are the failures of nightly_sales increasing
    tend of nightly_sales
    did nightly_sales improve since the fix
    does it run slower than usual
    runtime development of nightly_sales
    how well does nightly_sales do compared to before
    has nightly_sales been failing a lot
    nightly_sales trend
    is nightly_sales getting better
    is nightly_sales stable
    how stable is nightly_sales
    has nightly_sales become slower
    does nightly_sales fail more often these days
    reliability of nightly_sales please
    can I rely on nightly_sales
    how flaky is nightly_sales
    is nightly_sales flaky
    how does this week compare to last week for nightly_sales
    could you tell me whether nightly_sales is deteriorating
    nightly_sales this month versus last month
    how healthy has nightly_sales been lately
    how many percent of nightly_sales runs fail
    average duration of nightly_sales now and before
    is nightly_sales degrading
    is nightly_sales getting flakier
    disk_report slower than last month, yes or no
    failure rate nightly_sales, this week vs the one before
    Could you please tell me whether nightly_sales fails more often than it used to?
    I have the impression that disk_report is taking longer lately; would you kindly check whether that is true?
    I would be interested to know how the reliability of nightly_sales has developed over the past thirty days compared with the thirty before.
    Feels like nightly_sales breaks all the time lately. Is that true or just me?
    Is disk_report getting slower and slower?
    Has nightly_sales become less reliable than it was a month ago?
    I optimized nightly_sales last week, so could you check whether it's really faster than before?
    I suspect disk_report fails more often than it did earlier, can you compare the last 14 days with the 14 before?
    Is there a trend in the durations of nightly_sales, like is it getting slower?
    Is nightly_sales failing more these days only, or was it always like that?
    Does disk_report last longer as before?
    Kindly compare the failures of nightly_sales of this week with the week before.
    does nightly_sales fail every night now or does it only feel like that
    disk_report, slower than it used to be?
    is it getting worse with nightly_sales
    Has the failure rate of nightly_sales risen significantly?
    Compare the run times of disk_report over two periods of thirty days.
    Is there statistical evidence that nightly_sales has degraded?
    Did nightly_sales fail more in the last quarter than in the one before?
    Has disk_report been taking longer than it did three months ago?
    How has nightly_sales fared over time, better or worse?
    does nightly_sales fail more than it used to
    is disk_report getting slower
    trend of nightly_sales
    how has disk_report developed over the last two weeks
    nightly_sales takes longer lately, doesn't it
    has nightly_sales become less reliable
    compare this week's failures of disk_report with last week's
    is it getting worse
    did disk_report speed up since last month
    are failures of nightly_sales on the rise
    I have the feeling that disk_report needs more time every day, is that so
    failure rate of nightly_sales, before and now
    trend disk_report 30 days
    is nightly_sales more stable than it was
    any deterioration in disk_report
    has the duration of nightly_sales gone up
    how's nightly_sales been doing compared to the month before
    My stakeholders claim that nightly_sales breaks more often since the migration. Can we prove or disprove that?
    tell me whether disk_report is degrading
    nightly_sales slower?
    was there an improvement in disk_report during the past fourteen days
    does disk_report last longer than usual these days
    is the run time of nightly_sales creeping up
  `),
  'executions.get': lines(`
    what did n-01k9x3f2q7wz cost
    what did it cost
    what is recorded about n-01k9x3f2q7wz
    who caused the execution n-01k9x3f2q7wz
    correlation id of n-01k9x3f2q7wz
    the execution with the id n-01k9x3f2q7wz
    single execution n-01k9x3f2q7wz
    pull up the execution record n-01k9x3f2q7wz
    execution n-01k9x3f2q7wz
    ledger n-01k9x3f2q7wz
    open the ledger entry n-01k9x3f2q7wz
    entry n-01k9x3f2q7wz of the ledger please
    what does the ledger say about n-01k9x3f2q7wz
    what is recorded for execution n-01k9x3f2q7wz
    details of execution n-01k9x3f2q7wz
    how much did execution n-01k9x3f2q7wz cost
    cost of execution n-01k9x3f2q7wz
    could you get me the execution n-01k9x3f2q7wz
    I need the ledger record for n-01k9x3f2q7wz
    look up execution n-01k9x3f2q7wz
    record of n-01k9x3f2q7wz in the ledger
    print ledger entry n-01k9x3f2q7wz
    n-01k9x3f2q7wz, its entry in the ledger
    display execution n-01k9x3f2q7wz
    can I see one ledger entry, n-01k9x3f2q7wz
    what did n-01k9x3f2q7wz cost according to the ledger
    tell me about execution n-01k9x3f2q7wz
    ledger entry n-01k9x3f2q7wz
    execution record of n-01k9x3f2q7wz
    cat the ledger line for n-01k9x3f2q7wz
    Could you please show me the entry of the ledger for n-01k9x3f2q7wz?
    I would like to see how n-01k9x3f2q7wz was recorded in the execution ledger, including its duration.
    May I look at the single execution n-01k9x3f2q7wz in the ledger?
    What does your book say about n-01k9x3f2q7wz? Show me that one entry.
    Open the ledger page of n-01k9x3f2q7wz.
    Show me the execution n-01k9x3f2q7wz in the records.
    I need the ledger entry for n-01k9x3f2q7wz because it contains the error signature.
    Could you show me what the execution ledger has stored about n-01k9x3f2q7wz?
    I'm looking for one particular execution in the ledger, its id is n-01k9x3f2q7wz.
    Kindly show the ledger entry of n-01k9x3f2q7wz.
    I would need the entry to n-01k9x3f2q7wz out of the ledger.
    What stands in the ledger about the execution n-01k9x3f2q7wz?
    what's in the ledger for n-01k9x3f2q7wz
    the execution entry n-01k9x3f2q7wz, show it
    Retrieve the ledger record n-01k9x3f2q7wz.
    Show one ledger entry: n-01k9x3f2q7wz, with signature and duration.
    Look up execution n-01k9x3f2q7wz in the ledger.
    What does the ledger record under n-01k9x3f2q7wz?
    Extract the entry n-01k9x3f2q7wz from the execution ledger for my file.
    How long did execution n-01k9x3f2q7wz take according to the ledger?
    show ledger entry n-01k9x3f2q7wz
    entry for n-01k9x3f2q7wz in the ledger please
    how long did execution n-01k9x3f2q7wz take
    what is the error signature of n-01k9x3f2q7wz
    get me the record of execution n-01k9x3f2q7wz
    one entry of the execution history: n-01k9x3f2q7wz
    the ledger's line on that execution
    look n-01k9x3f2q7wz up in the ledger
    what was recorded for execution n-01k9x3f2q7wz
    open execution n-01k9x3f2q7wz
    the fault signature recorded with n-01k9x3f2q7wz
    I need the bookkeeping for n-01k9x3f2q7wz, the execution record
    details of this execution
    duration and error signature of n-01k9x3f2q7wz
    how is n-01k9x3f2q7wz noted in the ledger
    show the single execution n-01k9x3f2q7wz
    the executions list has an entry n-01k9x3f2q7wz, show that in full
    what's on file about the execution n-01k9x3f2q7wz
    For the incident report I have to quote the ledger entry of n-01k9x3f2q7wz, could you fetch it
    execution record please, id n-01k9x3f2q7wz
    pull the ledger item n-01k9x3f2q7wz
  `),
};

import { lines } from './lines.ts';

/** How people ask for knowledge; a line each. */
export const knowledgeUtterances: Readonly<Record<string, readonly string[]>> = {
  'knowledge.search': lines(`
    find out of memory
    what does the manual say about timeouts
    is there a document about timeouts
    where is it written how to restart the warehouse
    which logs mention timeouts
    anything on timeouts
    has anyone written down how to restart the warehouse
    which runs had timeouts in the log
    any documentation on retries
    how do we handle a full disk according to our runbooks
    look in runbooks for escalation
    where is it written how retries work
    show me documents mentioning the warehouse
    which log lines mention permission denied
    have we seen connection refused before
    search all logs for KeyError
    look for timeout in the logs of nightly_sales
    where in the logs does disk full appear
    could you look up what to do when the warehouse is down
    what does our documentation recommend for timeouts
    who do I call when the load fails, is there a runbook
    find the decision about retries
    which ADR covers partitioning
    does any document explain the failover
    check the docs for retry policy
    I'm looking for a guide on backfills
    find logs about deadlocks since yesterday
    what is said about retries in company/sales
    how is a backfill done, do we have something on it
    look through the knowledge base for timeouts
    query the docs: how to rotate secrets
    search timeouts
    find connection refused
    do we have docs on retries
    what do the runbooks say about timeouts
    is it documented how to restart the warehouse
    find everything about out of memory
    grep connection refused
    dig up anything on out of memory errors
  `),
  'knowledge.index': lines(`
    index status
    is the index current
    how's the reindex going
    is the reindexing done
    how much of the index is left to rebuild
    how many passages are behind
    are all passages in the new index
    is the index finished
    how many passages can be found
    show the index
    is the rebuild of the search index through
    how large is the search index
    has everything moved to the new embedding model
    what's up with the search index
    has the search index been rebuilt yet
    progress of the index rebuild
    search index state please
    could you tell me how far the index rebuild is
    when will the reindexing be finished
    is the search index stale
    I'd like to know whether the index is on the present model
    are there passages still in an old index
    state of the index
    is search complete or still rebuilding
    index progress?
  `),
  'knowledge.reindex': lines(`
    re-embed everything
    recreate the search index from scratch
    index everything again
    start a full reindex
    please rebuild the index under the new model
    we changed the embedding model, reindex all
    could you build the search index anew
    renew the whole search index
    refresh the entire index
    migrate all passages to the new index
    move everything over to the current model
    all knowledge should be indexed again
    reindex all sources
    rebuild the index
    reindex
    reindex the whole knowledge base
    regenerate the search index
    run a complete reindexing
    redo the index
    search finds nonsense, rebuild the index please
    kick off a rebuild of the search index
    the index is broken, make a new one
    build a fresh search index
    bring the search index to the new mapping
    start reindexing everything
  `),
};

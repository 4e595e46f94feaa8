import { lines } from './lines.ts';

/** How people ask for sources, documents; a line each. */
export const sourcesUtterances: Readonly<Record<string, readonly string[]>> = {
  'sources.list': lines(`
    what documents do you have
    what have you read
    what has been taken in
    which documentation do you know
    where do your answers come from
    what do you base your answers on
    all sources
    what sources remain
    what can you search
    which document collections exist
    what's in your knowledge base
    which document sources exist
    what do you learn from
    how many passages do you have
    what documentation do you have access to
    is runbooks indexed
    which sources had errors
    when was the source runbooks last changed
    I'd like to see what has been indexed so far
    are our runbooks in there
    what collections of docs do you know
    did all sources get taken in
    what information do you have
    is the documentation of company/sales indexed
    tell me what you have on file
    list all sources of documents
    how many documents are indexed
    could you show which sources of knowledge we have
    where do you get your answers from
    which sources can you search
    overview of the knowledge sources
    lst sources
  `),
  'sources.add': lines(`
    new source runbooks
    add a place for documents called runbooks
    add source
    we need a collection for runbooks
    register runbooks as a source
    start a new collection of documents, runbooks
    I want to give you documents, call the source runbooks
    set up runbooks for our documentation
    a new source for our manuals please
    let's have a source for runbooks
    set up a source runbooks
    make me a new knowledge source runbooks
    I'd like a place for our runbooks
    open a new document source named runbooks
    create a knowledge source
    could you start a source of documents called runbooks
    add runbooks as a knowledge source
    make a folder for documents called runbooks
    ad a source called runbooks
    please create the source runbooks
    add a doc source named runbooks with the title On call
    introduce a source of documents called runbooks
    give us a knowledge source called runbooks
    establish a document source called runbooks
    I need a new source, name it runbooks
    create somewhere to put the runbooks
    new knowledge collection runbooks
  `),
  'sources.refresh': lines(`
    read the source runbooks again
    take runbooks in again
    reindex it
    the documents of runbooks have changed, index them again
    please bring the source runbooks up to date
    pick up the changes in runbooks
    your copy of runbooks is stale, refresh it
    could you scan runbooks again
    rescan runbooks
    ingest runbooks again
    re-ingest company/sales
    I edited the runbooks, have another look at them
    crawl the docs of company/sales again
    take in what is new in runbooks
    relearn runbooks
    learn the docs of company/sales anew
    re-read runbooks
    read runbooks again
    refresh runbooks
    reload the source runbooks
    the documents in runbooks changed, take them in again
    re-index runbooks
    reindex the source runbooks
    update the index of runbooks
    refresh a source
    look at the source runbooks afresh
    renew the source runbooks
    index the documents of company/sales again
    refresh the knowledge of runbooks please
  `),
  'sources.remove': lines(`
    forget everything from runbooks
    we do not need the source runbooks any more
    bin the knowledge source runbooks
    nuke the source runbooks
    runbooks is outdated, remove the whole source
    scrap the runbooks source
    stop using runbooks as a source, delete it
    we don't want runbooks searchable any more, delete the source
    take the source runbooks out of the index
    I want the source runbooks gone
    kill the source runbooks
    delete all documents of runbooks together with the source
    the collection runbooks can go
    drop the source runbooks
    delete source runbooks
    get rid of the runbooks source
    forget runbooks
    unlearn runbooks
    throw away the source runbooks with all its documents
    please erase the source runbooks
    wipe runbooks from your knowledge
    could you remove runbooks from the knowledge sources
    remove a knowledge source
    purge runbooks
    discard everything learned from runbooks
    clear out the document source runbooks
  `),
  'documents.put': lines(`
    save this as warehouse.md in runbooks
    update warehouse.md in runbooks
    overwrite warehouse.md in runbooks by this text: some words
    create warehouse.md in runbooks
    I have a new version of warehouse.md for runbooks
    please add the following text to runbooks as warehouse.md
    I want to give you a document for runbooks
    attach the pdf warehouse.pdf to runbooks
    keep this text as on-call/warehouse.md in runbooks
    save warehouse.md in runbooks
    store this document in runbooks as warehouse.md
    upload a document to runbooks
    replace warehouse.md in runbooks
    add warehouse.md to runbooks
    put warehouse.md in runbooks
    file this under runbooks
    could you take warehouse.md into runbooks
    import warehouse.md into runbooks
    overwrite warehouse.md in runbooks with this
    update the document warehouse.md in runbooks
    add a document
    upload a file to the source runbooks
    uplaod warehouse.md to runbooks
    write warehouse.md into runbooks
    a new runbook for the source runbooks: warehouse.md
    drop warehouse.md into runbooks
    put my notes into runbooks
    new doc on-call/warehouse.md for runbooks
    submit warehouse.md to the source runbooks
    can I add a page warehouse.md to runbooks
  `),
  'documents.remove': lines(`
    take warehouse.md out of runbooks
    bin warehouse.md from runbooks
    delete a document
    scrap on-call/warehouse.md in runbooks
    unlearn warehouse.md in runbooks
    the page warehouse.md should vanish from runbooks
    nuke warehouse.md in runbooks
    warehouse.md does not belong in runbooks, take it away
    strike warehouse.md from runbooks
    we no longer need warehouse.md in the source runbooks
    erase warehouse.md from runbooks
    drop the document warehouse.md in runbooks
    warehouse.md in runbooks is outdated, delete it
    get rid of warehouse.md in runbooks
    please delete the file warehouse.md of runbooks
    remove warehouse.md
    forget the document warehouse.md of runbooks
    remove a document from runbooks
    throw warehouse.md out of the source runbooks
    runbooks: remove warehouse.md
    could you remove on-call/warehouse.md from runbooks
    withdraw the document warehouse.md from runbooks
    purge warehouse.md from runbooks
    I'd like warehouse.md removed from runbooks
    discard warehouse.md in runbooks
  `),
};

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
    ls knowledge sources
    what do you index, list it
    where do your docs come from, all sources
    May I ask which sources of knowledge you draw upon?
    Could you please list all the knowledge sources along with how many documents each contains?
    I would like an overview of where your documents come from.
    What reading material do you have?
    Which collections of documents do you know?
    Where do you get your wisdom from? Show all the sources.
    I'm wondering what's in your knowledge base, so could you list the sources?
    Does a source named runbooks exist already? Show me all the sources with their document counts.
    Which knowledge sources are there, and did any of them have errors when they were read?
    Which all knowledge sources are maintained here?
    Please list me the sources from which the knowledge comes.
    Kindly tell which sources are available and how many documents each is having.
    which docs do you have access to, the sources
    list knowledge sources
    do we have the runbooks in here, show me all sources
    Enumerate the knowledge sources and their ingestion status.
    Which document sources feed the search?
    Inventory of everything indexed, by source.
    On which sources has the system drawn for its knowledge?
    Which document collections were taken in, and when were they last read?
    Provide the register of knowledge sources.
    which sources of knowledge are there
    what do you draw your answers from
    where does your knowledge come from
    show all document sources
    is runbooks already a source
    how many documents are searchable in each source
    did the runbooks get taken in properly
    which document collections do we have here
    what's in the knowledge base, by source
    could a source have failed to load? show them
    sources of documents and their state
    what material can be searched
    tell me the names of the knowledge sources
    which handbooks have been fed to you
    overview of everything that is searched
    were there documents that could not be read, in which source
    do you know our runbooks
    let me see the sources
    I'd like a list of the places you learn from
    when was each source last taken in
    the collections behind the search
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
    mkdir a knowledge source runbooks
    new doc source: runbooks
    add runbooks as source
    We would like to collect our operating instructions in a new knowledge source called runbooks; could you please create it?
    Would you kindly add a source of documents named runbooks?
    Could you please set up runbooks as an additional knowledge source, so that I may put documents into it afterwards?
    I'd like a new shelf for our how-to texts, call it runbooks.
    Please open a new collection of documents named runbooks.
    Create a place called runbooks where we can put documents you should know.
    I want to upload our team's documentation, but I need a source first I think, so create one called runbooks.
    Could you add a documents source with the name runbooks and the title On call?
    I'd like to make a new knowledge source for my notes, runbooks would be a good name.
    Kindly create one new source with the name runbooks.
    Please lay on a knowledge source called runbooks.
    For our manuals we need a source of its own, name it runbooks.
    add source runbooks
    I want to dump my notes somewhere, make a source named runbooks
    new source of docs, runbooks, please
    Establish a document source named runbooks.
    Provision a new knowledge source runbooks entitled On call.
    Register runbooks as a source of documentation.
    The procedures were kept on paper until now; open a source called runbooks for them.
    It was agreed to have a knowledge source named runbooks; set it up.
    A source of documents by the name runbooks should be established.
    add a source called runbooks
    create a document source runbooks
    I want a place for our runbooks in the knowledge
    new knowledge source: runbooks
    set up a source for documents
    make runbooks a source, title On call
    we'd like to upload manuals later, first open a collection for them
    start a new collection of documents named runbooks
    could you prepare a source runbooks for our handbook
    source add runbooks
    let there be a source runbooks
    I have a pile of how-tos and no source to put them in, please make one
    register runbooks as knowledge
    establish another documents source
    a fresh source for the on-call notes please
    open a source with the name runbooks
    we need something to hold our documentation, call it runbooks
    build me an empty source
    introduce a new document source, runbooks
    provide a source for the operations manuals
    put a source runbooks in place so that I can fill it
    another shelf for documents, named runbooks
    create knowledge source
    new collection for postmortems, please
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
    reread runbooks
    rsync source runbooks, index is stale
    runbooks changed, take it in again
    Several pages in runbooks have been revised; could you please take in the changes?
    Would you be so kind as to refresh the source runbooks?
    I would be grateful if the knowledge source runbooks could be read in again.
    We rewrote a lot in runbooks. Please read all of it again.
    You still know the old stuff from runbooks; get the new content.
    Update yourself on what's changed in the runbooks collection.
    I edited some Markdown files but search still shows the old text, so could you refresh runbooks?
    Can you re-ingest whatever has changed in the source runbooks?
    The content of company/sales's docs seems outdated in the search, so the source should be refreshed.
    Kindly refresh the runbooks source, contents got updated.
    Please read runbooks newly in.
    In runbooks has something changed, take it over please.
    runbooks is old, reload it
    refresh what you know from runbooks
    someone updated the runbooks, pick that up
    Re-ingest changes in the source runbooks.
    Trigger an update of the knowledge source runbooks.
    Bring our index of runbooks up to date with its contents.
    runbooks was revised after our remarks; have the changes taken in.
    The source runbooks has not been read since spring; refresh it.
    Make sure what is known from runbooks corresponds to its present contents.
    the documents in runbooks have changed, take them in anew
    update your knowledge from company/sales
    reload runbooks
    runbooks is stale in the search
    pick up what's new in the source runbooks
    you're still quoting the old handbook, reread runbooks
    re-ingest runbooks
    renew the source
    bring the runbooks up to date in your knowledge
    ingest the docs of company/sales again
    source refresh runbooks
    can you go through runbooks once more for changes
    what you know from runbooks is out of date, please catch up
    load the source runbooks afresh
    the logs of some runs aren't searchable yet, refresh the source runs
    have another look at the documents in that source
    I rewrote half of our on-call pages yesterday; runbooks should be taken in again so the search finds them
    synchronise the knowledge source runbooks
    learn the docs in runbooks again
    refetch that source
    update source runbooks with what has changed
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
    rm -r runbooks
    drop the whole source runbooks
    purge runbooks and everything learned from it
    The source runbooks is entirely out of date; could you please remove it together with everything learned from it?
    Would you please delete the knowledge source runbooks?
    We no longer wish runbooks to appear in any search; kindly take the source away completely.
    Forget the whole runbooks collection, it's nonsense.
    Throw away the shelf runbooks with everything you learned from it.
    Please get rid of the runbooks source entirely.
    I made the source runbooks only for trying things out, so remove it with all its documents.
    Could you delete the knowledge source runbooks? I'll create a cleaner one later.
    The source runbooks contains outdated things that confuse everybody, so the entire source should go.
    The source runbooks please completely delete.
    Kindly remove runbooks from the knowledge sources, it is not required anymore.
    With the source runbooks we are finished, away with it.
    runbooks, the source, get rid of it
    delete source runbooks, it only misleads people at night
    everything from runbooks out of the search, and the source too
    Purge the knowledge source runbooks, it holds confidential material.
    Delete source runbooks including all derived passages.
    Decommission the document source runbooks.
    runbooks was superseded a year ago, and the source should be removed.
    Retention has expired for everything in the source runbooks; delete it whole.
    The knowledge source runbooks was never approved. Remove it and what was learned from it.
    remove the source runbooks
    delete runbooks and everything learned from it
    runbooks should disappear from the search
    forget the source runbooks
    we no longer want runbooks as a source
    drop source runbooks
    throw out the whole collection runbooks
    the source is outdated, get rid of all of it
    source remove runbooks
    take runbooks out of your knowledge
    please don't use runbooks any more, delete the source
    clear away the document source runbooks
    erase runbooks with all its documents
    runbooks was only a test, it can be removed
    legal wants that none of what's in runbooks is kept here, so wipe the source
    discard that source
    I'd like runbooks gone
    retire the knowledge source runbooks
    destroy the collection
    nothing from runbooks should turn up in answers ever again
    eliminate runbooks from the sources
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
    cp warehouse.md runbooks/
    push warehouse.md into runbooks
    overwrite warehouse.md in runbooks with this text
    Could you please store the document warehouse.md in the source runbooks?
    I have prepared a new version of warehouse.md and would like it to replace the one in runbooks, please.
    Would you kindly add my text to runbooks under the name warehouse.md?
    Here's a text about the warehouse, keep it as warehouse.md in runbooks.
    Please add the page warehouse.md to the collection runbooks.
    I've got a better version of warehouse.md, swap it into runbooks.
    I wrote a short page on what to do when the warehouse is down, please save it as warehouse.md in runbooks.
    I fixed a typo in warehouse.md, so could you upload the new version to the source runbooks?
    How can I get a file into runbooks? It's warehouse.md, please put it there.
    Kindly upload warehouse.md in runbooks.
    Please lay warehouse.md into the source runbooks.
    The document warehouse.md has got a new version, do replace it in runbooks.
    save this as warehouse.md in runbooks before I forget
    put my notes into runbooks, warehouse.md
    new version of warehouse.md goes to runbooks
    Store warehouse.md in the source runbooks.
    Publish the revised warehouse.md to runbooks.
    Replace the contents of warehouse.md within runbooks.
    The procedure was revised: enter the new warehouse.md into runbooks.
    File warehouse.md in the source runbooks.
    warehouse.md was missing from runbooks; put it in.
    upload warehouse.md
    put a document into runbooks
    here's a new version of warehouse.md for runbooks
    I'd like to store a page in runbooks
    save this text as warehouse.md in runbooks
    update the document warehouse.md
    runbooks needs another document
    file warehouse.md under runbooks
    replace warehouse.md in runbooks by the text I'm about to give
    I wrote a guide on what to do when the warehouse is down. It should go to runbooks as warehouse.md.
    document put runbooks warehouse.md
    load a PDF into runbooks
    overwrite warehouse.md with the following
    can I give you a document to keep
    new page warehouse.md for the source runbooks
    please include warehouse.md among the runbooks
    import warehouse.md to runbooks
    teach you something from a file: warehouse.md, source runbooks
    attach the handbook to the source runbooks
    publish this note in runbooks as warehouse.md
    let me hand in warehouse.md
    insert a document in runbooks
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
    rm runbooks/warehouse.md
    unlink warehouse.md from source runbooks
    warehouse.md is obsolete, out of runbooks with it
    Could you please take the document warehouse.md out of runbooks, as it is no longer correct?
    I would kindly ask you to delete warehouse.md from the source runbooks.
    Would you mind removing the single document warehouse.md from our runbooks?
    The page warehouse.md in runbooks is wrong, chuck it out.
    Please forget warehouse.md, but keep the rest of runbooks.
    Take warehouse.md off the runbooks shelf.
    I uploaded warehouse.md to runbooks by mistake because it's the wrong file, could you delete that document?
    There's a duplicate in runbooks called warehouse.md, which should be removed.
    Please remove just the one document warehouse.md from the runbooks source, I moved its content elsewhere.
    Please take the document warehouse.md out from runbooks.
    Kindly delete warehouse.md which is there in runbooks.
    warehouse.md does not belong into runbooks, it can be removed.
    warehouse.md in runbooks is plain wrong, delete that page
    remove warehouse.md from runbooks, only that
    drop the doc warehouse.md out of runbooks
    Expunge the document warehouse.md from runbooks, it contains a password.
    Withdraw warehouse.md from the runbooks source only.
    Delete a single document: warehouse.md in runbooks.
    warehouse.md was withdrawn by its author; remove it from runbooks.
    The document warehouse.md has passed its retention date, take it out of runbooks.
    Strike warehouse.md from the source runbooks.
    remove warehouse.md from runbooks
    delete the document warehouse.md
    warehouse.md is outdated, take it out of runbooks
    drop warehouse.md
    that page in runbooks is wrong, get rid of it
    please erase warehouse.md in runbooks
    warehouse.md shouldn't be found any more
    document remove runbooks warehouse.md
    discard the file warehouse.md from the source runbooks
    throw away one document, warehouse.md
    we have a better guide now so warehouse.md can leave runbooks
    forget warehouse.md
    pull warehouse.md from the knowledge
    I put warehouse.md into runbooks by accident, undo that
    nobody should be reading warehouse.md any longer, take the document down
    unpublish warehouse.md from runbooks
    clean warehouse.md out of runbooks
    strike warehouse.md
    exclude the document warehouse.md from now on
    wipe warehouse.md
    this single document has to go, the rest of runbooks stays
    could warehouse.md be deleted
    withdraw the page warehouse.md from runbooks
    get warehouse.md out of there
  `),
};

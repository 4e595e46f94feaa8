import { lines } from './lines.ts';

/** How people ask for environments; a line each. */
export const environmentsUtterances: Readonly<Record<string, readonly string[]>> = {
  'environments.add': lines(`
    register the MWAA environment acme-main as main
    environment add main
    claim acme-main as main
    add the environment main with MWAA acme-main, Airflow 3.3.2, Python 3.12, https://airflow.acme.example
    link an MWAA environment
    we have a new MWAA environment, please take it over
    link the MWAA environment acme-main
    add our managed Airflow to this tenant
    make the Airflow environment staging known here
    claim environment main
    enrol a second Airflow
    let navigator publish to our new MWAA
    take the Airflow environment acme-main for our team
    register an Airflow environment
    hook up our MWAA
    add environment main
    set up the Airflow called main
    I want to connect another Airflow
    attach our Airflow instance
    could you claim the environment main for us
    bring our MWAA environment in
    new airflow environment please
    how do I add an Airflow environment, I need one called main
    conect our airflow
    add an environment
    we need to register the production Airflow
    onboard the Airflow environment main
    include the MWAA acme-main as main
    add another environment called staging
    I'd like to add an Airflow env
    register MWAA
    claim the Airflow env main
    register MWAA environment main for this tenant
    new Airflow, main, take it over
    Could you please claim the Airflow environment main for our tenant?
    Our cloud team has created an Airflow environment by the name of main; I would be grateful if you could register it here.
    We should like to add main as a further Airflow environment, if you please.
    IT built us our own Airflow, it's called main. Can you make it ours in here?
    Please take the Airflow named main under your wing.
    We got a second Airflow, main, and it's not in your list yet: add it.
    Our ops team created an MWAA environment called main and told me I have to register it in Navigator first, could you do that?
    I want to deploy to an Airflow that's called main but Navigator doesn't know it, so please claim it for our tenant.
    How do I add a new Airflow environment? It's called main and runs Airflow 3.3.2 with Python 3.12, please add it.
    Kindly register the environment main for our tenant.
    We have got newly an Airflow with name main, please take it up by us.
    The Airflow environment main should belong to our tenant, do claim it.
    there's an airflow called main that isn't ours yet, claim it
    add environment main, they just built it
    main, new MWAA, put it in our tenant
    Claim ownership of the Airflow environment main for this tenant.
    Onboard main as an Airflow environment.
    Assign the MWAA environment main to us.
    main was created last month but never assigned to the tenant; claim it.
    According to the inventory the Airflow environment main is ours, so it should be added here.
    Enter the environment main for our tenant.
    add an Airflow environment
    claim the MWAA environment main for us
    we have another Airflow, please register it
    new environment: main, Airflow 3.0.2, Python 3.12
    connect our second MWAA instance
    I'd like to bring an Airflow environment into our tenant
    make the environment main ours
    take over the Airflow called main
    let Navigator know about our Airflow at this address
    hook up a staging Airflow
    register environment main with its web address
    our platform team has built a new MWAA environment, it should belong to this tenant from now on
    attach Airflow environment main to the tenant
    include the test Airflow as an environment
    set up main as an environment here
    how do I get a further Airflow under Navigator
    reserve the environment main for our tenant
    there's one more Airflow in this AWS account that we want to use
    enter a new environment
    assign MWAA main to us
    can you start working with a freshly created Airflow installation
    put environment main on the books
    we'd like to publish to a second Airflow too, so let's declare it
  `),
  'environments.list': lines(`
    python version
    which environments do we have
    where does Airflow run
    what is the address of Airflow
    what Airflow are we on
    what environments are claimed
    is our Airflow up to date
    URL of the Airflow web interface
    how many environments are there
    envs
    which Python version do the workers use
    is that Airflow 2 or 3
    what packages were added to the environment
    do we have a staging environment
    details of the environment main
    what is the name of our MWAA
    which environments can I publish to
    which Airflows do we have
    what airflow version is it
    show me the MWAA environments
    which environments are connected
    python version of our airflow
    could you tell me what Airflow we are using
    list envs please
    where is our Airflow
    what's the URL of the Airflow UI
    which requirements are installed in main
    I'd like to see our Airflow environments
    how many Airflow environments are there
    link to the Airflow web interface
    all airflow environments
    ls environments
    which Airflows do we own
    Airflow envs and their versions, list
    May I ask which Airflow environments our tenant has?
    Could you please give me an overview of the Airflow environments, including which packages were added to them?
    I would like to see all our environments and the Airflow version each of them uses.
    How many Airflows do we have?
    Show me the Airflow places our jobs can live in.
    I don't know which Airflow environments I can deploy to, could you list them?
    Can you show me our Airflow environments with their Python versions? I need that for my virtualenv.
    Is pandas already in one of our environments? Show me all environments with the packages that were added.
    Which all Airflow environments are there with us?
    Please a list from the environments with their versions.
    Kindly show the environments belonging to our tenant only.
    what environments do we have, is it just the one
    airflow environments, list
    which airflow was that... show them all
    Enumerate the Airflow environments owned by our tenant.
    Which environments do we operate, on which Airflow and Python versions?
    Inventory of environments, including extra packages.
    Which Airflow environments did the tenant have, and which packages were added to them?
    I require an inventory of Airflow environments.
    Over which environments does this tenant have control?
    which Airflow environments do we have
    what Airflows are connected
    is there a staging environment or only main
    which version of Airflow are we on
    show me our MWAA environments
    what Python does the Airflow main use
    where can I publish to
    what packages were added to our environments
    all Airflow installations of the tenant please
    how many Airflows do we run
    which Python packages has main got beyond the standard ones
    give me the names of the environments
    do we have more than one Airflow?
    Airflow web address please, I lost the bookmark
    see environments
    on what does all this run, which Airflow instances
    I'm planning an upgrade and want to see the versions of every Airflow we own
    tell me our Airflow environments with their versions
    an overview of the MWAA instances
    does any environment of ours already have pandas==2.2.3
    is main on Airflow 3 yet
    what environments belong to our team
  `),
  'environments.change': lines(`
    pip install pandas==2.2.3 on main
    main lacks pandas==2.2.3, file the request
    requirements.txt of main needs pandas==2.2.3, sales job imports it
    Could you please apply for the package pandas==2.2.3 to be installed in main, as the sales report depends on it?
    For our new dashboard we would require pandas==2.2.3 in the environment main; would you please submit the request?
    I would kindly like to ask for pandas==2.2.3 to be made available in Airflow environment main.
    My analyst needs a thing called pandas==2.2.3 in main for the campaign report. Who can put it in? Please ask for it.
    Can we get pandas==2.2.3 into main? The charts need it.
    Ask the people in charge to install pandas==2.2.3 on our Airflow main.
    My DAG imports pandas but it isn't installed, so I'd like to request pandas==2.2.3 for the environment main.
    Could you ask for pandas==2.2.3 to be added to main? I need it because the transform step uses data frames.
    I get a ModuleNotFoundError in main, so I guess somebody has to approve adding pandas==2.2.3, please file that.
    In main we would need the package pandas==2.2.3, please apply for it.
    Kindly raise one request for pandas==2.2.3 in environment main, it is required for the reporting.
    The library pandas==2.2.3 is missing by main, could one let it install?
    import error, pandas missing, get pandas==2.2.3 into main
    ask for pandas==2.2.3 on main, else the load keeps failing
    main needs pandas==2.2.3 for the hotfix, request it
    Submit a change request to add pandas==2.2.3 to main for the finance reports.
    Request the dependency pandas==2.2.3 for environment main; it has been vetted.
    Apply for installing pandas==2.2.3 into main's Python.
    It was found that main lacked pandas==2.2.3, on which the year-end report relies; ask for it to be added.
    Lodge an application for pandas==2.2.3 in main, needed for the audit extracts.
    pandas==2.2.3 was promised for main but never requested; please request it.
    install pandas==2.2.3 in main
    we need pandas==2.2.3 on Airflow
    add the package pandas==2.2.3 to main for the sales report
    my DAG can't import pandas, could pandas==2.2.3 be put into the environment
    request pandas==2.2.3
    ask for pandas==2.2.3 in the Airflow environment
    please get me pandas==2.2.3, I need it for the dashboard
    a library is missing on main: pandas==2.2.3
    I want to have a Python package added
    main should have pandas==2.2.3
    extend the requirements of main by pandas==2.2.3
    could somebody approve pandas==2.2.3 for main, I'd like to apply for it
    make pandas==2.2.3 available to our workflows
    ModuleNotFoundError: pandas. so let's install pandas==2.2.3
    new dependency for environment main
    upgrade to pandas==2.2.3 in main please
    The forecasting people can't go on without pandas==2.2.3. What they ask is that it be installed on main.
    put in a request to add pandas==2.2.3
    is it possible to have pandas==2.2.3 on the Airflow workers
    change environment main: plus pandas==2.2.3
    include pandas==2.2.3 in the image of main
    dependencies: pandas==2.2.3, where: main, why: monthly report
    equip main with pandas==2.2.3
  `),
};

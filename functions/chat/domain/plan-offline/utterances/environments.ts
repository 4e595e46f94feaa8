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
  `),
};

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
    brig our MWAA environment in
    add our managed Airflow to this tenant
    make the Airflow environment staging known here
    claim environment main
    enrol a second Airflow
    let navigator publish to our new MWAA
    take the Airflow environment acme-main for our team
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
  `),
};

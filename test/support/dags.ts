/** A DAG of one task that runs the given Python expression and logs what it gives. */
export const dagSource = (dagId: string, { expression = "'done'", imports = '', schedule = 'None' } = {}): string => `
from airflow.sdk import dag, task
${imports}


@dag(dag_id=${JSON.stringify(dagId)}, schedule=${schedule}, catchup=False)
def workflow():
    @task
    def work():
        print("result:", ${expression})

    work()


workflow()
`;

import { readFileSync } from 'node:fs';
import { createChecker } from '../../functions/workflows/domain/check/check-file.ts';

const [path = ''] = process.argv.slice(2);
createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.11' }).checkFile('dag.py', readFileSync(path));
// Counts from the start of the process.
console.log(performance.now());

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is installed once and shared by every instance of this checkout. */
export const toolsDirectory = join(root, '.local', 'tools');

/** The state of the instances, a folder each. */
export const instancesDirectory = join(root, '.local', 'instances');

/** The reference of Airflow and Ansible, one document a line, where `npm run corpus` puts it. */
export const referenceFile = join(root, '.local', 'corpus', 'reference.jsonl');

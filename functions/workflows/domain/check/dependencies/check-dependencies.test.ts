import { describe, expect, it } from 'vitest';
import { advisories } from '../../../../../test/support/advisory-feed.ts';
import { createChecker } from '../check-file.ts';
import { checkDependencies } from './check-dependencies.ts';
import { readRequirements } from './requirements.ts';

describe('packages', () => {
  const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });
  const check = (sources: Readonly<Record<string, string>>, requirements = '') =>
    checkDependencies(
      Object.entries(sources).map(([path, source]) => checkFile(path, Buffer.from(source))),
      { paths: Object.keys(sources), packages: readRequirements(requirements).packages, advisories },
    );
  const missing = (sources: Readonly<Record<string, string>>, requirements = '') =>
    check(sources, requirements).flatMap(({ findings }) =>
      findings.map(({ rule, line, message }) => `${rule} ${line} ${message.split(' ')[0]}`),
    );

  it('are missed where neither Python, Airflow, the tree nor the requirements have them', () => {
    const files = {
      'a.py': 'import os\nimport yaml\nimport helpers\nimport polars\nimport sklearn\n',
      'helpers/b.py': '',
    };
    expect(missing(files, 'scikit-learn==1.6.1\n')).toEqual(['package-missing 4 polars']);
  });

  it('are not missed where the file can do without', () => {
    expect(missing({ 'a.py': 'try:\n  import polars\nexcept ImportError:\n  polars = None\n' })).toEqual([]);
    expect(missing({ 'a.py': 'def f():\n  import polars\n' })).toEqual([]);
  });

  it('that are missing come with an offer, or with the name that was meant', () => {
    const fixOf = (module: string) => check({ 'a.py': `import ${module}\n` })[0]?.findings[0]?.fix;
    expect(fixOf('sklearn')).toContain('@task.virtualenv(requirements=["scikit-learn==…"])');
    expect(fixOf('reqeusts')).toContain('Do you mean requests?');
  });

  it('that tasks install are compared with advisories; only what does harm keeps the file back', () => {
    const task = (requirements: string) =>
      `from airflow.sdk import task\n@task.virtualenv(requirements=${requirements})\ndef f():\n    pass\n`;
    const verdictOf = (source: string) => {
      const [checked] = check({ 'a.py': source });
      return [checked?.verdict, ...(checked?.findings ?? []).map(({ rule }) => rule)];
    };
    expect(verdictOf(task('["acme-parser==1.4"]'))).toEqual(['accepted', 'unsafe-package']);
    expect(verdictOf(task('["pandas==2.2.3", "acme-stealer==9"]'))).toEqual(['rejected', 'malicious-package']);
    expect(verdictOf(task('"pandas==2.2.3\\nacme-stealer==9"'))).toEqual(['rejected', 'malicious-package']);
    expect(verdictOf(task('["acme-parser==1.5"]'))).toEqual(['accepted']);
  });
});

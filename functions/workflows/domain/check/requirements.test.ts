import { describe, expect, it } from 'vitest';
import { createChecker } from './check-file.ts';
import { findMissingPackages } from './find-missing-packages.ts';
import { misspeltPackage } from './packages.ts';
import { readRequirements } from './requirements.ts';

describe('requirements.txt', () => {
  it.each([
    ['pandas==2.2.3', []],
    ['pandas[excel]==2.2.3 ; python_version > "3.9"  # tables', []],
    ['pandas==2.2.3 \\\n  --hash=sha256:00', []],
    ['# pandas', []],
    ['pandas', ['requirement-unpinned']],
    ['pandas>=2', ['requirement-unpinned']],
    ['pandas==2.*', ['requirement-unpinned']],
    ['pandsa==2.2.3', ['requirement-misspelt']],
    ['--extra-index-url https://x.example/simple', ['requirement-foreign']],
    ['git+https://x.example/a.git', ['requirement-foreign']],
    ['a @ https://x.example/a.whl', ['requirement-foreign']],
  ])('%s', (text, rules) => {
    expect(readRequirements(text).findings.map(({ rule }) => rule)).toEqual(rules);
  });

  it('names the line and every package', () => {
    const { packages, findings } = readRequirements('Acme_Tools==1.0\n\nrequests\n');
    expect([...packages]).toEqual(['acme-tools', 'requests']);
    expect(findings).toMatchObject([{ line: 3 }]);
  });
});

describe('names that are taken for others', () => {
  it.each([
    ['reqeusts', 'requests'],
    ['request5', 'requests'],
    ['python-requests', 'requests'],
    ['beautifulsoup', 'beautifulsoup4'],
    ['scikitlearn', 'scikit-learn'],
    ['Scikit_Learn', undefined],
    ['acme-tools', undefined],
    ['boto', undefined],
  ])('%s', (name, expected) => {
    expect(misspeltPackage(name)).toBe(expected);
  });
});

describe('packages', () => {
  const { checkFile } = createChecker({ airflowVersion: '3.3.2', pythonVersion: '3.12' });
  const missing = (sources: Readonly<Record<string, string>>, requirements = '') =>
    findMissingPackages(
      Object.entries(sources).map(([path, source]) => checkFile(path, Buffer.from(source))),
      Object.keys(sources),
      readRequirements(requirements).packages,
    ).flatMap(({ findings }) => findings.map(({ rule, line, message }) => `${rule} ${line} ${message.split(' ')[0]}`));

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
});

import { describe, expect, test } from 'vitest';
import { fromRestructuredText, readDocstring } from './docstring.ts';

describe('a docstring', () => {
  const doc = `Waits for a key.

.. seealso::
    For more information on how to use this sensor, take a look at the guide:
    :ref:\`howto/sensor:S3KeySensor\`

:param bucket_key: The key, see
    :class:\`~airflow.io.Path\`
:param str name: With a type.
:param check_fn: Called with the objects::

        def check(files):
            return True

:return: nothing
:raises ValueError: if there is no bucket
`;

  test('gives its prose without the pointer to a guide', () => {
    expect(readDocstring(doc).text).toBe('Waits for a key.');
  });

  test('gives each parameter with what belongs to it', () => {
    expect([...readDocstring(doc).parameters]).toEqual([
      ['bucket_key', 'The key, see\n`Path`'],
      ['name', 'With a type.'],
      ['check_fn', 'Called with the objects:\n\n```text\ndef check(files):\n    return True\n```'],
    ]);
  });

  test('gives what is returned and raised', () => {
    expect(readDocstring(doc)).toMatchObject({ returns: 'nothing', raises: ['`ValueError`: if there is no bucket'] });
  });
});

describe('reStructuredText', () => {
  test.each([
    ['Set ``x`` to :py:meth:`~a.B.run` or :external+boto3:py:meth:`c.D`.', 'Set `x` to `run` or `c.D`.'],
    ['See `the docs <https://example.org>`__.', 'See [the docs](https://example.org).'],
    ['See :ref:`the guide <howto:x>`.', 'See the guide.'],
    ['.. code-block:: python\n\n    a = 1\n      # b\n\nAfter', '```python\na = 1\n  # b\n```\n\nAfter'],
    ['.. note::\n    Mind ``x``.\n', '**Note:** Mind `x`.'],
    ['.. list-table::\n    :header-rows: 1\n\n    * - Code\n      - Result', '* - Code\n  - Result'],
    ['.. versionadded:: 2.4\n    The *schedule* argument.', '**Added in 2.4:** The *schedule* argument.'],
    ['------\nUsage:\n------\nRun it.', '**Usage:**\n\nRun it.'],
    ['# not a heading', '\\# not a heading'],
  ])('%j', (text, markdown) => {
    expect(fromRestructuredText(text)).toBe(markdown);
  });
});

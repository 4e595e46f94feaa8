import { describe, expect, it } from 'vitest';
import { closestNames, findNames } from './find-names.ts';
import { wordsOf } from './words.ts';

const names = ['nightly_sales', 'disk_report', 'company/ops', 'orders'];

const best = (text: string, isCommon = (_word: string) => false) =>
  findNames(wordsOf(text), names, isCommon).toSorted((one, other) => other.certainty - one.certainty)[0];

describe('names in a message', () => {
  it.each([
    ['run nightly_sales', 'nightly_sales'],
    ['run Nightly-Sales please', 'nightly_sales'],
    ['run the nightly sales', 'nightly_sales'],
    ['run nigtly sales', 'nightly_sales'],
    ['run nihgtly_sales', 'nightly_sales'],
    ['disk reprot', 'disk_report'],
    ['sync ops', 'company/ops'],
    ['sync company/ops', 'company/ops'],
    ['start the sales one', 'nightly_sales'],
  ])('%s', (text, name) => {
    expect(best(text)?.name).toBe(name);
  });

  it('is sure of a name as it is spelt, less of a slip, least of a part', () => {
    const sure = ['nightly_sales', 'nigtly_sales', 'sales'].map((text) => best(text)?.certainty ?? 0);
    expect(sure).toEqual(sure.toSorted((one, other) => other - one));
    expect(new Set(sure).size).toBe(3);
  });

  it('takes no word for a slip that means something by itself', () => {
    expect(best('order', (word) => word === 'order')).toBeUndefined();
  });

  it('finds nothing in what is far from every name', () => {
    expect(best('what is the weather like')).toBeUndefined();
  });

  it('tells which names are closest', () => {
    expect(closestNames('diskreports', names)[0]).toBe('disk_report');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf } from './signature-of.ts';

describe('a signature', () => {
  it.each([
    ['numbers', 'row 17 of 2,041 is bad', 'row 3 of 9 is bad'],
    ['times', 'at 2026-01-02T03:04:05.678Z lost', 'at 2027-11-30 13:14:15 lost'],
    ['durations', 'gave up after 59 seconds', 'gave up after 1.5 min'],
    ['UUIDs', 'job 3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'job 01a1fecb-76fc-7bc2-b3cc-c536d8dbbadc'],
    ['hashes', 'commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'commit 1a410efbd13591db07496601ebc7a059dd55cfe9'],
    ['memory addresses', '<function f at 0x7f8bc07b2ac0>', '<function f at 0x55d0>'],
    ['run ids', 'run n-1m7zcpxk86z6 failed', 'run n-1m7zd098k4j5 failed'],
    ["Airflow's run ids", 'of scheduled__2026-01-01T00:00:00+00:00', 'of manual__2026-02-02T01:02:03.4+00:00'],
    ['addresses', 'connect to 10.0.0.17:5432', 'connect to 192.168.1.2:6543'],
    ['temporary folders', 'in /tmp/airflowtmpx8axvg1n/job.py', 'in /tmp/airflowtmpqwertyui/job.py'],
    ['dates and parts in paths', 'no /in/2026-05-01/part-0003.csv', 'no /in/2026-06-30/part-11.csv'],
    ['spaces', 'a  b\t1', 'a b 2 '],
  ])('is the same for different %s', (_, one, other) => {
    expect(signatureOf(one)).toBe(signatureOf(other));
  });

  it.each([
    ['missing keys', "KeyError: 'amount'", "KeyError: 'day'"],
    ['hosts', 'connection to warehouse refused', 'connection to mirror refused'],
    ['columns', 'column "unit_cost" does not exist', 'column "margin" does not exist'],
    ['exceptions', 'ValueError: 3', 'TypeError: 3'],
  ])('is another for different %s', (_, one, other) => {
    expect(signatureOf(one)).not.toBe(signatureOf(other));
  });

  it('does not depend on what stands far to the right', () => {
    const begin = 'bad payload: '.padEnd(500, 'x');
    expect(signatureOf(`${begin}one`)).toBe(signatureOf(`${begin}two`));
  });

  it('is a SHA-256 in hexadecimal, of whatever text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(signatureOf(text)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });
});
